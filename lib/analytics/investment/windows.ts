import type { Reader } from "#lib/core/transact.ts";
import { broughtSql } from "#lib/relationship/profit.ts";

/** A customer's time between two instants. */
export type Window = { id: string; from: Date; until: Date };
export type Sums = { net: number; spent: number };

const read = `
  SELECT coalesce((SELECT sum(${broughtSql}) FROM purchase p WHERE p.customer_id = u.id AND p.counts AND p.placed_at > u.since AND p.placed_at <= u.until), 0)::float8 AS brought,
    coalesce((SELECT sum(c.cents) FROM cost_entry c WHERE c.customer_id = u.id AND c.at > u.since AND c.at <= u.until), 0)::float8 AS spent
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS u (id, since, until, place) ORDER BY u.place`;
const chunk = 5000;

/** Net profit (model, section 4) of each window, and what serving cost within it, in their order. */
export async function sumWindows(reader: Reader, windows: readonly Window[]): Promise<Sums[]> {
  const sums: Sums[] = [];
  for (let from = 0; from < windows.length; from += chunk) {
    const part = windows.slice(from, from + chunk);
    const rows = await reader.query<{ brought: number; spent: number }>(read, [part.map((one) => one.id), part.map((one) => one.from), part.map((one) => one.until)]);
    sums.push(...rows.map(({ brought, spent }) => ({ net: Math.round(brought - spent), spent: Math.round(spent) })));
  }
  return sums;
}
