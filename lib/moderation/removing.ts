import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, within } from "#lib/core/transact.ts";
import { deleteMessage, restoreMessage } from "#lib/chat/messages.ts";
import { deletePost, restorePost } from "#lib/forum/posts.ts";
import { removeTopic, restoreTopic } from "#lib/forum/topic-removal.ts";
import { removeAnswer, restoreAnswer } from "#lib/reviews/answers.ts";
import { removeQuestion, restoreQuestion } from "#lib/reviews/questions.ts";
import { holdReview, removeReview, restoreReview } from "#lib/reviews/removals.ts";
import { readSubject } from "./subjects.ts";

/** Something of a room; `waited` when nobody had looked at it yet. */
export type Thing = { type: string; id: string; waited?: boolean };

/** What was removed, as it must be named to bring it back: a first post that others answered goes with its topic. */
export async function removeSubject(tx: Tx, actor: Member, thing: Thing): Promise<Thing | Refusal> {
  const subject = await readSubject(actor, thing, tx);
  if (!subject) return missing();
  const whole = subject.around?.number === 1 ? { type: "topic", id: String(subject.around.topicId) } : thing;
  const done = await takeAway(tx, actor, whole);
  return done === true ? { type: whole.type, id: whole.id, ...(subject.waits ? { waited: true } : {}) } : done;
}

/** Takes away the very thing that is named. */
export async function takeAway(tx: Tx, actor: Member, thing: Thing): Promise<true | Refusal> {
  return within(tx, () => removers[thing.type]?.remove(actor, thing.id) ?? Promise.resolve(missing()));
}

type Remover = { remove: (actor: Member, id: string) => Promise<true | Refusal>; restore: (actor: Member, id: string) => Promise<true | Refusal> };
const doneOr = (answer: object | Refusal): true | Refusal => (refused(answer) ? answer : true);
/** How each room takes a thing away and brings it back. */
const removers: Partial<Record<string, Remover>> = {
  post: { remove: (actor, id) => deletePost(actor, Number(id)), restore: (actor, id) => restorePost(actor, Number(id)) },
  review: { remove: (actor, id) => removeReview(actor, Number(id)), restore: (actor, id) => restoreReview(actor, Number(id)) },
  question: { remove: (actor, id) => removeQuestion(actor, Number(id)), restore: (actor, id) => restoreQuestion(actor, Number(id)) },
  answer: { remove: (actor, id) => removeAnswer(actor, Number(id)), restore: (actor, id) => restoreAnswer(actor, Number(id)) },
  message: { remove: async (actor, id) => doneOr(await deleteMessage(actor, Number(id), { desk: true })), restore: async (actor, id) => doneOr(await restoreMessage(actor, Number(id), { desk: true })) },
  topic: { remove: (actor, id) => removeTopic(actor, Number(id)), restore: (actor, id) => restoreTopic(actor, Number(id)) },
};

/** Brings back what was removed; what had waited waits again. */
export async function restoreSubject(tx: Tx, actor: Member, thing: Thing): Promise<true | Refusal> {
  return within(tx, () => thing.waited ? holdReview(actor, Number(thing.id)) : removers[thing.type]?.restore(actor, thing.id) ?? Promise.resolve(missing()));
}
