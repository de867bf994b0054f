import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { lockRequest, type RequestAt } from "./access.ts";
import { answered } from "./dialogue.ts";
import { mayAct, mayDecide, mayHandle } from "./policy.ts";
import type { NeedAnswer } from "./schema.ts";
import { clocks } from "./targets.ts";
import { noteLearned, noteRequest, tellDesk, tellRequest } from "./telling.ts";

/** An open request for somebody of the desk, locked. */
export async function handled(tx: Tx, actor: Actor, id: number): Promise<{ request: RequestAt; me: { id: string; name: string } } | Refusal> {
  const me = mayHandle(actor);
  if (refused(me)) return me;
  const request = await lockRequest(tx, actor, id);
  if (refused(request)) return request;
  const allowed = mayAct(actor, request);
  return allowed === true ? { request, me } : allowed;
}

/** Notes that staff did something that waits for the member, as an answer: whoever did it has the request. */
export async function handedOver(tx: Tx, request: RequestAt, by: { id: string; key: string }): Promise<void> {
  await tx.query("UPDATE request SET waiting = 'member', last_at = now(), first_replied_at = coalesce(first_replied_at, now()), concierge_id = coalesce(concierge_id, $2) WHERE id = $1", [request.id, by.id]);
  await answered(tx, request, by);
}

/** Notes that the member decided something: it is the desk's turn. */
export async function cameBack(tx: Tx, request: RequestAt, key: string): Promise<void> {
  await tx.query("UPDATE request SET waiting = 'us', snoozed_until = NULL, last_at = now() WHERE id = $1", [request.id]);
  await clocks(tx, request, { begun: request.firstRepliedAt ? ["next"] : [] });
  await tellDesk(tx, request, { kind: "request.said", key });
}

/** Says what staff understood a request to be; what was said of it before and not answered yet is replaced. The member confirms or corrects it. */
export function understand(actor: Actor, requestId: number, text: string): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const at = await handled(tx, actor, requestId);
    if (refused(at)) return at;
    const { request, me } = at;
    const [last] = await tx.query<{ version: number; text: string; state: string }>("SELECT version, text, state FROM request_need WHERE request_id = $1 ORDER BY version DESC LIMIT 1", [requestId]);
    if (last?.state === "asked" && last.text === text) return { version: last.version };
    await tx.query("UPDATE request_need SET state = 'replaced' WHERE request_id = $1 AND state = 'asked'", [requestId]);
    const version = (last?.version ?? 0) + 1;
    await tx.query("INSERT INTO request_need (request_id, version, customer_id, understood_by, text) VALUES ($1, $2, $3, $4, $5)", [requestId, version, request.customerId, me.id, text]);
    await noteRequest(tx, requestId, { by: me.id, act: "understood", detail: { version } });
    await handedOver(tx, request, { id: me.id, key: `need:${requestId}:${version}` });
    await tellRequest(tx, request);
    return { version };
  });
}

/** Confirms a need statement, or says what is different; the member alone, and only the one that stands. */
export function answerNeed(actor: Actor, requestId: number, { version, ...answer }: NeedAnswer & { version: number }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, requestId);
    if (refused(request)) return request;
    const allowed = mayDecide(actor, request);
    if (allowed !== true) return allowed;
    const [need] = await tx.query<{ state: string }>("SELECT state FROM request_need WHERE request_id = $1 AND version = $2", [requestId, version]);
    if (!need) return missing();
    const state = answer.confirmed ? "confirmed" : "corrected";
    if (need.state === state) return true;
    if (need.state !== "asked") return new Refusal("conflict", "This was said anew meanwhile. Look at it again.");
    await tx.query("UPDATE request_need SET state = $3, correction = $4, answered_at = now() WHERE request_id = $1 AND version = $2", [requestId, version, state, answer.confirmed ? "" : (answer.correction ?? "")]);
    if (answer.confirmed) await tx.query("UPDATE request SET need_confirmed_at = coalesce(need_confirmed_at, now()) WHERE id = $1", [requestId]);
    await noteRequest(tx, requestId, { by: request.customerId, act: state, detail: { version } });
    await cameBack(tx, request, `need:${requestId}:${version}:${state}`);
    await noteLearned(tx, request);
    await tellRequest(tx, request);
    return true;
  });
}
