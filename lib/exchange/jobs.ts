import { z } from "zod";
import { db, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { bookOf } from "./order-imports.ts";
import { perBatch, writeOrders } from "./orders.ts";
import type { Mapping } from "./orders-columns.ts";
import { SourceError } from "./source.ts";

type Kept = { content: Buffer | null; mapping: Mapping; source: string; state: string; madeBy: string };

async function end(id: string, state: "done" | "failed", madeBy: string): Promise<void> {
  await transact(async (tx) => {
    // What is written needs no file any more; what failed may be tried again.
    await tx.query("UPDATE order_import SET state = $2, ended_at = now(), content = CASE WHEN $2 = 'failed' THEN content END WHERE id = $1 AND state = 'running'", [id, state]);
    await tell(tx, { room: `me:${madeBy}`, event: "orders.import", data: { id } });
  });
}

/**
 * Writes an order book that was brought, five hundred orders at a time, each batch whole by itself: whoever stops it stops it
 * between two, and what is there already is passed over, so it may run again from the beginning.
 */
export async function writeImport(payload: unknown): Promise<void> {
  const { id } = z.object({ id: z.uuid() }).parse(payload);
  const [kept] = await db().query<Kept>(`SELECT content, mapping, source, state, made_by AS "madeBy" FROM order_import WHERE id = $1`, [id]);
  if (!kept?.content || kept.state !== "running") return;
  const { source, madeBy } = kept;
  let orders: Parameters<typeof writeOrders>[2];
  try {
    const { book } = await bookOf(kept.content, kept.mapping);
    orders = [...book.orders.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return end(id, "failed", madeBy);
  }
  for (let at = 0; at < orders.length; at += perBatch) {
    const part = orders.slice(at, at + perBatch);
    const goesOn = await transact(async (tx) => {
      const running = await tx.query("SELECT 1 FROM order_import WHERE id = $1 AND state = 'running' FOR UPDATE", [id]);
      if (running.length === 0) return false;
      const { orders: fresh } = await writeOrders(tx, source, part);
      await tx.query("UPDATE order_import SET done = $2, written = written + $3 WHERE id = $1", [id, at + part.length, fresh]);
      await tell(tx, { room: `me:${madeBy}`, event: "orders.import", data: { id } });
      return true;
    });
    if (!goesOn) return;
  }
  await end(id, "done", madeBy);
}

/** Forgets the files of books that nobody wrote for a month, and the rows that could not be taken: both hold what was in the file. */
export async function sweepImports(): Promise<void> {
  await transact((tx) => tx.query("UPDATE order_import SET content = NULL, found = found - 'rejects' || '{\"rejects\":[]}', state = CASE WHEN state IN ('columns', 'read') THEN 'stopped' ELSE state END WHERE made_at < now() - interval '30 days' AND (content IS NOT NULL OR jsonb_array_length(found -> 'rejects') > 0)"));
}
