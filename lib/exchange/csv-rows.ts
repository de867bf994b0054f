import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { type Columns, columnsOf, type Shape } from "./csv-columns.ts";
import type { Rejects } from "./rejects.ts";
import { readText, SourceError } from "./source.ts";

type Taking<Field extends string> = {
  told: Columns<Field>; shape: Shape<Field>; rejects: Rejects;
  /** Takes one row, or says why not. */
  take: (cells: Partial<Record<Field, string>>) => string | undefined;
};

/**
 * Reads whole CSV files, plain or gzip, a row at a time, before anything is written. A row that cannot be taken goes to the
 * rejects with its line and reason. Throws a SourceError when a file is no CSV, or lacks a column that must be there.
 */
export async function readRows<Field extends string>(files: readonly string[], { told, shape, rejects, take }: Taking<Field>): Promise<{ columns: Columns<Field>; rows: number }> {
  let columns: Columns<Field> = {};
  let rows = 0;
  for (const file of files) {
    const parser = Readable.from(readText(file)).on("error", (error) => parser.destroy(error)).pipe(parse({ bom: true, relax_column_count: true, info: true, max_record_size: 1_000_000, skip_empty_lines: true }));
    let header: string[] | undefined;
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
        if (!header) {
          header = record.map((name) => name.trim());
          columns = columnsOf(header, told, shape);
          continue;
        }
        rows += 1;
        const names = header;
        const cells: Partial<Record<Field, string>> = {};
        for (const field of shape.fields) if (columns[field] !== undefined) cells[field] = (record[names.indexOf(columns[field])] ?? "").replaceAll("\u0000", "");
        const reason = record.length === names.length ? take(cells) : `it has ${record.length} columns, not ${names.length}`;
        if (reason) rejects.add({ file, line: info.lines, reason });
      }
    } catch (error) {
      if (error instanceof SourceError || !(error as { code?: string }).code?.startsWith("CSV_")) throw error;
      throw new SourceError(`${file} is not CSV: ${(error as Error).message}`);
    }
    if (!header) throw new SourceError(`${file} is empty.`);
  }
  return { columns, rows };
}
