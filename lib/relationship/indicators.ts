import type { Reader } from "#lib/core/transact.ts";
import type { DayCount } from "./counted.ts";
import type { Told } from "./types.ts";

const prefix = "indicator.";
/** The ledger carries whole numbers, so an amount is kept in thousandths. */
export const parts = 1000;

/** What an indicator's interactions are called in the ledger. */
export const kindOf = (name: string): string => `${prefix}${name}`;
/** Whether a kind is an external indicator's. */
export const isIndicator = (kind: string): boolean => kind.startsWith(prefix);
/** The same as an SQL condition on a column `kind`. */
export const isIndicatorSql = (column: string): string => `starts_with(${column}, '${prefix}')`;

/** What was told of a customer by indicators, from their day counts. */
export const toldIn = (days: readonly DayCount[]): Told[] => days.filter((one) => isIndicator(one.kind) && one.value !== 0).map(({ kind, day, value }) => ({ name: kind.slice(prefix.length), day, amount: value / parts }));

/** The same as JSON in a statement, for the customer that an expression names. */
export const toldSql = (customer: string): string => `(SELECT json_agg(json_build_object('name', substr(i.kind, ${prefix.length + 1}), 'day', i.day - '1970-01-01'::date, 'amount', i.value / ${parts}::float8) ORDER BY i.kind, i.day)
  FROM interaction_day i WHERE i.customer_id = ${customer} AND ${isIndicatorSql("i.kind")} AND i.value <> 0 AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = i.customer_id AND x.kind = i.kind))`;

/** What was told of many customers. */
export async function readTold(reader: Reader, customerIds: readonly string[]): Promise<Map<string, Told[]>> {
  const rows = await reader.query<{ id: string; told: Told[] | null }>(`SELECT c.id, ${toldSql("c.id")} AS told FROM unnest($1::uuid[]) AS c (id)`, [customerIds]);
  return new Map(rows.flatMap((row) => (row.told ? [[row.id, row.told]] : [])));
}
