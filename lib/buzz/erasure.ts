import type { Tx } from "#lib/core/transact.ts";
import { settleLot } from "#lib/points/lots.ts";
import { giveTold, takeTold, type Told } from "./mirror.ts";

/** Takes a person out of the referrals: their codes, traces and claims go, and whom they brought or who brought them stays a figure under the scrubbed account. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const table of ["referral_code", "referral_trace", "referral_claim"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  // What the shop has of coupons stays for its books; what it does not have is nobody's.
  await tx.query("DELETE FROM referral_coupon WHERE account_id = $1 AND exported_at IS NULL AND used_at IS NULL", [accountId]);
  await tx.query("DELETE FROM referral_set_aside WHERE account_id = $1 OR was = $1", [accountId]);
  await tx.query("DELETE FROM referral_claim WHERE code_owner = $1 OR session_of = $1", [accountId]);
  await tx.query("UPDATE touch t SET visitor = NULL, address = NULL, agent = NULL FROM share_link l WHERE l.id = t.link_id AND l.account_id = $1", [accountId]);
  await tx.query("UPDATE referral SET external_id = NULL, reasons = '[]', shows_name = false, would_have_come = NULL, decision_note = '' WHERE newcomer_id = $1", [accountId]);
  await tx.query("UPDATE referral SET reasons = '[]' WHERE referrer_id = $1", [accountId]);
}

type Reward = { id: string; programme_id: string; points: number; worth: number; state: string; lot_id: string | null };
type Aside = { id: string; referrerId: string; rewards: Reward[]; told: Told[] };
// What two accounts of one person brought each other is no referral, and nobody comes twice: it is set aside, with what it gave.
const setAside = `
  INSERT INTO referral_set_aside (referral_id, account_id, was, rewards, orders)
  SELECT r.id, $2, $1, coalesce((SELECT jsonb_agg(to_jsonb(w)) FROM referral_reward w WHERE w.referral_id = r.id), '[]'), coalesce((SELECT jsonb_agg(to_jsonb(o)) FROM referral_order o WHERE o.referral_id = r.id), '[]')
  FROM referral r WHERE (r.newcomer_id = $1 AND (r.referrer_id = $2 OR EXISTS (SELECT 1 FROM referral o WHERE o.newcomer_id = $2))) OR (r.newcomer_id = $2 AND r.referrer_id = $1)
  ON CONFLICT DO NOTHING RETURNING referral_id AS id, (SELECT referrer_id FROM referral WHERE id = referral_id) AS "referrerId", rewards`;
const promise = "UPDATE referral_programme SET promised_points = greatest(0, least(coalesce(budget_points, 2147483647), promised_points + $2)) WHERE id = $1";

async function settle(tx: Tx, rewards: readonly Reward[], back: boolean): Promise<void> {
  for (const one of rewards) {
    if (one.state !== "refused") await tx.query(promise, [one.programme_id, back ? one.points : -one.points]);
    if (one.lot_id) await settleLot(tx, { lotId: one.lot_id, worth: back ? one.worth : 0 });
  }
}

/** Makes one person of two: what either shared and brought is the one's. Who brought the one stands; that one brought the other is no referral, and what it gave is taken back, in the ledger too. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  for (const one of await tx.query<Aside>(setAside, [from, into])) {
    await settle(tx, one.rewards, false);
    const told = await takeTold(tx, { id: one.id, customerId: one.referrerId });
    await tx.query("UPDATE referral_set_aside SET told = $2::jsonb WHERE referral_id = $1", [one.id, JSON.stringify(told)]);
    await tx.query("DELETE FROM referral WHERE id = $1", [one.id]);
  }
  await tx.query("UPDATE referral r SET newcomer_id = $2 WHERE newcomer_id = $1 AND NOT EXISTS (SELECT 1 FROM referral o WHERE o.newcomer_id = $2)", [from, into]);
  await tx.query("UPDATE referral SET referrer_id = $2 WHERE referrer_id = $1 AND newcomer_id <> $2", [from, into]);
  await tx.query("UPDATE referral_reward SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE referral_code SET account_id = $2, current = current AND NOT EXISTS (SELECT 1 FROM referral_code o WHERE o.account_id = $2 AND o.current) WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE share_link l SET account_id = $2, merged = l.merged OR EXISTS (SELECT 1 FROM share_link o WHERE o.account_id = $2 AND (o.thing, o.thing_id, o.channel) = (l.thing, l.thing_id, l.channel) AND NOT o.merged) WHERE l.account_id = $1", [from, into]);
  await tx.query("INSERT INTO touch_day AS d (account_id, day, touches) SELECT $2, day, touches FROM touch_day WHERE account_id = $1 ON CONFLICT (account_id, day) DO UPDATE SET touches = d.touches + excluded.touches", [from, into]);
  await tx.query("INSERT INTO referral_trace (account_id, kind, value, at) SELECT $2, kind, value, at FROM referral_trace WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  for (const table of ["touch_day", "referral_trace", "referral_claim"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [from]);
}

// What the merge itself carried over goes back with the rest of the ledger.
const meanwhile = `
  SELECT DISTINCT r.id FROM interaction i JOIN referral r ON r.id::text = i.subject_id AND r.referrer_id = $1
  WHERE i.customer_id = $2 AND i.subject_type = 'referral' AND i.reverses IS NULL AND NOT (i.source = 'import' AND starts_with(i.key, 'merge:')) AND NOT EXISTS (SELECT 1 FROM interaction_reversal v WHERE v.reverses = i.id)`;
const putBack = (table: string, column: string): string => `INSERT INTO ${table} SELECT x.* FROM referral_set_aside s, jsonb_populate_recordset(NULL::${table}, s.${column}) x WHERE s.referral_id = $1 ON CONFLICT DO NOTHING`;

/** Takes a merge back, after each row is its own account's again: what was set aside is a referral again with what it gave, and each has their code and links. */
export async function unmergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  const aside = await tx.query<Aside>("SELECT s.referral_id AS id, r.referrer_id AS \"referrerId\", s.rewards, s.told FROM referral_set_aside s JOIN referral r ON r.id = s.referral_id WHERE s.account_id = $2 AND s.was = $1 ORDER BY s.referral_id", [from, into]);
  for (const one of aside) {
    await tx.query(putBack("referral_reward", "rewards"), [one.id]);
    await tx.query(putBack("referral_order", "orders"), [one.id]);
    await settle(tx, one.rewards, true);
    await giveTold(tx, { id: one.id, customerId: one.referrerId }, one.told);
  }
  // Whom they brought is theirs again, and with it what was told of that meanwhile: its returns find it there.
  for (const { id } of await tx.query<{ id: string }>(meanwhile, [from, into])) await giveTold(tx, { id, customerId: from }, await takeTold(tx, { id, customerId: into }));
  await tx.query("DELETE FROM referral_set_aside WHERE account_id = $2 AND was = $1", [from, into]);
  await tx.query("UPDATE referral_code SET current = true WHERE code = (SELECT code FROM referral_code WHERE account_id = $1 ORDER BY chosen DESC, made_at DESC LIMIT 1) AND NOT EXISTS (SELECT 1 FROM referral_code WHERE account_id = $1 AND current)", [from]);
  await tx.query(`UPDATE share_link SET merged = false WHERE id IN (SELECT max(l.id) FROM share_link l WHERE l.account_id = $1 GROUP BY l.thing, l.thing_id, l.channel HAVING bool_and(l.merged))`, [from]);
}
