import { db } from "#lib/core/transact.ts";

const behind = `SELECT EXISTS (SELECT 1 FROM interaction i, unnest($1::text[]) AS wanted (consumer) WHERE NOT EXISTS (
  SELECT 1 FROM ledger_cursor c WHERE c.consumer = wanted.consumer AND (c.xid, c.seq) >= (i.xid, i.seq))) AS behind`;

/**
 * Has these consumers of the ledger, by the names of their cursors, take everything recorded so far. A transaction that runs in
 * any database of the server, as another file's does, holds the newest rows back: they are asked for until they were taken.
 */
export async function caughtUp(consumers: Record<string, () => Promise<number>>): Promise<void> {
  for (;;) {
    for (const take of Object.values(consumers)) while ((await take()) > 0);
    const [row] = await db().query<{ behind: boolean }>(behind, [Object.keys(consumers)]);
    if (!row?.behind) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
