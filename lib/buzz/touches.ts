import { LRUCache } from "lru-cache";
import { batched } from "#lib/core/batch.ts";
import { db, type Reader, type Tx, transact } from "#lib/core/transact.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { visited } from "./events.ts";
import { readSettings } from "./settings.ts";

/** A visit through a link. `mark` is what an hour's repetition is known by: the visitor, or without a cookie where they come from. */
export type Touch = { linkId: number; mark: Buffer; visitor: Buffer | undefined; address: Buffer; place: Buffer; at: Date; source: "link" | "shop" | "api" };
/** Where a link leads. */
export type Link = { id: number; token: string; path: string; thing: string };

/** So many visits of a day are told to the ledger for each referrer: what it counts (model, section 1). */
export const toldPerDay = 20;

// One visitor is counted on one link once an hour, however many servers count: the mark's row decides. Links are held in the order
// of their ids first, so that two servers never wait for each other in a ring; each is looked up once, however many came through it.
const count = `
  WITH links AS MATERIALIZED (SELECT l.id, l.account_id FROM share_link l JOIN account a ON a.id = l.account_id WHERE l.id = ANY($1::bigint[]) AND a.email IS NOT NULL ORDER BY l.id FOR NO KEY UPDATE OF l),
    told AS (SELECT DISTINCT ON (mark, link_id) u.*, l.account_id FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::timestamptz[], $7::text[]) WITH ORDINALITY AS u (link_id, mark, visitor, address, agent, at, source, place)
      JOIN links l ON l.id = u.link_id ORDER BY mark, link_id, place),
    fresh AS (INSERT INTO touch_mark AS m (visitor, link_id, at) SELECT mark, link_id, at FROM told ON CONFLICT (visitor, link_id) DO UPDATE SET at = excluded.at WHERE m.at <= excluded.at - interval '1 hour' RETURNING visitor, link_id),
    counted AS MATERIALIZED (SELECT told.*, nextval('touch_id_seq') AS id FROM told JOIN fresh ON fresh.visitor = told.mark AND fresh.link_id = told.link_id),
    kept AS (INSERT INTO touch (id, link_id, visitor, at, address, agent, source) OVERRIDING SYSTEM VALUE SELECT id, link_id, visitor, at, address, agent, source FROM counted),
    added AS (UPDATE share_link l SET touches = l.touches + n.n, last_touch_at = greatest(l.last_touch_at, n.at) FROM (SELECT link_id, count(*)::int AS n, max(at) AS at FROM counted GROUP BY 1) n WHERE l.id = n.link_id),
    days AS (INSERT INTO touch_day AS d (account_id, day, touches) SELECT account_id, (at AT TIME ZONE 'UTC')::date, count(*)::int FROM counted GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (account_id, day) DO UPDATE SET touches = d.touches + excluded.touches RETURNING account_id, day, touches)
  SELECT c.id, c.link_id AS "linkId", c.account_id AS "referrerId", c.at, days.touches AS "ofDay", c.place::int AS place
  FROM counted c JOIN days ON days.account_id = c.account_id AND days.day = (c.at AT TIME ZONE 'UTC')::date ORDER BY c.id`;
type Counted = { id: number; linkId: number; referrerId: string; at: Date; ofDay: number; place: number };

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
// Links whose owner has been told of as many visits of a day as are told: a day's visits only ever become more.
const full = new LRUCache<number, string>({ max: 20_000 });

async function write(reader: Reader, touches: readonly Touch[]): Promise<Counted[]> {
  const column = <T>(of: (touch: Touch) => T): T[] => touches.map(of);
  return reader.query<Counted>(count, [column((one) => one.linkId), column((one) => one.mark), column((one) => one.visitor ?? null), column((one) => one.address), column((one) => one.place), column((one) => one.at), column((one) => one.source)]);
}

// The first of a day are told to the ledger, in the order in which they were counted.
async function tellFirst(tx: Tx, rows: readonly Counted[]): Promise<void> {
  const key = (row: Counted): string => `${row.referrerId} ${dayOf(row.at)}`;
  const room = new Map<string, number>();
  for (const row of rows) room.set(key(row), (room.get(key(row)) ?? toldPerDay - row.ofDay) + 1);
  const told = rows.filter((row) => {
    const left = room.get(key(row)) ?? 0;
    room.set(key(row), left - 1);
    return left > 0;
  });
  await recordMany(tx, told.map((row) => visited({ customerId: row.referrerId, at: row.at, subject: { type: "share", id: String(row.linkId) }, key: `touch:${row.id}` })));
}

async function writeAndTell(tx: Tx, touches: readonly Touch[]): Promise<Counted[]> {
  const rows = await write(tx, touches);
  await tellFirst(tx, rows);
  return rows;
}

function answers(touches: readonly Touch[], rows: readonly Counted[]): boolean[] {
  const places = new Set(rows.map((row) => row.place));
  return touches.map((_, at) => places.has(at + 1));
}

/** Counts visits in the caller's transaction: for each whether it was counted. */
export async function countIn(tx: Tx, touches: readonly Touch[]): Promise<boolean[]> {
  return answers(touches, await writeAndTell(tx, touches));
}

// Where nothing is to be told of any of them, which is how it is when many come through a link at once, one statement does it all.
async function countNow(touches: readonly Touch[]): Promise<boolean[]> {
  const rows = touches.every((one) => full.get(one.linkId) === dayOf(one.at)) ? await write(db(), touches) : await transact((tx) => writeAndTell(tx, touches));
  for (const row of rows) if (row.ofDay >= toldPerDay) full.set(row.linkId, dayOf(row.at));
  return answers(touches, rows);
}

type Waiting = { touch: Touch; resolve: (counted: boolean) => void; reject: (error: unknown) => void };
const most = 200;
const patience = 6;
let waiting: Waiting[] = [];
let counting = false;
// How many asked when the last ones were answered, they and who waited for them.
let last = { asked: 0, at: 0 };

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

// Those who were just answered come again at once. To wait until as many are there as asked before, or none came for a moment, is to
// commit once for all of them; else those who came a little late would wait for a whole commit that is not theirs.
async function gather(): Promise<void> {
  const asked = last.at > performance.now() - 10 ? Math.min(most, last.asked) : 0;
  for (let [turn, seen] = [0, -1]; asked > 4 && turn < patience && waiting.length < asked && waiting.length > seen; turn += 1) {
    seen = waiting.length;
    await moment();
  }
}

async function countWaiting(): Promise<void> {
  counting = true;
  while (waiting.length > 0) {
    await gather();
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    await countNow(batch.map((one) => one.touch)).then(
      (counted) => { for (const [at, one] of batch.entries()) one.resolve(counted[at] ?? false); },
      (error: unknown) => { for (const one of batch) one.reject(error); });
    last = { asked: batch.length + waiting.length, at: performance.now() };
  }
  counting = false;
}

/** Counts a visit: true when it was counted, and then it is committed; false when its repetition was counted within the hour, or the link is nobody's. Many at once go together; alone none waits. */
export function countTouch(touch: Touch): Promise<boolean> {
  return new Promise((resolve, reject) => {
    waiting.push({ touch, resolve, reject });
    if (!counting) void countWaiting();
  });
}

const byToken = batched(async (tokens: string[]): Promise<(Link | undefined)[]> => {
  const rows = await db().query<Link>("SELECT id, token, path, thing FROM share_link WHERE token = ANY($1)", [tokens]);
  const found = new Map(rows.map((row) => [row.token, row]));
  return tokens.map((token) => found.get(token));
});
// A link never changes where it leads.
const links = new LRUCache<string, Link>({ max: 20_000 });

/** The link of a token, or undefined. */
export async function linkOf(token: string): Promise<Link | undefined> {
  if (!/^[\w-]{8,32}$/.test(token)) return undefined;
  const known = links.get(token);
  if (known) return known;
  const found = await byToken(token);
  if (found) links.set(token, found);
  return found;
}

/** The link of a token, read in a transaction. */
export async function linkByToken(reader: Reader, token: string): Promise<Link | undefined> {
  const [row] = /^[\w-]{8,32}$/.test(token) ? await reader.query<Link>("SELECT id, token, path, thing FROM share_link WHERE token = $1", [token]) : [];
  return row;
}

/** Forgets visits when the window has passed: the count stays, who it was does not. */
export async function forgetVisitors(): Promise<void> {
  const { windowDays } = await readSettings(db());
  await db().query("UPDATE touch SET visitor = NULL, address = NULL, agent = NULL WHERE at < now() - make_interval(days => $1) AND visitor IS NOT NULL", [windowDays]);
  await db().query("DELETE FROM touch_mark WHERE at < now() - interval '2 hours'");
  await db().query("DELETE FROM referral_trace WHERE kind IN ('address', 'place') AND at < now() - interval '2 days'");
}
