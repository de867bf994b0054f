import type { Knocking } from "./agents.ts";
import { isAgent, notCounted, refusesTraces } from "./agents.ts";
import { publicUrl } from "#lib/core/env.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";
import { spend } from "#lib/limits/limiter.ts";
import { linkFor } from "./links.ts";
import { ownerOfCode } from "./codes.ts";
import { recentSettings } from "./settings.ts";
import { countTouch, type Link, linkOf } from "./touches.ts";
import { deviceTrace, type From, fromOf, newVisitor, noteFrom, VISITOR_COOKIE, visitorOf } from "./traces.ts";

/** Where a visit through a link leads: a path without its language, and the cookie to set when it was counted. */
export type Led = { path: string; cookie?: string };

/** The Set-Cookie value by which a visitor is known again; with nothing, forgotten. */
export function visitorCookie(visitor: string, days: number): string {
  const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
  return `${VISITOR_COOKIE}=${visitor}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${visitor ? days * 86_400 : 0}${secure}`;
}

const byCode = /^\/i\/([A-Za-z0-9-]{3,24})\/?$/;
const byToken = /^\/s\/([\w-]{8,32})\/?$/;

/** Whether a path is one of a link: `/s/<token>` or `/i/<code>`. */
export const isLinkPath = (path: string): boolean => byToken.test(path) || byCode.test(path);

async function linkOfPath(path: string, address: string): Promise<Link | undefined> {
  const token = byToken.exec(path)?.[1];
  if (token) return linkOf(token);
  // Codes are short enough to be guessed at: whoever tries many that are none is let try no more.
  if (await spend("codes", address)) return undefined;
  const owner = await ownerOfCode(db(), byCode.exec(path)?.[1] ?? "");
  if (!owner) return undefined;
  const link = await transact((tx) => linkFor(tx, { id: owner }, { thing: "invite", id: "", channel: "link" }));
  return refused(link) ? undefined : linkOf(link.token);
}

const leadTo = ({ path, thing, token }: Link): string => (thing === "invite" ? `${path}?by=${token}` : path);

// Where nobody is remembered unasked, a visitor is asked on the way to what was shared.
const leadToAsking = ({ token }: Link): string => `/invited?by=${token}&ask=1`;

/** Counts a stranger's visit, committed, and gives the cookie to set; nothing when their address brings too many strangers. */
async function countStranger(link: Link, { cookie, from, address }: { cookie: string | undefined; from: From; address: string }, days: number): Promise<string | undefined> {
  const known = visitorOf(cookie);
  // Without a cookie nobody is known again: an address brings only so many strangers a minute.
  if (!known && (await spend("strangers", address))) return undefined;
  const visitor = known ?? newVisitor();
  const device = from.device ?? deviceTrace(visitor);
  await countTouch({ linkId: link.id, mark: known ? device : from.place, visitor: device, address: from.address, place: from.place, at: new Date(), source: "link" });
  return visitorCookie(visitor, days);
}

/**
 * Follows a link: leads to what was shared, and counts the visit when it is a person's, signed out, who may be remembered. When
 * it was counted, that is committed. An unknown link leads to the front page.
 */
export async function followLink(path: string, knocking: Knocking, address: string): Promise<Led> {
  const link = await linkOfPath(path, address);
  if (!link) return { path: "/" };
  const settings = await recentSettings();
  const why = notCounted(knocking, settings.cookie);
  if (why !== undefined && why !== "unasked") return { path: leadTo(link) };
  const cookie = knocking.header("cookie");
  const from = fromOf({ address, agent: knocking.header("user-agent") ?? "", cookie });
  const session = sessionTokenOf(cookie);
  const actor = session ? await actorFromToken(session) : undefined;
  if (actor?.kind === "member") {
    // Somebody signed in is no newcomer; which device is theirs says whose newcomers come from it.
    if (from.device) await transact((tx) => noteFrom(tx, actor.id, from));
    return { path: leadTo(link) };
  }
  if (why === "unasked") return { path: leadToAsking(link) };
  const set = await countStranger(link, { cookie, from, address }, settings.windowDays);
  return set === undefined ? { path: leadTo(link) } : { path: leadTo(link), cookie: set };
}

/** Counts the visit of somebody who was asked on their way and said yes; gives the cookie to set when it was counted. */
export async function countAsked(token: string, knocking: Knocking, address: string): Promise<string | undefined> {
  const link = await linkOf(token);
  const agent = knocking.header("user-agent") ?? "";
  if (!link || isAgent(agent) || refusesTraces(knocking.header)) return undefined;
  const cookie = knocking.header("cookie");
  return countStranger(link, { cookie, from: fromOf({ address, agent, cookie }), address }, (await recentSettings()).windowDays);
}

/** Counts a visit that the shop's script saw, by the visitor's own word kept in the shop's storage. Agents, and more than an address may bring, are not counted. */
export async function countFromShop({ via, visitor }: { via: string; visitor: string }, agent: string, address: string): Promise<boolean> {
  if (!/^[\w-]{22}$/.test(visitor) || isAgent(agent) || (await spend("shop-touches", address))) return false;
  const link = (await linkOf(via)) ?? (await linkOfPath(`/i/${via}`, address));
  if (!link) return false;
  const { address: from, place } = fromOf({ address, agent, cookie: undefined });
  const device = deviceTrace(visitor);
  return countTouch({ linkId: link.id, mark: device, visitor: device, address: from, place, at: new Date(), source: "shop" });
}

/** Forgets a visitor: what was kept of their visits is nobody's from now on. */
export async function forgetVisitor(cookie: string | undefined): Promise<void> {
  const visitor = visitorOf(cookie);
  if (visitor) await db().query("UPDATE touch SET visitor = NULL, address = NULL, agent = NULL WHERE visitor = $1", [deviceTrace(visitor)]);
}
