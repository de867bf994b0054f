import type pg from "pg";
import type { Size } from "./talk.ts";

/** What another room keeps about the community: its table, and how it is filled while it is empty. `$accounts` and `$topics` are how many there are. */
type Furniture = { table: string; fill: string[] };

const someone = (n: string): string => `('01900000-0000-7000-8000-' || lpad(to_hex((${n}) % $accounts), 12, '0'))::uuid`;

const furniture: Furniture[] = [];

/** Fills the tables that rooms have brought since the community was made, as far as they are empty. */
export async function furnish(client: pg.Client, size: Size): Promise<void> {
  for (const { table, fill } of furniture) {
    const { rows: [there] } = await client.query<{ name: string | null }>("SELECT to_regclass($1)::text AS name", [table]);
    if (!there?.name) continue;
    const { rows } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length) continue;
    for (const sql of fill) await client.query(sql.replaceAll("$accounts", String(size.accounts)).replaceAll("$topics", String(size.topics)));
    await client.query(`ANALYZE ${table}`);
  }
}

/** The id of an account in SQL, by a number. */
export const accountSql = someone;
