import { db } from "#lib/core/transact.ts";
import { relayNotices } from "#lib/notices/effects.ts";

const behind = `SELECT EXISTS (SELECT 1 FROM interaction i WHERE NOT EXISTS (
  SELECT 1 FROM ledger_cursor c WHERE c.consumer = 'notices' AND (c.xid, c.seq) >= (i.xid, i.seq))) AS behind`;

/** Takes everything recorded so far into notices. A transaction still running in any database of the server holds the newest rows back. */
export async function relayed(batch?: number): Promise<void> {
  for (;;) {
    while ((await relayNotices(batch)) > 0);
    const [row] = await db().query<{ behind: boolean }>(behind);
    if (!row?.behind) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
