import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { cook } from "#lib/markdown/cook.ts";
import { screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { type AnswerAt, answerFor, questionFor } from "./access.ts";
import { changed, takeBack, told } from "./events.ts";
import { mayRemove, mayRestore } from "./policy.ts";
import type { AnswerInput } from "./schema.ts";

const before = "SELECT id FROM product_answer WHERE author_id = $1 AND client_id = $2";
const insert = `
  WITH a AS (INSERT INTO product_answer (question_id, author_id, source, html, client_id, staff) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id, question_id),
    n AS (UPDATE product_question SET answer_count = answer_count + 1 FROM a WHERE product_question.id = a.question_id)
  SELECT id FROM a`;

/** Answers a question about a product; who works here is marked. Who asked hears of it. The same client id again answers with the first one. */
export function answerQuestion(actor: Actor, questionId: number, { screened = false, ...input }: AnswerInput & { screened?: boolean }): Promise<{ id: number } | Held | Refusal> {
  const html = cook(input.body);
  return transact(async (tx) => {
    const question = await questionFor(tx, actor, questionId);
    if (refused(question)) return question;
    const allowed = mayTakePart(actor);
    if (allowed !== true) return allowed;
    if (question.deletedAt || actor.kind !== "member") return missing();
    const [again] = await tx.query<{ id: number }>(before, [actor.id, input.clientId]);
    if (again) return again;
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "answer", text: input.body, input, context: { questionId }, clientId: input.clientId });
    if (stopped) return stopped;
    const [answer] = await tx.query<{ id: number }>(insert, [questionId, actor.id, input.body, html, input.clientId, isStaff(actor)]);
    if (!answer) return new Refusal("conflict", "This was sent before and has gone.");
    await told(tx, { customerId: actor.id, kind: "post.created", subject: { type: "answer", id: String(answer.id) }, key: `answer:${answer.id}` });
    if (question.authorId !== actor.id) await told(tx, { customerId: question.authorId, kind: "review.answered", subject: { type: "question", id: String(questionId) }, key: `question-answered:${answer.id}` });
    await changed(tx, question.product);
    return answer;
  });
}

async function settle(tx: Tx, actor: Actor, { answer, gone }: { answer: AnswerAt; gone: boolean }): Promise<void> {
  const by = actor.kind === "member" ? actor.id : null;
  await tx.query("UPDATE product_answer SET deleted_at = CASE WHEN $2 THEN now() END, removed_by = CASE WHEN $2 THEN $3::uuid END WHERE id = $1", [answer.id, gone, by]);
  await tx.query("UPDATE product_question SET answer_count = answer_count + $2, best_answer_id = CASE WHEN best_answer_id = $3 THEN NULL ELSE best_answer_id END WHERE id = $1", [answer.question.id, gone ? -1 : 1, answer.id]);
  if (actor.kind === "member" && actor.id !== answer.authorId) await noteAct(tx, actor, { act: gone ? "answer.removed" : "answer.restored", subject: { type: "answer", id: answer.id }, detail: { product: answer.question.product.code } });
  await changed(tx, answer.question.product);
}

/** Takes an answer away, and with it what its author got for it. */
export function removeAnswer(actor: Actor, answerId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const answer = await answerFor(tx, actor, answerId);
    if (refused(answer)) return answer;
    const allowed = mayRemove(actor, answer);
    if (allowed !== true || answer.deletedAt) return allowed;
    await settle(tx, actor, { answer, gone: true });
    await takeBack(tx, { customerId: answer.authorId, kinds: ["post.created", "answer.accepted", "reaction.received"], subject: { type: "answer", id: String(answerId) } });
    return true;
  });
}

/** Brings a removed answer back. It is not the best one until it is chosen again. */
export function restoreAnswer(actor: Actor, answerId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const answer = await answerFor(tx, actor, answerId);
    if (refused(answer)) return answer;
    const allowed = mayRestore(actor, answer);
    if (allowed !== true || !answer.deletedAt) return allowed;
    await settle(tx, actor, { answer, gone: false });
    const subject = { type: "answer" as const, id: String(answerId) };
    await told(tx, { customerId: answer.authorId, kind: "post.created", subject, at: answer.at, key: `answer:${answerId}:${Date.now()}` });
    // The key changes with what is given again, so that a vote taken back later finds it.
    const votes = await tx.query<{ key: string; at: Date }>("UPDATE answer_vote SET key = key || ':again' WHERE answer_id = $1 RETURNING key, at", [answerId]);
    for (const { key, at } of votes) await told(tx, { customerId: answer.authorId, kind: "reaction.received", subject, at, key: `${key}:reaction.received` });
    return true;
  });
}
