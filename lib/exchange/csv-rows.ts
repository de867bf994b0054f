import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Columns } from "./csv-columns.ts";
import type { Rejects } from "./rejects.ts";
import { readText, SourceError } from "./source.ts";

type Taking<Field extends string> = {
  /** Which column of a file with this header holds what; throws a SourceError when one that must be there is not. */
  columnsOf: (header: readonly string[]) => Columns<Field>;
  rejects: Rejects;
  /** Takes one row, or says why not. */
  take: (cells: Partial<Record<Field, string>>) => string | undefined;
  /** Hears now and then how many rows there were. */
  seen?: ((rows: number) => void) | undefined;
};

/**
 * Reads whole CSV files, plain or gzip, a row at a time, before anything is written. A row that cannot be taken goes to the
 * rejects with its line and reason. Throws a SourceError when a file is no CSV, or lacks a column that must be there.
 */
export async function readRows<Field extends string>(files: readonly string[], { columnsOf, rejects, take, seen }: Taking<Field>): Promise<{ columns: Columns<Field>; rows: number }> {
  let columns: Columns<Field> = {};
  let rows = 0;
  for (const file of files) {
    const parser = Readable.from(readText(file)).on("error", (error) => parser.destroy(error)).pipe(parse({ bom: true, relax_column_count: true, info: true, max_record_size: 1_000_000, skip_empty_lines: true }));
    let header: string[] | undefined;
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
        if (!header) {
          header = record.map((name) => name.trim());
          columns = columnsOf(header);
          continue;
        }
        rows += 1;
        if (rows % 50_000 === 0) seen?.(rows);
        const names = header;
        const cells: Partial<Record<Field, string>> = {};
        for (const [field, column] of Object.entries(columns) as [Field, string][]) cells[field] = (record[names.indexOf(column)] ?? "").replaceAll("\u0000", "");
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
