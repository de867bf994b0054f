import { type ColumnKey, columnKeys, type CustomerRow, indicatorIn, isColumn, type OwnColumn } from "./types.ts";

// A cell that a spreadsheet would take for a formula is told to be text; our own numbers are numbers.
const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const money = (cents: number | null): string => (cents === null ? "" : (cents / 100).toFixed(2));
const plain = (value: number | null, digits: number): string => (value === null ? "" : value.toFixed(digits));

function cell(row: CustomerRow, column: ColumnKey): string {
  const name = indicatorIn(column);
  if (name !== undefined) return plain(row.told?.[name] ?? null, 3);
  const key = column as OwnColumn;
  switch (key) {
    case "name": return quoted(row.name);
    case "net": case "spent": case "value": case "loss": return money(row[key]);
    case "rf": return plain(row.rf, 1);
    case "share": return plain(row.share, 8);
    case "alive": return plain(row.alive, 3);
    case "nextYear": return plain(row.nextYear, 2);
    case "rank": case "orders": case "tier": case "stage": return row[key] === null ? "" : String(row[key]);
    default: return quoted(row[key] ?? "");
  }
}

/** The head of an export: the customer's id and handle, then what was seen. */
export const csvHead = (columns: readonly ColumnKey[]): string => `${["id", "handle", ...columns].join(",")}\r\n`;

/** Rows of an export, a line each (RFC 4180). */
export function csvLines(rows: readonly CustomerRow[], columns: readonly ColumnKey[]): string {
  return rows.map((row) => `${[row.id, quoted(row.handle), ...columns.map((key) => cell(row, key))].join(",")}\r\n`).join("");
}

/** The columns that a text names, in its order; all that are known when it names none. */
export function columnsIn(text: string | undefined): ColumnKey[] {
  const asked = (text ?? "").split(",").filter(isColumn);
  return asked.length > 0 ? [...new Set(asked)] : [...columnKeys];
}

/** Pages of customers as one stream of CSV, a page at a time as it is read. The mark at its head tells spreadsheets that it is UTF-8. */
export function csvStream(pages: AsyncGenerator<CustomerRow[]>, columns: readonly ColumnKey[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) { controller.enqueue(encoder.encode(`\ufeff${csvHead(columns)}`)); },
    async pull(controller) {
      const page = await pages.next();
      if (page.done) controller.close();
      else controller.enqueue(encoder.encode(csvLines(page.value, columns)));
    },
    async cancel() { await pages.return(undefined); },
  });
}
