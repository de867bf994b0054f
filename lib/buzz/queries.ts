import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, transact } from "#lib/core/transact.ts";
import { readSettings as readBooks } from "#lib/catalogue/settings.ts";
import { balanceOf, listEntries } from "#lib/points/queries.ts";
import { codeOf } from "./codes.ts";
import { couponsOf } from "./coupons.ts";
import { linkFor, urlOf } from "./links.ts";
import { mayInvite, mayKeepReferrals } from "./policy.ts";
import { readOffer } from "./programmes.ts";
import { recentSettings } from "./settings.ts";
import type { Reason } from "./risk.ts";
import type { Brought, Invitation, MyInvite, MyPoints, MyReward, MyShare, ReviewItem, ThingKind } from "./types.ts";

const came = `SELECT coalesce(sum(touches), 0)::int AS visits, (SELECT count(*)::int FROM referral WHERE referrer_id = $1 AND verdict <> 'refused') AS joins, (SELECT count(*)::int FROM referral WHERE referrer_id = $1 AND verdict <> 'refused' AND purchased_at IS NOT NULL) AS purchases FROM share_link WHERE account_id = $1`;
const shares = `SELECT id, thing, title, path, channel, touches, joins, purchases FROM share_link WHERE account_id = $1 ORDER BY id DESC LIMIT 30`;
// Nobody is named who did not say so.
const brought = `
  SELECT r.id, CASE WHEN r.shows_name AND a.email IS NOT NULL THEN a.name END AS name, r.joined_at AS "joinedAt", r.acted_at IS NOT NULL AS acted, r.purchased_at IS NOT NULL AS bought, r.verdict = 'held' AS held, r.thanked_at IS NOT NULL AS thanked
  FROM referral r JOIN account a ON a.id = r.newcomer_id WHERE r.referrer_id = $1 AND r.verdict <> 'refused' ORDER BY r.joined_at DESC, r.id DESC LIMIT 50`;
const rewards = `
  SELECT w.id, w.side, w.points, w.worth, coalesce(l.left_points, 0) AS left, w.state AS given, l.available_at AS "availableAt", l.available_at > now() AS pending, coalesce(l.expires_at <= now(), false) AS expired, w.earned_at AS at, r.reasons
  FROM referral_reward w JOIN referral r ON r.id = w.referral_id LEFT JOIN point_lot l ON l.id = w.lot_id WHERE w.account_id = $1 ORDER BY w.earned_at DESC, w.id DESC LIMIT 50`;
type RewardRow = Omit<MyReward, "state" | "availableAt" | "at" | "reasons"> & { given: string; availableAt: Date | null; pending: boolean | null; expired: boolean; at: Date; reasons: Reason[] };

function stateOf(row: RewardRow): MyReward["state"] {
  if (row.given !== "granted") return row.given === "held" ? "held" : "refused";
  if (row.worth === 0) return "returned";
  if (row.expired) return "expired";
  if (row.pending) return "pending";
  return row.left === 0 ? "used" : "available";
}

async function exchangeNow(): Promise<MyInvite["exchange"]> {
  const { pointCents, couponLeast } = await recentSettings();
  return pointCents === null ? null : { pointCents, least: couponLeast, currency: (await readBooks(db())).currency };
}

/** What a member sees of their inviting: code and link, what came of it, what they get for it. Nobody who did not agree is named. */
export async function readMyInvite(actor: Actor): Promise<MyInvite | Refusal> {
  const me = mayInvite(actor);
  if (refused(me)) return me;
  const made = await transact(async (tx) => ({ code: await codeOf(tx, me), link: await linkFor(tx, me, { thing: "invite", id: "", channel: "link" }) }));
  if (refused(made.link)) return made.link;
  const [offer, balance, [count], sharesOf, broughtBy, rewardRows, coupons, exchange] = await Promise.all([
    readOffer(db(), "invite"), balanceOf(db(), me.id), db().query<MyInvite["came"]>(came, [me.id]), db().query<MyShare>(shares, [me.id]), db().query<Omit<Brought, "joinedAt"> & { joinedAt: Date }>(brought, [me.id]), db().query<RewardRow>(rewards, [me.id]), couponsOf(db(), me.id), exchangeNow(),
  ]);
  return {
    code: made.code, url: urlOf(made.link.token), offer, balance, came: count ?? { visits: 0, joins: 0, purchases: 0 }, shares: sharesOf, coupons, exchange,
    brought: broughtBy.map((one) => ({ ...one, joinedAt: one.joinedAt.toISOString() })),
    rewards: rewardRows.map((row) => ({ id: row.id, side: row.side, points: row.points, worth: row.worth, left: row.left, state: stateOf(row), availableAt: row.availableAt?.toISOString() ?? null, at: row.at.toISOString(), reasons: row.given === "held" ? row.reasons.map((one) => one.reason) : [] })),
  };
}

/** A member's points: what they have, and how each change came about, the newest first. */
export async function readMyPoints(actor: Actor, after?: string): Promise<MyPoints | Refusal> {
  const me = mayInvite(actor);
  if (refused(me)) return me;
  const [balance, entries] = await Promise.all([balanceOf(db(), me.id), listEntries(me.id, after)]);
  return { balance, ...entries };
}

const inviter = `SELECT CASE WHEN a.email IS NOT NULL THEN a.name END AS name, (SELECT c.code::text FROM referral_code c WHERE c.account_id = a.id AND c.current) AS code, l.thing, l.title, l.path FROM share_link l JOIN account a ON a.id = l.account_id WHERE l.token = $1`;

/** Who invited a newcomer, by the token of a link: the name they show, and nothing else of them; what they shared, and whether a visitor is asked before they are remembered. */
export async function readInvitation(token: string | undefined): Promise<Invitation> {
  const [row] = token && /^[\w-]{8,32}$/.test(token) ? await db().query<{ name: string | null; code: string | null; thing: ThingKind; title: string; path: string }>(inviter, [token]) : [];
  const { cookie, windowDays } = await recentSettings();
  return {
    name: row?.name ?? null, code: row?.code ?? null, offer: await readOffer(db(), row?.thing ?? "invite"),
    shared: row && row.thing !== "invite" ? { thing: row.thing, title: row.title, path: row.path } : null, remembers: { days: windowDays, asks: cookie === "ask" },
  };
}

const size = 30;
type ItemRow = Omit<ReviewItem, "referrer" | "newcomer" | "joinedAt" | "decidedAt"> & { joinedAt: Date; decidedAt: Date | null; stamp: string; referrerId: string; referrerName: string; referrerHandle: string; newcomerId: string; newcomerName: string; newcomerHandle: string };
const items = (where: string, stamp: string, order: string): string => `
  SELECT r.id, r.version, r.verdict, r.risk, r.reasons, r.joined_at AS "joinedAt", r.channel, r.thing, r.by, r.net_cents AS "netCents", r.decided_at AS "decidedAt", r.decision_note AS note,
    to_char(${stamp} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp, a.id AS "referrerId", a.name AS "referrerName", a.handle::text AS "referrerHandle", n.id AS "newcomerId", n.name AS "newcomerName", n.handle::text AS "newcomerHandle",
    (SELECT coalesce(sum(points), 0)::int FROM referral_reward w WHERE w.referral_id = r.id AND w.state = 'held') AS "heldPoints", (SELECT count(*)::int FROM referral o WHERE o.referrer_id = r.referrer_id) AS "broughtByReferrer"
  FROM referral r JOIN account a ON a.id = r.referrer_id JOIN account n ON n.id = r.newcomer_id WHERE ${where} ORDER BY ${order} LIMIT ${size + 1}`;
// What waits longest comes first; of what was decided the latest.
const open = items("r.verdict IN ('review', 'held') AND ($1::timestamptz IS NULL OR r.joined_at > $1)", "r.joined_at", "r.joined_at, r.id");
const decided = items("r.verdict IN ('approved', 'refused') AND ($1::timestamptz IS NULL OR r.decided_at < $1)", "r.decided_at", "r.decided_at DESC, r.id DESC");

/** Referrals that wait for a person, with what speaks against each; or those that were decided. */
export async function listReviews(actor: Actor, { state, after }: { state: "open" | "decided"; after?: string | undefined }): Promise<{ items: ReviewItem[]; next: string | null } | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  const rows = await db().query<ItemRow>(state === "open" ? open : decided, [decodeCursor(after)?.at ?? null]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(({ stamp: _stamp, referrerId, referrerName, referrerHandle, newcomerId, newcomerName, newcomerHandle, ...row }) => ({
      ...row, joinedAt: row.joinedAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null, referrer: { id: referrerId, name: referrerName, handle: referrerHandle }, newcomer: { id: newcomerId, name: newcomerName, handle: newcomerHandle },
    })),
    next: rows.length > size && last ? encodeCursor({ at: last.stamp, id: 0 }) : null,
  };
}
