import { db } from "#lib/core/transact.ts";
import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { shownTo } from "../policy.ts";
import { shownPart, thinned } from "#lib/core/small-groups.ts";
import { seesIndividuals } from "../types.ts";
import type { FunnelRow, FunnelView, Split, ThingRow, ThingsView } from "./types.ts";

/** A referral that counts: nobody holds it or has refused it. */
export const counts = "verdict IN ('clear', 'review', 'approved')";
// What a visit knows of itself; of a programme it knows nothing.
const ofTouch: Record<Split, string | null> = { channel: "l.channel", thing: "l.thing", programme: null, referrer: "l.account_id::text" };
const ofReferral: Record<Split, string> = { channel: "channel", thing: "thing", programme: "coalesce(programme_id::text, '')", referrer: "referrer_id::text" };
const nameOf: Record<Split, string> = { channel: "NULL", thing: "NULL", programme: "(SELECT name FROM referral_programme p WHERE p.id::text = key)", referrer: "(SELECT name FROM account a WHERE a.id::text = key)" };
const sums = "count(*) AS joined, count(*) FILTER (WHERE purchases > 0) AS bought, count(*) FILTER (WHERE purchases > 1) AS again, sum(net_cents)::float8 AS cents";

const byKey = (split: Split): string => `
  SELECT key, ${nameOf[split]} AS name, ${ofTouch[split] ? "coalesce(t.touches, 0)" : "NULL"} AS touches, coalesce(r.joined, 0) AS joined, coalesce(r.bought, 0) AS bought, coalesce(r.again, 0) AS again, coalesce(r.cents, 0) AS "netCents"
  FROM (SELECT ${ofReferral[split]} AS key, ${sums} FROM referral WHERE ${counts} AND joined_at >= now() - make_interval(days => $1) GROUP BY 1) r
    FULL JOIN (${ofTouch[split] ? `SELECT ${ofTouch[split]} AS key, count(*) AS touches FROM touch t JOIN share_link l ON l.id = t.link_id WHERE t.at >= now() - make_interval(days => $1) GROUP BY 1` : "SELECT NULL::text AS key, 0 AS touches WHERE false"}) t USING (key)
  ORDER BY coalesce(r.joined, 0) DESC, touches DESC NULLS LAST, key LIMIT 50`;
const ofAll = `
  SELECT '' AS key, NULL AS name, (SELECT count(*) FROM touch WHERE at >= now() - make_interval(days => $1)) AS touches, ${sums.replace(" AS cents", ' AS "netCents"')} FROM referral WHERE ${counts} AND joined_at >= now() - make_interval(days => $1)`;
const readRest = `
  SELECT (SELECT count(*) FROM referral WHERE verdict = 'held') AS held, (SELECT paid_cost_cents FROM referral_setting) AS paid,
    (SELECT coalesce(sum(worth), 0) FROM referral_reward WHERE state = 'granted' AND earned_at >= now() - make_interval(days => $1)) AS points`;

/**
 * Rows as this reader may see them: who may not see individuals is shown no number of one to nine people, nor what so few bought,
 * nor a number by which another that stands beside it, or the whole, would tell of so few.
 */
function shownRows(actor: Member, rows: readonly FunnelRow[]): FunnelRow[] {
  if (seesIndividuals(actor)) return [...rows];
  const joined = thinned(rows.map((row) => row.joined ?? 0));
  const bought = thinned(rows.map((row) => row.bought ?? 0), rows.map((row) => shownPart(row.bought ?? 0, row.joined ?? 0) === null));
  const again = thinned(rows.map((row) => row.again ?? 0), rows.map((row) => shownPart(row.again ?? 0, row.bought ?? 0) === null));
  return rows.map((row, at) => ({ ...row, touches: row.touches === null ? null : shownTo(actor, row.touches), joined: joined[at] ?? null, bought: bought[at] ?? null, again: again[at] ?? null, netCents: (bought[at] ?? null) === null ? null : row.netCents }));
}

/** From visits through a link to repeat purchases, since so many days, by one way of splitting it; of those who joined in that time. */
export async function readFunnel(actor: Member, { days, split }: { days: number; split: Split }): Promise<FunnelView | Refusal> {
  if (split === "referrer" && !seesIndividuals(actor)) return missing();
  const [[total], rows, [rest], { currency }] = await Promise.all([
    db().query<FunnelRow>(ofAll, [days]), db().query<FunnelRow>(byKey(split), [days]), db().query<{ held: number; paid: number | null; points: number }>(readRest, [days]), readSettings(db()),
  ]);
  const none: FunnelRow = { key: "", name: null, touches: 0, joined: 0, bought: 0, again: 0, netCents: 0 };
  const all = shownRows(actor, [{ ...none, ...total, netCents: total?.netCents ?? 0 }])[0] ?? none;
  const paidCents = rest?.paid ?? null;
  return {
    days, split, currency, total: all, rows: shownRows(actor, rows), held: shownTo(actor, rest?.held ?? 0),
    cost: { paidCents, savedCents: paidCents === null || all.joined === null ? null : paidCents * all.joined, points: all.joined === null ? null : Number(rest?.points ?? 0) },
  };
}

const readThings = `
  SELECT thing, id, coalesce(t.title, l.title, '') AS title, coalesce(l.path, '') AS path, coalesce(t.touches, 0) AS touches, coalesce(r.joined, 0) AS joined, coalesce(r.bought, 0) AS bought, coalesce(r.cents, 0) AS "netCents", coalesce(l.sharers, 0) AS sharers
  FROM (SELECT thing, thing_id AS id, ${sums} FROM referral WHERE ${counts} AND joined_at >= now() - make_interval(days => $1) AND thing <> 'invite' GROUP BY 1, 2) r
    FULL JOIN (SELECT l.thing, l.thing_id AS id, max(l.title) AS title, count(*) AS touches FROM touch t JOIN share_link l ON l.id = t.link_id WHERE t.at >= now() - make_interval(days => $1) AND l.thing <> 'invite' GROUP BY 1, 2) t USING (thing, id)
    LEFT JOIN LATERAL (SELECT max(title) AS title, max(path) AS path, count(DISTINCT account_id) AS sharers FROM share_link s WHERE s.thing = coalesce(r.thing, t.thing) AND s.thing_id = coalesce(r.id, t.id)) l ON true
  ORDER BY coalesce(r.joined, 0) DESC, coalesce(t.touches, 0) DESC, thing, id LIMIT 100`;

/** What people shared that brings people: topics, reviews, articles, products. Who may not see individuals sees no count of one to nine. */
export async function readThingsShared(actor: Member, days: number): Promise<ThingsView> {
  const [things, { currency }] = await Promise.all([db().query<ThingRow>(readThings, [days]), readSettings(db())]);
  if (seesIndividuals(actor)) return { days, currency, things };
  const shown = (count: number | null): number | null => shownTo(actor, count ?? 0);
  const boughtOf = (one: ThingRow): number | null => shownPart(one.bought ?? 0, one.joined ?? 0);
  return { days, currency, things: things.filter((one) => shownTo(actor, one.touches) !== null).map((one) => ({ ...one, joined: shown(one.joined), bought: boughtOf(one), sharers: shown(one.sharers), netCents: boughtOf(one) === null ? null : one.netCents })) };
}
