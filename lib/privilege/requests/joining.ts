import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import type { Author } from "#lib/threads/types.ts";
import { requestNews } from "../events.ts";
import { lockRequest } from "./access.ts";
import { openRequest, promiseLocked } from "./forwarding.ts";
import { handled } from "./needs.ts";
import { end } from "./outcomes.ts";
import { mayHandle } from "./policy.ts";
import { splitInput, type SplitInput } from "./schema.ts";
import { noteRequest, tellRequest } from "./telling.ts";

const moveWork = [
  "UPDATE request_note SET request_id = $2 WHERE request_id = $1", "UPDATE request_work SET request_id = $2 WHERE request_id = $1",
  "INSERT INTO request_reader (request_id, account_id, at) SELECT $2, account_id, at FROM request_reader WHERE request_id = $1 ON CONFLICT DO NOTHING",
  "UPDATE request i SET minutes = i.minutes + f.minutes, cost_cents = i.cost_cents + f.cost_cents FROM request f WHERE i.id = $2 AND f.id = $1",
];

/** Joins a request to another of the same member that says the same: it is closed and leads there, its notes and time go along, its dialogue stays readable where it was. */
export function mergeRequest(actor: Actor, id: number, into: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    // Both are locked in one order, or two who merge each into the other would wait for each other.
    await tx.query("SELECT id FROM request WHERE id = ANY($1::bigint[]) AND $2 ORDER BY id FOR UPDATE", [[id, into], !refused(mayHandle(actor))]);
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    const target = await handled(tx, actor, into);
    if (refused(target)) return target;
    if (id === into || at.request.customerId !== target.request.customerId) return new Refusal("invalid", "Only requests of one member are joined.", { field: "into" });
    await end(tx, at.request, { state: "merged", by: at.me.id, outcome: "" });
    await tx.query("UPDATE request SET merged_into = $2 WHERE id = $1", [id, into]);
    for (const statement of moveWork) await tx.query(statement, [id, into]);
    await tx.query("UPDATE request SET minutes = 0, cost_cents = 0 WHERE id = $1", [id]);
    await noteRequest(tx, into, { by: at.me.id, act: "joined", detail: { from: id } });
    await requestNews(tx, "request.answered", { accountId: at.request.customerId, requestId: into, key: `merged:${id}:${into}` });
    await tellRequest(tx, at.request);
    await tellRequest(tx, target.request);
    return true;
  });
}

const memberOf = `SELECT id, name, handle::text AS handle, role, tier FROM account WHERE id = $1`;

/** Makes a second request of what is really another need, for the same member and with the promise of its own category. It was forwarded with the first, so nothing more is counted. */
export function splitRequest(actor: Actor, id: number, given: SplitInput): Promise<{ id: number } | Refusal> {
  const input = splitInput.parse(given);
  return transact(async (tx) => {
    const at = await handled(tx, actor, id);
    if (refused(at)) return at;
    const [there] = await tx.query<{ id: number }>("SELECT id FROM request WHERE customer_id = $1 AND client_id = $2", [at.request.customerId, input.clientId]);
    if (there) return there;
    const [member] = await tx.query<Author>(memberOf, [at.request.customerId]);
    const locked = await promiseLocked(tx, input.serviceId);
    if (refused(locked) || !member) return refused(locked) ? locked : missing();
    const made = await openRequest(tx, {
      member, tier: at.request.tier, ...locked, splitFrom: id,
      input: { wish: input.wish, clientId: input.clientId, budgetCents: null, deadline: null, media: [], readers: [], origin: "split", originId: null, phone: null, callTimes: null },
    });
    if (made === undefined) return new Refusal("conflict", "This is being sent already.");
    await noteRequest(tx, id, { by: at.me.id, act: "split-off", detail: { to: made } });
    await requestNews(tx, "request.answered", { accountId: member.id, requestId: made, key: `split:${made}` });
    await tellRequest(tx, at.request);
    return { id: made };
  });
}

async function notePair(tx: Tx, pair: [number, number], { by, on }: { by: string; on: boolean }): Promise<boolean> {
  const changed = on ? await tx.query("INSERT INTO request_link (request_id, other_id, linked_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING request_id", [...pair, by]) : await tx.query("DELETE FROM request_link WHERE request_id = $1 AND other_id = $2 RETURNING request_id", pair);
  return changed.length > 0;
}

/** Says that two requests are of the same need, whosever they are, or that they are not. The desk alone sees it. */
export function linkRequests(actor: Actor, id: number, { other, on }: { other: number; on: boolean }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [one, two] = [await lockRequest(tx, actor, Math.min(id, other)), await lockRequest(tx, actor, Math.max(id, other))];
    if (refused(one) || refused(two)) return missing();
    if (id === other) return new Refusal("invalid", "Choose another request.", { field: "other" });
    const pair: [number, number] = [Math.min(id, other), Math.max(id, other)];
    if (await notePair(tx, pair, { by: me.id, on })) {
      for (const [from, to] of [pair, [pair[1], pair[0]] as const]) await noteRequest(tx, from, { by: me.id, act: on ? "linked" : "unlinked", detail: { to } });
      for (const request of [one, two]) await tellRequest(tx, request);
    }
    return true;
  });
}
