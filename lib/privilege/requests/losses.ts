import { db, type Reader, transact } from "#lib/core/transact.ts";

/** What would be lost with each of these customers, in cents: told by a higher room, which the server names. */
export type LossesOf = (reader: Reader, customerIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
let ask: LossesOf = async () => new Map();
/** Names who knows the expected losses. The server does it once. */
export function knowLosses(asked: LossesOf): void {
  ask = asked;
}

/** The expected loss of one customer, 0 when nobody knows of any. */
export const lossOf = async (reader: Reader, customerId: string): Promise<number> => (await ask(reader, [customerId])).get(customerId) ?? 0;

/** The job: writes afresh, after a night, what would be lost with those who wait. */
export async function refreshLosses(): Promise<void> {
  const rows = await db().query<{ id: string }>("SELECT DISTINCT customer_id AS id FROM request WHERE state = 'open'");
  for (let at = 0; at < rows.length; at += 1000) {
    const ids = rows.slice(at, at + 1000).map((row) => row.id);
    await transact(async (tx) => {
      const losses = await ask(tx, ids);
      await tx.query("UPDATE request r SET loss_cents = u.loss FROM unnest($1::uuid[], $2::bigint[]) AS u (id, loss) WHERE r.customer_id = u.id AND r.state = 'open' AND r.loss_cents <> u.loss", [ids, ids.map((id) => Math.max(0, Math.round(losses.get(id) ?? 0)))]);
    });
  }
}
