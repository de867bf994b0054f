import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { requestNews } from "../events.ts";
import { lockRequest, type RequestAt, requestFor } from "./access.ts";
import { isComplaint } from "./complaint.ts";
import { mayAct } from "./policy.ts";
import { sayInput, type SayInput } from "./schema.ts";
import { clocks } from "./targets.ts";
import { noteLearned, noteRequest, tellDesk, tellRequest } from "./telling.ts";
import { authorOf, saidBefore, writeMessage } from "./text.ts";

// A question of ours wakes nobody who was put off; an answer of theirs does.
const byMember = `UPDATE request SET customer_messages = customer_messages + 1, waiting = 'us', snoozed_until = NULL, last_at = now(), read_seq = $2 WHERE id = $1`;
const byStaff = `UPDATE request SET staff_messages = staff_messages + 1, waiting = 'member', last_at = now(), first_replied_at = coalesce(first_replied_at, now()), concierge_id = coalesce(concierge_id, $2) WHERE id = $1`;

// Whoever took the mark away once has the last word.
const complains = `UPDATE request r SET complaint = true WHERE id = $1 AND NOT complaint AND NOT EXISTS (SELECT 1 FROM request_act x WHERE x.request_id = r.id AND x.act = 'no-complaint') RETURNING id`;

/** What follows from staff having answered in any way: clocks that waited for it are met, whoever answered has the request, and its member hears of it. */
export async function answered(tx: Tx, request: RequestAt, by: { id: string; key: string }): Promise<void> {
  await clocks(tx, request, { met: ["first", "next"] });
  await requestNews(tx, "request.answered", { accountId: request.customerId, requestId: request.id, key: by.key });
}

/**
 * Says something in an open request: its member, or the desk. What the member says starts the clock of the next answer, what the
 * desk says meets it. The same client id again answers with the message it wrote the first time.
 */
export function sayInRequest(actor: Actor, requestId: number, given: SayInput): Promise<{ id: number; seq: number } | Refusal> {
  const parsed = sayInput.safeParse(given);
  if (!parsed.success) return Promise.resolve(new Refusal("invalid", parsed.error.issues[0]?.message ?? "This is not valid.", { field: parsed.error.issues[0]?.path.join(".") ?? "" }));
  const input = parsed.data;
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, requestId);
    if (refused(request)) return request;
    const allowed = mayAct(actor, request);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? new Refusal("sign-in", "Sign in first.") : allowed;
    const there = await saidBefore(tx, actor, input.clientId);
    if (there) return there;
    const own = actor.id === request.customerId;
    const written = await writeMessage(tx, { threadId: request.threadId, author: authorOf(actor) }, input);
    await tx.query(own ? byMember : byStaff, [requestId, own ? written.seq : actor.id]);
    if (own) {
      // Until the first answer its own clock runs.
      await clocks(tx, request, { begun: request.firstRepliedAt ? ["next"] : [] });
      if (isComplaint(input.body) && (await tx.query(complains, [requestId])).length > 0) await noteRequest(tx, requestId, { by: null, act: "complaint" });
      await tellDesk(tx, request, { kind: "request.said", key: String(written.id) });
    } else await answered(tx, request, { id: actor.id, key: `message:${written.id}` });
    await noteLearned(tx, request);
    await tellRequest(tx, request);
    return written;
  }, { turn: `request:${requestId}` });
}

/** Notes how far the member has read. Reading back is no unreading. */
export function readRequest(actor: Actor, id: number, seq: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await requestFor(tx, actor, id);
    if (refused(request)) return request;
    if (actor.kind === "member" && actor.id === request.customerId) {
      await tx.query("UPDATE request r SET read_seq = greatest(r.read_seq, least($2, t.last_seq)) FROM thread t WHERE r.id = $1 AND t.id = r.thread_id", [id, seq]);
    }
    return true;
  });
}
