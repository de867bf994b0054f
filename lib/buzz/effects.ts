import { consume, type Entry } from "#lib/ledger/relay.ts";
import type { Tx } from "#lib/core/transact.ts";
import { acted, actKinds } from "./events.ts";
import { mirrorPurchase } from "./mirror.ts";
import { followOrder, promiseFor } from "./rewards.ts";

type Brought = { id: string; newcomerId: string; referrerId: string; related: boolean; verdict: string; linkId: number | null; acted: boolean };
const broughtOf = `SELECT id, newcomer_id AS "newcomerId", referrer_id AS "referrerId", related, verdict, link_id AS "linkId", acted_at IS NOT NULL AS acted FROM referral WHERE newcomer_id = ANY($1)`;

// What an order amounts to now is what is live of it in the ledger: whatever was told, in whatever order.
const worth = `
  SELECT coalesce(sum(i.value), 0)::float8 AS cents, min(i.occurred_at) AS at FROM interaction i
  WHERE i.customer_id = $1 AND i.kind = 'purchase' AND i.subject_type = 'purchase' AND i.subject_id = $2 AND i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;
const keep = `
  INSERT INTO referral_order AS o (referral_id, order_id, placed_at, net_cents, first_cents) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT (referral_id, order_id) DO UPDATE SET net_cents = excluded.net_cents, placed_at = excluded.placed_at, first_cents = CASE WHEN o.first_cents = 0 THEN excluded.net_cents ELSE o.first_cents END`;
const sum = `
  WITH was AS (SELECT purchased_at IS NOT NULL AS yes FROM referral WHERE id = $1),
    now AS (UPDATE referral r SET purchases = n.count, net_cents = n.cents, purchased_at = coalesce(r.purchased_at, n.first)
      FROM (SELECT count(*) FILTER (WHERE net_cents > 0)::int AS count, coalesce(sum(net_cents), 0)::bigint AS cents, min(placed_at) FILTER (WHERE net_cents > 0) AS first FROM referral_order WHERE referral_id = $1) n WHERE r.id = $1 RETURNING r.purchased_at, r.link_id)
  UPDATE share_link l SET purchases = purchases + 1 FROM was, now WHERE l.id = now.link_id AND NOT was.yes AND now.purchased_at IS NOT NULL`;

async function orderChanged(tx: Tx, referral: Brought, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  const [now] = await tx.query<{ cents: number; at: Date | null }>(worth, [referral.newcomerId, orderId]);
  const cents = Math.round(now?.cents ?? 0);
  await tx.query(keep, [referral.id, orderId, now?.at ?? at, cents]);
  await tx.query(sum, [referral.id]);
  await followOrder(tx, referral.id, { id: orderId, cents });
  if (cents > 0) await promiseFor(tx, referral.id, { cause: "purchase", at: now?.at ?? at, orderId, cents });
}

async function follow(tx: Tx, referral: Brought, entry: Entry): Promise<void> {
  const counts = !referral.related && referral.verdict !== "refused";
  const subject = { type: "referral" as const, id: referral.id };
  if (entry.kind === "purchase" && entry.subjectType === "purchase") {
    await mirrorPurchase(tx, { ...referral, counts }, entry.occurredAt);
    await orderChanged(tx, referral, { orderId: entry.subjectId, at: entry.occurredAt });
  }
  if (referral.acted || entry.reverses || !actKinds.includes(entry.kind)) return;
  referral.acted = true;
  await tx.query("UPDATE referral SET acted_at = coalesce(acted_at, $2) WHERE id = $1", [referral.id, entry.occurredAt]);
  if (counts) await acted(tx, { customerId: referral.referrerId, at: entry.occurredAt, subject, key: `acted:${referral.id}` });
}

/** Follows what newcomers do: what they buy and take back moves rewards and the referrer's side of the ledger; the first act of their own is told once. */
export function relayBuzz(): Promise<number> {
  return consume("buzz", async (tx, entries) => {
    const told = entries.filter((entry) => actKinds.includes(entry.kind));
    if (told.length === 0) return;
    const brought = new Map((await tx.query<Brought>(broughtOf, [[...new Set(told.map((entry) => entry.customerId))]])).map((row) => [row.newcomerId, row]));
    for (const entry of told) {
      const referral = brought.get(entry.customerId);
      if (referral) await follow(tx, referral, entry);
    }
  });
}
