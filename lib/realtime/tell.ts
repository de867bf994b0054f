import type { Tx } from "#lib/core/transact.ts";

/** Something for the sockets of a room (`me:<account id>`, `topic:<id>`), heard at commit by every instance. */
export type Told = { room: string; event: string; data: Record<string, unknown> };

/**
 * Tells the people in a live room something, when the caller's transaction commits. The data stays small: ids and counts, at
 * most 7,000 bytes, and nothing that someone in the room may not know. Throws when it is larger.
 */
export async function tell(tx: Tx, told: Told): Promise<void> {
  await tellMany(tx, [told]);
}

/** The same for many at once, in one statement. */
export async function tellMany(tx: Tx, told: readonly Told[]): Promise<void> {
  const payloads = told.map((one) => JSON.stringify(one));
  if (payloads.some((payload) => Buffer.byteLength(payload) > 7000)) throw new Error("what is told live must be small");
  if (payloads.length > 0) await tx.query("SELECT pg_notify('live', payload) FROM unnest($1::text[]) AS payload", [payloads]);
}
