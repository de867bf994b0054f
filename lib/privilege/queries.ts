import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readMyPrivileges } from "./privileges/queries.ts";
import { countMine, listMine, readMyConcierge } from "./requests/queries.ts";
import { openAt, opensAt } from "./services/clock.ts";
import { readService } from "./services/queries.ts";
import type { AtMyService, Home, Understanding } from "./types.ts";

const shownRequests = 4;
// The latest word on each need: what was asked, confirmed or said to be different.
const understood = `
  SELECT n.request_id AS "requestId", left(r.wish, 240) AS wish, n.text, n.state, n.correction, coalesce(n.answered_at, n.at) AS at FROM request_need n JOIN request r ON r.id = n.request_id
  WHERE n.customer_id = $1 AND n.state <> 'replaced' AND NOT EXISTS (SELECT 1 FROM request_need later WHERE later.request_id = n.request_id AND later.version > n.version) ORDER BY coalesce(n.answered_at, n.at) DESC, n.request_id DESC LIMIT 3`;

/** Who looks after a member, whether they are here now, and when somebody is. Two statements. */
export async function readMyService(accountId: string, now = new Date()): Promise<AtMyService> {
  const [{ concierge }, service] = await Promise.all([readMyConcierge(accountId), readService(db(), undefined)]);
  const hours = service?.hours ?? null;
  return { concierge, hours, openNow: hours !== null && openAt(hours, now), opensAt: (hours && opensAt(hours, now)?.toISOString()) ?? null };
}

/** What stands on the home of a member of the space: who looks after them, what is open, what was understood, what is theirs. Eleven statements. */
export async function readHome(actor: Member): Promise<Home> {
  const [service, list, count, needs, privileges] = await Promise.all([
    readMyService(actor.id), listMine(actor, { state: "open" }), countMine(db(), actor.id), db().query<Omit<Understanding, "at"> & { at: Date }>(understood, [actor.id]), readMyPrivileges(actor),
  ]);
  return { service, requests: list.requests.filter((one) => one.own).slice(0, shownRequests), toDo: count.toDo, understood: needs.map((one) => ({ ...one, at: one.at.toISOString() })), privileges };
}

/** What is still open of somebody who is not in the space any more: their requests, and what they claimed. Two statements. */
export async function readLeft(actor: Member): Promise<{ requests: number; claims: number }> {
  const [count, [claims]] = await Promise.all([countMine(db(), actor.id), db().query<{ count: number }>("SELECT count(*)::int AS count FROM privilege_claim WHERE account_id = $1 AND state = 'claimed' AND expires_at > now()", [actor.id])]);
  return { requests: count.open, claims: claims?.count ?? 0 };
}
