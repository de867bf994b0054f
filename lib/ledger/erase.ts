import type { Tx } from "#lib/core/transact.ts";

/**
 * Erases what the ledger holds of one person: the only way anything leaves it. Their interactions go with their keys and
 * reversals; everybody else's stay as they are, and so does their order.
 */
export async function eraseInteractions(tx: Tx, accountId: string): Promise<number> {
  await tx.query("SELECT set_config('rapport.erasure', 'on', true)");
  const gone = await tx.query<{ id: string }>("DELETE FROM interaction WHERE customer_id = $1 RETURNING id", [accountId]);
  const ids = gone.map((row) => row.id);
  await tx.query("DELETE FROM interaction_reversal WHERE id = ANY($1::uuid[])", [ids]);
  await tx.query("DELETE FROM interaction_key WHERE id = ANY($1::uuid[])", [ids]);
  await tx.query("SELECT set_config('rapport.erasure', 'off', true)");
  // A reader that had read the very last of it stands behind what is now the last, not ahead of it.
  await tx.query(`UPDATE ledger_cursor c SET xid = l.xid, seq = l.seq FROM (SELECT i.xid, i.seq FROM interaction i ORDER BY i.xid DESC, i.seq DESC LIMIT 1) l WHERE (c.xid, c.seq) > (l.xid, l.seq)`);
  return ids.length;
}
