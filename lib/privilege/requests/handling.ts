import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { recordCost } from "#lib/ledger/costs.ts";
import { requestNews } from "../events.ts";
import { readService } from "../services/queries.ts";
import { lockRequest, type RequestAt } from "./access.ts";
import { handled } from "./needs.ts";
import { mayHandle } from "./policy.ts";
import type { WorkInput } from "./schema.ts";
import { noteRequest, tellRequest } from "./telling.ts";

/** A request for somebody of the desk, open or closed, locked: what is noted beside it can be noted afterwards. */
async function beside(tx: Tx, actor: Actor, id: number): Promise<{ request: RequestAt; me: { id: string; name: string } } | Refusal> {
  const me = mayHandle(actor);
  if (refused(me)) return me;
  const request = await lockRequest(tx, actor, id);
  return refused(request) ? request : { request, me };
}

/** Gives a request to a concierge, or to nobody, with a note for them that the desk alone reads. */
export function handOver(actor: Actor, id: number, { conciergeId, note }: { conciergeId: string | null; note: string }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    const { request, me } = at;
    if (request.conciergeId === conciergeId) return true;
    const [to] = conciergeId ? await tx.query<{ name: string }>("SELECT name FROM account WHERE id = $1 AND role IN ('concierge', 'admin') AND suspended_at IS NULL", [conciergeId]) : [{ name: "" }];
    if (!to) return new Refusal("invalid", "Choose a concierge.", { field: "conciergeId" });
    await tx.query("UPDATE request SET concierge_id = $2 WHERE id = $1", [id, conciergeId]);
    if (note) await tx.query("INSERT INTO request_note (request_id, noted_by, text) VALUES ($1, $2, $3)", [id, me.id, note]);
    await noteRequest(tx, id, { by: me.id, act: conciergeId ? "handed" : "released", detail: { to: to.name } });
    if (conciergeId && conciergeId !== me.id) await requestNews(tx, "request.handed", { accountId: conciergeId, requestId: id, key: `${id}:${request.version}` });
    await tellRequest(tx, request);
    return true;
  });
}

/** Puts a request off until an instant, or fetches it back. No clock stops for it. */
export function snooze(actor: Actor, id: number, until: string | null): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    if (until && Date.parse(until) <= Date.now()) return new Refusal("invalid", "This is over already.", { field: "until" });
    await tx.query("UPDATE request SET snoozed_until = $2 WHERE id = $1", [id, until]);
    await noteRequest(tx, id, { by: at.me.id, act: until ? "snoozed" : "woken", detail: { until } });
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Writes a note that the desk alone reads. Twice is once. */
export function writeNote(actor: Actor, id: number, { text, clientId }: { text: string; clientId: string }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await beside(tx, actor, id);
    if (refused(at)) return at;
    await tx.query("INSERT INTO request_note (request_id, noted_by, text, client_id) VALUES ($1, $2, $3, $4) ON CONFLICT (noted_by, client_id) DO NOTHING", [id, at.me.id, text, clientId]);
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Notes minutes, and what was paid for it, on a request: from then on it lowers the member's net profit. Twice is once. */
export function noteWork(actor: Actor, id: number, { minutes, directCents = 0, words = "", clientId }: WorkInput): Promise<{ id: number; cents: number } | Refusal> {
  return transact(async (tx) => {
    const at = await beside(tx, actor, id);
    if (refused(at)) return at;
    const { request, me } = at;
    const service = await readService(tx, request.serviceId);
    const cents = Math.round(minutes * (service?.minuteCents ?? 0)) + directCents;
    const [work] = await tx.query<{ id: number }>("INSERT INTO request_work (request_id, worked_by, minutes, direct_cents, cents, words, client_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (worked_by, client_id) DO NOTHING RETURNING id", [id, me.id, minutes, directCents, cents, words, clientId]);
    const [there] = work ? [work] : await tx.query<{ id: number }>("SELECT id FROM request_work WHERE worked_by = $1 AND client_id = $2", [me.id, clientId]);
    if (!work || !there) return there ? { ...there, cents } : missing();
    await recordCost(tx, { customerId: request.customerId, kind: "request", cents, at: new Date(), subject: { type: "request", id: String(id) }, key: `request-work:${work.id}` });
    await tx.query("UPDATE request SET minutes = minutes + $2, cost_cents = cost_cents + $3 WHERE id = $1", [id, minutes, cents]);
    await noteRequest(tx, id, { by: me.id, act: "worked", detail: { minutes, cents } });
    await tellRequest(tx, request);
    return { ...there, cents };
  });
}

/** Takes back time that was noted, and its cost with it: a key is pressed easily. */
export function dropWork(actor: Actor, workId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [work] = await tx.query<{ requestId: number }>(`SELECT request_id AS "requestId" FROM request_work WHERE id = $1`, [workId]);
    const at = work ? await beside(tx, actor, work.requestId) : missing();
    if (refused(at)) return at;
    const [gone] = await tx.query<{ minutes: number; cents: number }>("DELETE FROM request_work WHERE id = $1 AND request_id = $2 RETURNING minutes, cents", [workId, at.request.id]);
    if (!gone) return missing();
    const { id, customerId } = at.request;
    await recordCost(tx, { customerId, kind: "request", cents: -gone.cents, at: new Date(), subject: { type: "request", id: String(id) }, key: `request-work:${workId}:back` });
    await tx.query("UPDATE request SET minutes = minutes - $2, cost_cents = cost_cents - $3 WHERE id = $1", [id, gone.minutes, gone.cents]);
    await noteRequest(tx, id, { by: me.id, act: "unworked", detail: { minutes: gone.minutes } });
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Takes the mark of a complaint away, or sets it: the rule that set it is a simple one. */
export function markComplaint(actor: Actor, id: number, complaint: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    if (at.request.complaint === complaint) return true;
    await tx.query("UPDATE request SET complaint = $2 WHERE id = $1", [id, complaint]);
    await noteRequest(tx, id, { by: at.me.id, act: complaint ? "complaint" : "no-complaint" });
    await tellRequest(tx, at.request);
    return true;
  });
}

/** Notes that the member was called; their number is forgotten. */
export function noteCalled(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    const done = await tx.query("UPDATE request SET called_at = now(), phone = NULL WHERE id = $1 AND phone IS NOT NULL RETURNING id", [id]);
    if (done.length === 0) return missing();
    await noteRequest(tx, id, { by: at.me.id, act: "called" });
    await tellRequest(tx, at.request);
    return true;
  });
}
