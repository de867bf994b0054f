import type { Actor } from "#lib/core/actor.ts";
import { refused, type Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { recordCost } from "#lib/ledger/costs.ts";
import { requestNews, requestTold, requestUntold, type Told } from "../events.ts";
import { readService } from "../services/queries.ts";
import { lockRequest, type RequestAt } from "./access.ts";
import { promiseLocked } from "./forwarding.ts";
import { handled } from "./needs.ts";
import { mayDecide, mayRate, mayReopen } from "./policy.ts";
import type { RateInput } from "./schema.ts";
import { clocks } from "./targets.ts";
import { noteRequest, tellDesk, tellRequest } from "./telling.ts";
import type { RequestState } from "./types.ts";

const close = `UPDATE request SET state = $2, outcome = $3, alternative = $4, closed_at = now(), closed_by = $5, snoozed_until = NULL, last_at = now(), first_replied_at = CASE WHEN $6 THEN coalesce(first_replied_at, now()) ELSE first_replied_at END WHERE id = $1`;
const toldOf = ({ id, customerId, round }: RequestAt): Told => ({ id, customerId, round });
type Ending = { state: Exclude<RequestState, "open">; by: string | null; outcome: string; alternative?: string };

/** Ends a request: its clocks stop, and what was decided is kept. No case is free: one that nobody noted time for costs what its category costs. */
export async function end(tx: Tx, request: RequestAt, { state, by, outcome, alternative = "" }: Ending): Promise<void> {
  const byStaff = by !== null && by !== request.customerId;
  await clocks(tx, request, { met: ["first", "next", "resolve"] });
  await tx.query(close, [request.id, state, outcome, alternative, by, byStaff]);
  await tx.query("UPDATE request_need SET state = 'replaced' WHERE request_id = $1 AND state = 'asked'", [request.id]);
  await noteRequest(tx, request.id, { by, act: state, detail: { round: request.round } });
  if ((state === "fulfilled" || state === "declined") && request.minutes === 0) {
    const service = await readService(tx, request.serviceId);
    const written = service && service.caseCents > 0 ? await recordCost(tx, { customerId: request.customerId, kind: "request", cents: service.caseCents, at: new Date(), subject: { type: "request", id: String(request.id) }, key: `request:${request.id}:case` }) : undefined;
    if (written) await tx.query("UPDATE request SET cost_cents = cost_cents + $2 WHERE id = $1", [request.id, service?.caseCents ?? 0]);
  }
}

/** Says that a request was met, and how. Its member is asked once how it went. */
export function fulfil(actor: Actor, id: number, outcome: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    await end(tx, at.request, { state: "fulfilled", by: at.me.id, outcome });
    await requestTold(tx, "fulfilled", toldOf(at.request));
    await requestNews(tx, "request.answered", { accountId: at.request.customerId, requestId: id, key: `fulfilled:${id}:${at.request.round}` });
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Says no to a request, with the reason and what there is instead. */
export function decline(actor: Actor, id: number, { reason, alternative }: { reason: string; alternative: string }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    await end(tx, at.request, { state: "declined", by: at.me.id, outcome: reason, alternative });
    await requestTold(tx, "declined", toldOf(at.request));
    await requestNews(tx, "request.answered", { accountId: at.request.customerId, requestId: id, key: `declined:${id}:${at.request.round}` });
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Takes a request back; its member alone, without having to say why. */
export function withdraw(actor: Actor, id: number, reason: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, id);
    if (refused(request)) return request;
    const allowed = mayDecide(actor, request);
    if (allowed !== true) return allowed;
    await end(tx, request, { state: "withdrawn", by: request.customerId, outcome: reason });
    await requestTold(tx, "withdrawn", toldOf(request));
    await tellDesk(tx, request, { kind: "request.said", key: `withdrawn:${id}:${request.round}` });
    await tellRequest(tx, request);
    return true;
  });
}

/** Says how it went, one to five, in words if one likes; once for each outcome. */
export function rate(actor: Actor, id: number, { rating, words = "" }: RateInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, id);
    if (refused(request)) return request;
    const allowed = mayRate(actor, request);
    if (allowed !== true) return allowed;
    await tx.query("UPDATE request SET rating = $2, rating_words = $3, rated_at = now() WHERE id = $1 AND rating IS NULL", [id, rating, words]);
    await noteRequest(tx, id, { by: request.customerId, act: "rated", detail: { rating } });
    await requestTold(tx, "rated", { id, customerId: request.customerId, round: request.round, value: rating });
    await tellDesk(tx, request, { kind: "request.said", key: `rated:${id}:${request.round}` });
    await tellRequest(tx, request);
    return true;
  });
}

const again = `UPDATE request SET state = 'open', round = round + 1, closed_at = NULL, closed_by = NULL, rating = NULL, rating_words = '', rated_at = NULL, outcome = '', alternative = '', waiting = $2, last_at = now() WHERE id = $1`;
const undone = { fulfilled: "fulfilled", declined: "declined", withdrawn: "withdrawn" } as const;

/** Opens a request again, for two weeks after its end: what was recorded of the outcome, and how it was rated, is taken back. */
export function reopen(actor: Actor, id: number, reason: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, id);
    if (refused(request)) return request;
    const allowed = mayReopen(actor, request);
    if (allowed !== true || actor.kind !== "member") return allowed;
    const own = actor.id === request.customerId;
    // Who withdrew before we said anything gave their place to whoever came next: they are promised one anew, or told that there is none.
    const gaveUp = request.state === "withdrawn" && !request.firstRepliedAt;
    const anew = gaveUp ? await promiseLocked(tx, request.serviceId) : undefined;
    if (refused(anew)) return anew;
    await tx.query(again, [id, "us"]);
    if (anew) await tx.query("UPDATE request SET line_week = $2, expected_at = $3 WHERE id = $1", [id, anew.promise.week, anew.promise.at]);
    if (request.state in undone) await requestUntold(tx, undone[request.state as keyof typeof undone], toldOf(request));
    if (request.rating !== null) await requestUntold(tx, "rated", toldOf(request));
    await requestTold(tx, "reopened", { ...toldOf(request), round: request.round + 1 });
    await noteRequest(tx, id, { by: actor.id, act: "reopened", detail: { reason } });
    await clocks(tx, request, { begun: request.firstRepliedAt ? ["next", "resolve"] : ["first", "resolve"] });
    if (own) await tellDesk(tx, request, { kind: "request.waiting", key: `${id}:${request.round + 1}` });
    else await requestNews(tx, "request.answered", { accountId: request.customerId, requestId: id, key: `reopened:${id}:${request.round + 1}` });
    await tellRequest(tx, request);
    return true;
  });
}
