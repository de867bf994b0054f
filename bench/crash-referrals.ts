// Word of mouth in the load of the crash run: visits through links and purchases told by key. What was answered must be there, once.
import { randomBytes, randomUUID } from "node:crypto";
import { relayBuzz } from "#lib/buzz/effects.ts";
import { deviceTrace } from "#lib/buzz/traces.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { makeKey } from "#lib/identity/keys/keys.ts";
import { bring, linkOf, member, programme } from "#tests/buzz/world.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { person } from "#tests/world/people.ts";
import { type Connection, connect } from "./request.ts";

/** Whose links are visited, and as whose buyer orders are told, with the key that may. */
export type Market = { tokens: string[]; buyers: string[]; bearer: string };
/** What was sent: a visit by its cookie, or an order by its number; what was answered is acknowledged. */
export type Sent = { visits: { visitor: string; token: string; acknowledged: boolean }[]; orders: { number: string; key: string; email: string; acknowledged: boolean }[] };

/** Three members with links, two people each of them brought, a programme, and a key. */
export async function makeMarket(): Promise<Market> {
  const admin = await person({ role: "admin" });
  await programme(admin);
  const made = await makeKey(admin.actor, { name: "Till", scopes: ["referrals:write"] });
  if (refused(made)) throw new Error(made.detail);
  const members = [await member(), await member(), await member()];
  const buyers = [];
  for (const one of [...members, ...members]) buyers.push((await bring(one)).email);
  const tokens = [];
  for (const one of members) for (const channel of ["link", "qr"]) tokens.push((await linkOf(one, { channel })).split("/").at(-1) ?? "");
  return { tokens, buyers, bearer: `Bearer ${made.secret}` };
}

const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", accept: "text/html,application/xhtml+xml", "accept-language": "en" };

async function visit(connection: Connection, one: Sent["visits"][number]): Promise<void> {
  const answer = await connection.call({ path: `/s/${one.token}`, cookie: `rapport_via=${one.visitor}`, headers: browser });
  if (answer.status !== 302) throw new Error(`a visit was answered ${answer.status}`);
  one.acknowledged = true;
}

async function buy(connection: Connection, bearer: string, one: Sent["orders"][number]): Promise<void> {
  const answer = await connection.call({ method: "POST", path: "/api/referrals/purchases", headers: { authorization: bearer, "idempotency-key": one.key }, body: { email: one.email, number: one.number, currency: "EUR", placedAt: "2026-11-01T10:00:00Z", paidCents: 10_000 } });
  // The same key while the first one is still under way: asked again, as a client would.
  if (answer.status === 409) return buy(connection, bearer, one);
  if (answer.status !== 201) throw new Error(`a purchase was answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
  one.acknowledged = true;
}

/** Visits and buys by turns until the server dies; what was sent last may or may not have been taken. */
export async function trader(port: number, market: Market, next: () => number): Promise<Sent> {
  const connection = connect(port);
  const sent: Sent = { visits: [], orders: [] };
  const some = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  try {
    for (;;) {
      const seen = { visitor: randomBytes(16).toString("base64url"), token: some(market.tokens), acknowledged: false };
      sent.visits.push(seen);
      await visit(connection, seen);
      if (next() > 0.3) continue;
      const order = { number: randomUUID(), key: randomUUID(), email: some(market.buyers), acknowledged: false };
      sent.orders.push(order);
      await buy(connection, market.bearer, order);
    }
  } catch (error) {
    if (/was answered/.test((error as Error).message)) throw error;
    return sent;
  } finally {
    connection.close();
  }
}

/** Sends again, on the next server, what was never answered: the order under its key, the visit by its cookie. */
export async function sendAgain(port: number, market: Market, sent: Sent): Promise<void> {
  const connection = connect(port);
  for (const one of sent.visits.filter((each) => !each.acknowledged)) await visit(connection, one);
  for (const one of sent.orders.filter((each) => !each.acknowledged)) await buy(connection, market.bearer, one);
  connection.close();
}

const counts = `
  SELECT v.at, (SELECT count(*) FROM touch t WHERE t.visitor = v.device)::int AS n FROM unnest($1::bytea[]) WITH ORDINALITY AS v (device, at) ORDER BY v.at`;
const kept = `SELECT o.number, (SELECT count(*) FROM purchase p WHERE p.number = o.number)::int AS orders, (SELECT count(*) FROM interaction i JOIN purchase p ON p.number = o.number WHERE i.kind = 'purchase' AND i.subject_id = p.id::text AND i.reverses IS NULL)::int AS facts,
    (SELECT count(*) FROM referral_order r JOIN purchase p ON p.number = o.number WHERE r.order_id = p.id::text)::int AS followed
  FROM unnest($1::text[]) AS o (number)`;
const sums = `
  SELECT 'link ' || l.id || ' says ' || l.touches || ' visits' AS wrong FROM share_link l WHERE l.touches <> (SELECT count(*) FROM touch t WHERE t.link_id = l.id)
  UNION ALL SELECT 'day of ' || d.account_id FROM touch_day d WHERE d.touches <> (SELECT count(*) FROM touch t JOIN share_link l ON l.id = t.link_id WHERE l.account_id = d.account_id AND (t.at AT TIME ZONE 'UTC')::date = d.day)
  UNION ALL SELECT 'visits told of ' || d.account_id FROM touch_day d WHERE least(20, d.touches) <> (SELECT count(*) FROM interaction i WHERE i.customer_id = d.account_id AND i.kind = 'referral.visited' AND (i.occurred_at AT TIME ZONE 'UTC')::date = d.day)
  UNION ALL SELECT 'referral ' || r.id || ' has ' || r.purchases || ' orders' FROM referral r WHERE r.purchases <> (SELECT count(*) FROM referral_order o WHERE o.referral_id = r.id AND o.net_cents > 0)
  UNION ALL SELECT 'points of ' || a.account_id FROM point_account a WHERE a.balance <> (SELECT coalesce(sum(points), 0) FROM point_entry WHERE account_id = a.account_id) OR a.balance <> (SELECT coalesce(sum(left_points), 0) FROM point_lot WHERE account_id = a.account_id)
  UNION ALL SELECT 'rewards of ' || referral_id FROM referral_reward GROUP BY referral_id HAVING count(*) > 2`;

/** What of word of mouth is not there exactly once, with what follows from it; empty when nothing was lost. */
export async function lostOfMarket(sent: readonly Sent[]): Promise<string[]> {
  await caughtUp({ buzz: relayBuzz });
  const [visits, orders] = [sent.flatMap((one) => one.visits), sent.flatMap((one) => one.orders)];
  const seen = await db().query<{ n: number }>(counts, [visits.map((one) => deviceTrace(one.visitor))]);
  const bought = await db().query<{ number: string; orders: number; facts: number; followed: number }>(kept, [orders.map((one) => one.number)]);
  return [
    ...seen.flatMap(({ n }, at) => (n === 1 ? [] : [`visit ${at} is there ${n} times`])),
    ...bought.filter((one) => one.orders !== 1 || one.facts !== 1 || one.followed !== 1).map((one) => `order ${one.number} is there ${one.orders} times, told ${one.facts} times, followed ${one.followed} times`),
    ...(await db().query<{ wrong: string }>(sums)).map((row) => row.wrong),
  ];
}
