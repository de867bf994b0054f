import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { productFor, type QuestionAt, questionFor } from "./access.ts";
import { changed, takeBack, told } from "./events.ts";
import { mayChoose, mayRemove, mayRestore } from "./policy.ts";
import type { QuestionInput } from "./schema.ts";

const before = "SELECT id FROM product_question WHERE author_id = $1 AND client_id = $2";
const insert = `
  WITH q AS (INSERT INTO product_question (product_id, author_id, text, client_id) VALUES ($1, $2, $3, $4) ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id, product_id),
    n AS (UPDATE product SET question_count = question_count + 1 FROM q WHERE product.id = q.product_id)
  SELECT id FROM q`;

/** Asks something about a product. The same client id again answers with the question it asked the first time. */
export function ask(actor: Actor, input: QuestionInput, { screened = false }: { screened?: boolean } = {}): Promise<{ id: number } | Held | Refusal> {
  return transact(async (tx) => {
    const allowed = mayTakePart(actor);
    if (allowed !== true) return allowed;
    const product = await productFor(tx, actor, input.productId);
    if (refused(product)) return product;
    if (actor.kind !== "member") return new Refusal("sign-in", "Sign in to take part.");
    const [again] = await tx.query<{ id: number }>(before, [actor.id, input.clientId]);
    if (again) return again;
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "question", text: input.text, input, clientId: input.clientId });
    if (stopped) return stopped;
    const [question] = await tx.query<{ id: number }>(insert, [product.id, actor.id, input.text, input.clientId]);
    if (!question) return new Refusal("conflict", "This was sent before and has gone.");
    await told(tx, { customerId: actor.id, kind: "post.created", subject: { type: "question", id: String(question.id) }, key: `question:${question.id}` });
    await changed(tx, product);
    return question;
  });
}

async function settle(tx: Tx, actor: Actor, { question, gone }: { question: QuestionAt; gone: boolean }): Promise<void> {
  const by = actor.kind === "member" ? actor.id : null;
  await tx.query("WITH q AS (UPDATE product_question SET deleted_at = CASE WHEN $2 THEN now() END, removed_by = CASE WHEN $2 THEN $3::uuid END WHERE id = $1) UPDATE product SET question_count = question_count + $4 WHERE id = $5", [question.id, gone, by, gone ? -1 : 1, question.product.id]);
  if (actor.kind === "member" && actor.id !== question.authorId) await noteAct(tx, actor, { act: gone ? "question.removed" : "question.restored", subject: { type: "question", id: question.id }, detail: { product: question.product.code } });
  await changed(tx, question.product);
}

/** Takes a question away, and with it what its author got for it; its answers are not shown while it is gone. */
export function removeQuestion(actor: Actor, questionId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const question = await questionFor(tx, actor, questionId);
    if (refused(question)) return question;
    const allowed = mayRemove(actor, question);
    if (allowed !== true || question.deletedAt) return allowed;
    await settle(tx, actor, { question, gone: true });
    await takeBack(tx, { customerId: question.authorId, kinds: ["post.created"], subject: { type: "question", id: String(questionId) } });
    return true;
  });
}

/** Brings a removed question back. */
export function restoreQuestion(actor: Actor, questionId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const question = await questionFor(tx, actor, questionId);
    if (refused(question)) return question;
    const allowed = mayRestore(actor, question);
    if (allowed !== true || !question.deletedAt) return allowed;
    await settle(tx, actor, { question, gone: false });
    await told(tx, { customerId: question.authorId, kind: "post.created", subject: { type: "question", id: String(questionId) }, at: question.at, key: `question:${questionId}:${Date.now()}` });
    return true;
  });
}

/** Says which answer is the best, or that none is. Choosing one's own, or staff's, gives its author nothing. */
export function chooseBest(actor: Actor, questionId: number, answerId: number | null): Promise<true | Refusal> {
  return transact(async (tx) => {
    const question = await questionFor(tx, actor, questionId);
    if (refused(question)) return question;
    const allowed = mayChoose(actor, question);
    if (allowed !== true) return allowed;
    const [answer] = answerId ? await tx.query<{ authorId: string }>(`SELECT author_id AS "authorId" FROM product_answer WHERE id = $1 AND question_id = $2 AND deleted_at IS NULL`, [answerId, questionId]) : [];
    if (question.deletedAt || (answerId && !answer)) return new Refusal("invalid", "This is not an answer to this question.", { field: "answerId" });
    if (question.bestAnswerId === answerId) return true;
    if (question.bestAnswerId) {
      const [old] = await tx.query<{ authorId: string }>(`SELECT author_id AS "authorId" FROM product_answer WHERE id = $1`, [question.bestAnswerId]);
      if (old) await takeBack(tx, { customerId: old.authorId, kinds: ["answer.accepted"], subject: { type: "answer", id: String(question.bestAnswerId) } });
    }
    await tx.query("UPDATE product_question SET best_answer_id = $2 WHERE id = $1", [questionId, answerId]);
    if (answer && answerId && answer.authorId !== question.authorId) await told(tx, { customerId: answer.authorId, kind: "answer.accepted", subject: { type: "answer", id: String(answerId) }, key: `best:${answerId}:${Date.now()}` });
    await changed(tx, question.product);
    return true;
  });
}
