import type { Tx } from "./transact.ts";

const chunk = 5000;

/**
 * Inserts the rows in their order, a few thousand per statement. `columns` are `name:type` pairs; `suffix` may be an
 * ON CONFLICT or RETURNING clause. Resolves to what the suffix returns.
 */
export async function insertRows<Row>(tx: Tx, into: { table: string; columns: string[]; suffix?: string }, rows: readonly (readonly unknown[])[]): Promise<Row[]> {
  const names = into.columns.map((column) => column.split(":")[0] ?? "");
  const arrays = into.columns.map((column, index) => `$${index + 1}::${column.split(":")[1]}[]`);
  const sql = `INSERT INTO ${into.table} (${names.join(", ")})
    SELECT ${names.join(", ")} FROM unnest(${arrays.join(", ")}) WITH ORDINALITY AS fresh (${names.join(", ")}, place)
    ORDER BY place ${into.suffix ?? ""}`;
  const returned: Row[] = [];
  for (let start = 0; start < rows.length; start += chunk) {
    const part = rows.slice(start, start + chunk);
    returned.push(...await tx.query<Row>(sql, into.columns.map((_, index) => part.map((row) => row[index] ?? null))));
  }
  return returned;
}
