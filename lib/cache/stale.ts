import type { Tx } from "#lib/core/transact.ts";

/** Makes every kept page with one of these tags stale when the caller's transaction commits, on every instance; without tags, all of them. */
export async function makeStale(tx: Tx, tags: string[] = []): Promise<void> {
  await tx.query("SELECT pg_notify('pages', $1)", [tags.length ? JSON.stringify(tags) : ""]);
}
