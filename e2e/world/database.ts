import { expect } from "@playwright/test";
import pg from "pg";

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

/** Changes what is stored as only time could: how old a visit is, when something becomes available. */
export async function ofDatabase(work: (query: Query) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.RAPPORT_E2E_DATABASE });
  await client.connect();
  try {
    await work((sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}

/** Reads what is stored. */
export async function ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  let rows: Row[] = [];
  await ofDatabase(async (query) => { rows = ((await query(sql, values)) as { rows: Row[] }).rows; });
  return rows;
}

const behind = `SELECT EXISTS (SELECT 1 FROM interaction i WHERE NOT EXISTS (SELECT 1 FROM ledger_cursor c WHERE c.consumer = $1 AND (c.xid, c.seq) >= (i.xid, i.seq))) AS behind`;

/** Waits until a consumer of the ledger has taken everything recorded so far: what a page then says of it is whole. */
export async function taken(consumer: string): Promise<void> {
  await expect.poll(async () => {
    let waits = true;
    await ofDatabase(async (query) => { waits = ((await query(behind, [consumer])) as { rows: { behind: boolean }[] }).rows[0]?.behind ?? false; });
    return waits;
  }, { timeout: 60_000 }).toBe(false);
}
