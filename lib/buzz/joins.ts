import { newId } from "#lib/core/ids.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import type { Confirmed } from "#lib/identity/confirmed.ts";
import { attribute, type Attribution, type Visit } from "./attribution.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";
import { type Claim, takeClaim } from "./claims.ts";
import { joined } from "./events.ts";
import { isDisposable, sameHouse } from "./mailbox.ts";
import { promiseFor } from "./rewards.ts";
import { type Risk, riskOf } from "./risk.ts";
import { readSettings } from "./settings.ts";
import { mailTrace, sharedTraces } from "./traces.ts";

type Newcomer = { email: string; origin: string | null; createdAt: Date; boughtAt: Date | null };
const newcomer = `SELECT a.email::text AS email, a.origin, a.created_at AS "createdAt", (SELECT min(placed_at) FROM purchase p WHERE p.customer_id = a.id) AS "boughtAt" FROM account a WHERE a.id = $1 AND a.email IS NOT NULL`;
const visits = `SELECT t.link_id AS "linkId", l.account_id AS "referrerId", t.at FROM touch t JOIN share_link l ON l.id = t.link_id JOIN account a ON a.id = l.account_id AND a.email IS NOT NULL WHERE t.visitor = ANY($1) AND t.at > $2 ORDER BY t.at LIMIT 1000`;

/** What brought somebody, by the traces they are known under, since an instant. */
export const visitsOf = (reader: Reader, visitors: readonly (Buffer | null)[], since: Date): Promise<Visit[]> => reader.query<Visit>(visits, [visitors.filter((one) => one !== null), since]);

// Up from the referrer: whether the newcomer brought them, and over how many.
const ring = `
  WITH RECURSIVE up AS (SELECT $1::uuid AS id, 1 AS people UNION ALL SELECT r.referrer_id, up.people + 1 FROM up JOIN referral r ON r.newcomer_id = up.id WHERE up.people < 5 AND up.id <> $2)
  SELECT min(people) AS people FROM up WHERE id = $2`;
const around = `SELECT (SELECT email::text FROM account WHERE id = $1) AS email, (SELECT count(*) FROM referral WHERE referrer_id = $1 AND joined_at > $2::timestamptz - interval '1 hour')::int AS burst`;

async function look(tx: Tx, of: Joining): Promise<Risk> {
  const { terms } = await readSettings(tx);
  const { referrerId, last } = of.found;
  const mail = mailTrace(of.email);
  const [shared, [there], [circle]] = [
    await sharedTraces(tx, { referrerId, newcomerId: of.newcomerId, mail, device: of.claim.visitor, address: of.claim.address, place: of.claim.place }),
    await tx.query<{ email: string | null; burst: number }>(around, [referrerId, of.joinedAt]),
    await tx.query<{ people: number | null }>(ring, [referrerId, of.newcomerId]),
  ];
  return riskOf({
    sameMailbox: shared.has("mail") || (there?.email ? mailTrace(there.email).equals(mail) : false), sameDevice: shared.has("device"), sameSession: of.claim.sessionOf === referrerId, samePlace: shared.has("place"), sameAddress: shared.has("address"),
    sameHouse: there?.email ? sameHouse(there.email, of.email) : false, disposable: isDisposable(of.email), burst: (there?.burst ?? 0) + 1, ring: circle?.people ?? null,
    secondsAfterTouch: last ? (of.claim.at.getTime() - last.at.getTime()) / 1000 : null,
  }, terms);
}

const put = `
  INSERT INTO referral (id, newcomer_id, referrer_id, by, link_id, first_link_id, thing, thing_id, channel, first_touch_at, last_touch_at, joined_at, risk, reasons, related, verdict, external_id, programme_id)
  SELECT $1, $2, $3, $4, l.id, $6, coalesce(l.thing, 'invite'), coalesce(l.thing_id, ''), coalesce(l.channel, $15), $7, $8, $9, $10, $11, $12, $13, $14, $16 FROM (SELECT 1) one LEFT JOIN share_link l ON l.id = $5
  ON CONFLICT DO NOTHING RETURNING id, thing`;

/** Who came, by whom, and what came before it. */
export type Joining = { newcomerId: string; email: string; found: Attribution; claim: Claim; joinedAt: Date; externalId?: string | undefined; byApi?: boolean; programme?: string | undefined };

/** Writes down who brought a newcomer, with its risk: once for the newcomer, for ever; undefined when somebody did before. Tells the ledger, and promises what a programme gives for joining. */
export async function bring(tx: Tx, of: Joining): Promise<string | undefined> {
  const { found, newcomerId } = of;
  // Joins of one referrer come one after another, so that many at once are counted as many.
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 4408))", [found.referrerId]);
  const risk = await look(tx, of);
  const [made] = await tx.query<{ id: string; thing: string }>(put, [newId(), newcomerId, found.referrerId, of.byApi ? "api" : found.by, found.last?.linkId ?? null, found.first?.linkId ?? null, found.first?.at ?? null, found.last?.at ?? null, of.joinedAt,
    risk.points, JSON.stringify(risk.reasons), risk.related, risk.verdict, of.externalId ?? null, of.byApi ? "api" : "code", of.programme ?? null]);
  if (!made) return undefined;
  if (found.last) await tx.query("UPDATE share_link SET joins = joins + 1 WHERE id = $1", [found.last.linkId]);
  if (!risk.related) await joined(tx, { customerId: found.referrerId, at: of.joinedAt, subject: { type: "referral", id: made.id }, key: `joined:${made.id}` });
  await promiseFor(tx, made.id, { cause: "join", at: of.joinedAt });
  await emitEvent(tx, { event: "referral.joined", key: made.id, data: { referral: made.id, by: found.by, thing: made.thing, verdict: risk.verdict } });
  return made.id;
}

/** Whether somebody was a customer before: imported, or with an order older than what brought them. */
export function wasCustomer(row: { origin: string | null; boughtAt: Date | null }, since: Date): boolean {
  return row.origin !== null || (row.boughtAt !== null && row.boughtAt < since);
}

/** An address is confirmed: if somebody brought this newcomer, that is written down now. An order through a link counts as a visit by that mailbox. */
export async function joinConfirmed(tx: Tx, { accountId, email }: Confirmed): Promise<void> {
  const claim = await takeClaim(tx, accountId);
  if (!claim) return;
  const { windowDays } = await readSettings(tx);
  const came = await visitsOf(tx, [claim.visitor, mailTrace(email)], new Date(claim.at.getTime() - windowDays * 86_400_000));
  const found = attribute({ newcomerId: accountId, codeOwner: claim.codeOwner ?? undefined, visits: came, at: claim.at, windowDays });
  if (!found) return;
  const row = await newcomerOf(tx, accountId);
  if (!row || wasCustomer(row, found.first?.at ?? claim.at)) return;
  await bring(tx, { newcomerId: accountId, email, found, claim, joinedAt: new Date() });
}

/** Reads what decides whether somebody is new. */
export async function newcomerOf(reader: Reader, accountId: string): Promise<Newcomer | undefined> {
  const [row] = await reader.query<Newcomer>(newcomer, [accountId]);
  return row;
}
