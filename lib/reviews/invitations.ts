import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { accountOfToken, type Invited, invitationLetter } from "./letters.ts";

/** For so many days after they are due people are asked, and not later. */
const window = 30;
/** At most one letter in so many days, with at most so many products. */
const pause = 7;
const perLetter = 5;

// Only orders we learned of while invitations were on, and soon after they were placed: what is imported late is history.
const due = `
  WITH s AS (SELECT invite_after_days AS days, invitations_since AS since, invite_incentive AS incentive FROM catalogue_setting WHERE invitations),
  line AS (SELECT DISTINCT ON (l.customer_id, p.id) l.customer_id, p.id AS product_id, p.slug, p.name, l.placed_at
    FROM s JOIN purchase_line l ON l.placed_at > $1::timestamptz - make_interval(days => s.days + ${window}) AND l.placed_at <= $1::timestamptz JOIN purchase o ON o.id = l.purchase_id
    LEFT JOIN product_variant v ON v.code = l.product_code JOIN product p ON p.active AND (p.code = l.product_code OR p.id = v.product_id)
    WHERE coalesce(o.delivered_at, o.placed_at) <= $1::timestamptz - make_interval(days => s.days) AND o.recorded_at > s.since AND o.recorded_at < o.placed_at + interval '7 days'
      AND NOT EXISTS (SELECT 1 FROM review r WHERE r.product_id = p.id AND r.author_id = l.customer_id)
      AND NOT EXISTS (SELECT 1 FROM review_invitation i WHERE i.product_id = p.id AND i.account_id = l.customer_id)
    ORDER BY l.customer_id, p.id, l.placed_at)
  SELECT a.id AS "accountId", a.email::text AS email, a.name, a.locale, (SELECT incentive FROM s) AS incentive,
    (SELECT json_agg(json_build_object('id', n.product_id, 'slug', n.slug, 'name', n.name) ORDER BY n.placed_at) FROM (SELECT * FROM line WHERE line.customer_id = a.id ORDER BY placed_at LIMIT ${perLetter}) n) AS products
  FROM (SELECT DISTINCT customer_id FROM line) c JOIN account a ON a.id = c.customer_id
  WHERE a.role = 'customer' AND a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AND a.suspended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM review_preference f WHERE f.account_id = a.id AND NOT f.invitations)
    AND NOT EXISTS (SELECT 1 FROM review_invitation i WHERE i.account_id = a.id AND i.sent_at > $1::timestamptz - interval '${pause} days')
  ORDER BY a.id LIMIT 500`;
type Due = Omit<Invited, "products"> & { products: { id: number; slug: string; name: string }[] };

async function invite(tx: Tx, one: Due, at: Date): Promise<boolean> {
  // Two jobs at once ask one person once: whoever writes the rows writes the letter.
  const rows = await tx.query<{ id: number }>("INSERT INTO review_invitation (account_id, product_id, sent_at) SELECT $1, id, $3 FROM unnest($2::bigint[]) AS u (id) ON CONFLICT DO NOTHING RETURNING product_id AS id", [one.accountId, one.products.map((product) => product.id), at]);
  const fresh = new Set(rows.map((row) => row.id));
  if (fresh.size === 0) return false;
  await queueMail(tx, invitationLetter({ ...one, products: one.products.filter((product) => fresh.has(product.id)) }));
  return true;
}

/** Asks everyone who is due for a review of what they bought; resolves to how many letters were put into the outbox. */
export async function inviteAll(at = new Date()): Promise<number> {
  let letters = 0;
  for (const one of await db().query<Due>(due, [at])) if (await transact((tx) => invite(tx, one, at))) letters += 1;
  return letters;
}

const prefer = "INSERT INTO review_preference (account_id, invitations) SELECT id, $2 FROM account WHERE id = $1 ON CONFLICT (account_id) DO UPDATE SET invitations = excluded.invitations, at = now()";

/** Says whether a member wants to be asked for reviews. */
export async function preferInvitations(actor: Member, invitations: boolean): Promise<true> {
  await transact((tx) => tx.query(prefer, [actor.id, invitations]));
  return true;
}

/** Declines invitations for who was written to, by the token of their letter. */
export async function declineInvitations(token: string): Promise<true | Refusal> {
  const accountId = accountOfToken(token);
  if (!accountId) return new Refusal("gone", "This link is not complete.");
  await transact((tx) => tx.query(prefer, [accountId, false]));
  return true;
}
