import type { ToldOrder } from "#lib/catalogue/orders/told.ts";
import type { Tx } from "#lib/core/transact.ts";
import { attribute } from "./attribution.ts";
import { bring, newcomerOf, visitsOf, wasCustomer } from "./joins.ts";
import { linkVia } from "./links.ts";
import { readSettings } from "./settings.ts";
import { mailTrace } from "./traces.ts";
import { typedWithinDays } from "./typed.ts";

const fresh = `SELECT a.id FROM account a WHERE a.email = $1 AND a.confirmed_at IS NOT NULL AND a.role = 'customer' AND a.created_at > $2::timestamptz - make_interval(days => ${typedWithinDays})
  AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.newcomer_id = a.id)`;

// Who came here by themselves and then bought through a member's link is theirs who brought them, while a typed code would be too.
async function bringBuyer(tx: Tx, email: string, at: Date): Promise<void> {
  const [account] = await tx.query<{ id: string }>(fresh, [email, at]);
  const row = account && (await newcomerOf(tx, account.id));
  if (!account || !row || wasCustomer(row, at)) return;
  const { windowDays } = await readSettings(tx);
  const mail = mailTrace(email);
  const found = attribute({ newcomerId: account.id, codeOwner: undefined, visits: await visitsOf(tx, [mail], new Date(at.getTime() - windowDays * 86_400_000)), at, windowDays });
  if (found) await bring(tx, { newcomerId: account.id, email, found, claim: { visitor: null, codeOwner: null, address: null, place: null, sessionOf: null, at }, joinedAt: new Date() });
}

const used = "UPDATE referral_coupon SET used_at = $2, order_label = $3 WHERE code = ANY($1::text[]) AND used_at IS NULL AND returned_at IS NULL";

/**
 * An order named who brought its buyer: that is a visit of that mailbox, so that who buys first and joins later is theirs who
 * brought them, and who joined just now is too. Coupons it was paid with are used.
 */
export async function orderTold(tx: Tx, { email, placedAt, via, coupons, label }: ToldOrder): Promise<void> {
  const link = via && email ? await linkVia(tx, via) : undefined;
  if (link && email) {
    const at = new Date(Math.min(Date.now(), Date.parse(placedAt)));
    await tx.query("INSERT INTO touch (link_id, visitor, at, source) VALUES ($1, $2, $3, 'shop')", [link.id, mailTrace(email), at]);
    await bringBuyer(tx, email, at);
  }
  if (coupons.length > 0) await tx.query(used, [coupons, placedAt, label]);
}
