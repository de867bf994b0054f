import { randomUUID } from "node:crypto";
import { relayBuzz } from "#lib/buzz/effects.ts";
import { followLink } from "#lib/buzz/doorstep.ts";
import { deviceTrace } from "#lib/buzz/traces.ts";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { takeNews } from "#lib/catalogue/orders/intake.ts";
import type { OrderEvent } from "#lib/catalogue/orders/types.ts";
import { confirmLink } from "#lib/identity/accounts.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { addProgramme } from "#lib/buzz/programmes.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

export const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
const page = { "user-agent": browser, accept: "text/html,application/xhtml+xml", "accept-language": "en-GB,en" };
/** Asks for a link as a browser does: where it leads, and the visitor's cookie if one was set. */
export async function visit(path: string, more: { method?: string; headers?: Record<string, string | undefined>; cookie?: string; address?: string } = {}): Promise<{ path: string; cookie: string }> {
  const headers: Record<string, string | undefined> = { ...page, cookie: more.cookie, ...more.headers };
  const led = await followLink(path, { method: more.method ?? "GET", header: (name) => headers[name] }, more.address ?? `198.51.100.${Math.floor(Math.random() * 250)}`);
  return { path: led.path, cookie: led.cookie?.split(";")[0] ?? "" };
}

/** A member's link to a thing, as the door gives it: its path. */
export async function linkOf(who: Somebody, what: { thing?: string; id?: string; channel?: string } = {}, headers: Record<string, string> = {}): Promise<string> {
  const made = await door("/api/me/shares", { as: who, body: { thing: "invite", channel: "link", ...what }, headers: { "user-agent": browser, ...headers, ...(headers.cookie ? { cookie: `${who.cookie}; ${headers.cookie}` } : {}) }, address: headers.address ?? "192.0.2.1" });
  return new URL((made.body as { url: string }).url).pathname;
}

/** Makes a stored visit older, so that nobody signs up within the minute. */
export const age = (cookie: string, hours: number): Promise<unknown> => {
  const visitor = deviceTrace(cookie.split("=")[1] ?? "");
  return db().query("WITH m AS (UPDATE touch_mark SET at = at - make_interval(secs => $2) WHERE visitor = $1) UPDATE touch SET at = at - make_interval(secs => $2) WHERE visitor = $1", [visitor, hours * 3600]);
};

/** Signs up and confirms, with these cookies and this code. */
export async function signUp(more: { cookie?: string; code?: string; email?: string; address?: string; agent?: string } = {}): Promise<{ id: string; email: string; cookie: string }> {
  resetLimits();
  const email = more.email ?? `n-${randomUUID()}@newcomer-${randomUUID().slice(0, 8)}.example`;
  await door("/api/sign-up", { body: { email, name: "Noor Quill", ...(more.code ? { code: more.code } : {}) }, headers: { "user-agent": more.agent ?? "Another browser/1.0", ...(more.cookie ? { cookie: more.cookie } : {}) }, address: more.address ?? `203.0.113.${Math.floor(Math.random() * 250)}` });
  return confirm(email);
}

/** Uses the last letter's link of a mailbox. */
export async function confirm(email: string): Promise<{ id: string; email: string; cookie: string }> {
  const [mail] = await db().query<{ body: string }>("SELECT body FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1", [email]);
  const opened = await confirmLink(/#token=([\w-]+)/.exec(mail?.body ?? "")?.[1] ?? "", "a test");
  if (refused(opened)) throw new Error(opened.detail);
  return { id: opened.accountId, email, cookie: `rapport_session=${opened.token}` };
}

/** Somebody brought by a member through a link, an hour after the visit. */
export async function bring(who: Somebody, more: Parameters<typeof signUp>[0] = {}): Promise<{ id: string; email: string; cookie: string }> {
  const { cookie } = await visit(await linkOf(who));
  await age(cookie, 1);
  return signUp({ cookie, ...more });
}

/** An order as a shop tells of it, and what the ledger's consumer makes of it. */
export async function order(email: string, { number = newId(), cents = 10_000, refunds = [], placedAt = new Date() }: { number?: string; cents?: number; refunds?: number[]; placedAt?: Date } = {}): Promise<string> {
  const at = placedAt.toISOString();
  const events = refunds.map((amountCents, place): OrderEvent => ({ kind: "refund", id: String(place), at, changedAt: at, detail: { amountCents, netCents: amountCents, reason: "" } }));
  await transact((tx) => takeNews(tx, { source: "shop", number, events, facts: { label: number, email, customerId: null, currency: "EUR", placedAt: at, changedAt: at, paidAt: at, cancelledAt: null, totalCents: cents, taxCents: 0, shippingCents: 0, discountCents: 0, costCents: null, lines: [] } }));
  await follow();
  return number;
}

/** Lets the referrals hear all that the ledger was told. */
export const follow = (): Promise<void> => caughtUp({ buzz: relayBuzz });

export type Stored = { id: string; referrer: string; risk: number; reasons: string[]; verdict: string; related: boolean; by: string; thing: string; channel: string; version: number; purchases: number; net: number; acted: boolean };
/** Who brought a newcomer, as it is written down. */
export async function referralOf(newcomerId: string): Promise<Stored | undefined> {
  const [row] = await db().query<Stored>(`SELECT id, referrer_id AS referrer, risk, ARRAY(SELECT x ->> 'reason' FROM jsonb_array_elements(reasons) x) AS reasons, verdict, related, by, thing, channel, version, purchases, net_cents AS net, acted_at IS NOT NULL AS acted FROM referral WHERE newcomer_id = $1`, [newcomerId]);
  return row;
}

/** What somebody's rewards are: side, what they are worth now, and how they stand. */
export const rewardsOf = (accountId: string): Promise<{ side: string; worth: number; state: string; days: number | null }[]> =>
  db().query(`SELECT w.side, w.worth, w.state, round(extract(epoch FROM l.available_at - w.earned_at) / 86400)::int AS days FROM referral_reward w LEFT JOIN point_lot l ON l.id = w.lot_id WHERE w.account_id = $1 ORDER BY w.made_at`, [accountId]);

/** How often each kind was told of somebody, without what was taken back. */
export async function toldOf(accountId: string): Promise<Record<string, number>> {
  const rows = await db().query<{ kind: string; n: number }>("SELECT kind, count(*) AS n FROM interaction i WHERE customer_id = $1 AND reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id) GROUP BY 1", [accountId]);
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
}

/** A programme that holds from now on: 100 points for who brought, 50 for who came, when the first order is paid. */
export async function programme(by: Somebody, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  const made = await addProgramme(by.actor, { id, name: "Bring a friend", rewardOn: "purchase", minCents: 0, referrerPoints: 100, newcomerPoints: 50, holdDays: 30, livesDays: null, capPerReferrer: null, budgetPoints: null, things: [], startsAt: new Date(Date.now() - 1000).toISOString(), endsAt: null, ...more } as Parameters<typeof addProgramme>[1]);
  if (refused(made)) throw new Error(made.detail);
  return id;
}

/** A member with a mailbox of their own house. */
export const member = (): Promise<Somebody> => person({ email: `m-${randomUUID()}@member-${randomUUID().slice(0, 8)}.example` });
