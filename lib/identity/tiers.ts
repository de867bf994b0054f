import type { Tx } from "#lib/core/transact.ts";

/** Writes the tier that the ladder, or a person, gave a customer. Every door reads it with the next request. */
export async function setTiers(tx: Tx, tiers: readonly { accountId: string; tier: number }[]): Promise<void> {
  if (tiers.length === 0) return;
  await tx.query("UPDATE account SET tier = u.tier FROM unnest($1::uuid[], $2::smallint[]) AS u (id, tier) WHERE account.id = u.id AND account.role = 'customer' AND account.tier <> u.tier",
    [tiers.map((one) => one.accountId), tiers.map((one) => one.tier)]);
}
