import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import type { FeedRow, FeedView } from "./types.ts";

const most = 30;
// The newest of each kind by its index, and of those the newest of all.
const readFeedRows = `
  SELECT x.kind, x.at, x.thing, x.channel, x."netCents", coalesce(x.title, '') AS title, json_build_object('id', b.id, 'name', b.name) AS by, CASE WHEN w.id IS NULL THEN NULL ELSE json_build_object('id', w.id, 'name', w.name) END AS who
  FROM (
    (SELECT 'joined' AS kind, r.joined_at AS at, r.referrer_id AS by, r.newcomer_id AS who, r.thing, l.title, r.channel, NULL::float8 AS "netCents" FROM referral r LEFT JOIN share_link l ON l.id = r.link_id ORDER BY r.joined_at DESC, r.id DESC LIMIT ${most})
    UNION ALL (SELECT 'purchased', o.placed_at, r.referrer_id, r.newcomer_id, r.thing, NULL, r.channel, o.net_cents::float8 FROM referral_order o JOIN referral r ON r.id = o.referral_id ORDER BY o.placed_at DESC LIMIT ${most})
    UNION ALL (SELECT 'visited', t.at, l.account_id, NULL, l.thing, l.title, l.channel, NULL FROM (SELECT * FROM touch ORDER BY at DESC LIMIT ${most}) t JOIN share_link l ON l.id = t.link_id)) x
  JOIN account b ON b.id = x.by LEFT JOIN account w ON w.id = x.who ORDER BY x.at DESC LIMIT ${most}`;

/** What happens by word of mouth, the newest first: visits, joins and purchases. */
export async function readFeed(_actor: Member): Promise<FeedView> {
  const [rows, { currency }] = await Promise.all([db().query<Omit<FeedRow, "at"> & { at: Date }>(readFeedRows), readSettings(db())]);
  return { currency, rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
