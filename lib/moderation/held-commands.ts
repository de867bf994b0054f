import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { ask as askLive } from "#lib/chat/live/questions.ts";
import { editMessage } from "#lib/chat/messages.ts";
import { sendMessage } from "#lib/chat/sending.ts";
import { editPost, reply } from "#lib/forum/posts.ts";
import type { EditInput, ReplyInput, TopicInput } from "#lib/forum/schema.ts";
import { openTopic } from "#lib/forum/topics.ts";
import { answerQuestion } from "#lib/reviews/answers.ts";
import { ask } from "#lib/reviews/questions.ts";
import { editReview, writeReview } from "#lib/reviews/reviews.ts";
import type { MessageEdit, SendInput } from "#lib/threads/schema.ts";
import type { AnswerInput, EditInput as ReviewEdit, QuestionInput, ReviewInput } from "#lib/reviews/schema.ts";

type Kept = { input: unknown; context: Record<string, unknown> };
/** What was made, and by which command it is taken away again. */
export type Made = { type: string; id: string; path: string };
type Command = (author: Member, kept: Kept) => Promise<Made | Refusal>;

const screened = { screened: true };

/** How each kind of held content is written once a moderator approves: the same command again, as its author, with the input that was kept. */
export const heldCommands: Record<string, Command> = {
  async topic(author, { input }) {
    const made = await openTopic(author, input as TopicInput, screened);
    return refused(made) || "held" in made ? (made as Refusal) : { type: "topic", id: String(made.id), path: `/t/${made.id}/${made.slug}` };
  },
  async reply(author, { input, context }) {
    const topicId = Number(context.topicId);
    const made = await reply(author, topicId, { ...(input as ReplyInput), ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "post", id: String(made.id), path: `/t/${topicId}?from=${made.number}#post-${made.number}` };
  },
  async edit(author, { input, context }) {
    const made = await editPost(author, Number(context.postId), { ...(input as EditInput), ...screened });
    return refused(made) ? made : { type: "edit", id: String(context.postId), path: `/p/${String(context.postId)}` };
  },
  async chat(author, { input, context }) {
    const made = await sendMessage(author, Number(context.roomId), { ...(input as SendInput), ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "message", id: String(made.message.id), path: `/chat/${made.roomId}?at=${made.message.seq}` };
  },
  async "chat.question"(author, { input, context }) {
    const { body, clientId } = input as { body: string; clientId: string };
    const made = await askLive(author, Number(context.roomId), { text: body.slice(0, 500), clientId, ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "live", id: String(made.id), path: `/chat/${String(context.roomId)}` };
  },
  async "chat.edit"(author, { input, context }) {
    const made = await editMessage(author, Number(context.messageId), { ...(input as MessageEdit), ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "edit", id: String(context.messageId), path: "/chat" };
  },
  async review(author, { input }) {
    const made = await writeReview(author, input as ReviewInput, screened);
    return refused(made) || "held" in made ? (made as Refusal) : { type: "review", id: String(made.id), path: `/r/${made.id}` };
  },
  async "review.edit"(author, { input, context }) {
    const made = await editReview(author, Number(context.reviewId), { ...(input as ReviewEdit), ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "edit", id: String(context.reviewId), path: `/r/${String(context.reviewId)}` };
  },
  async question(author, { input }) {
    const made = await ask(author, input as QuestionInput, screened);
    return refused(made) || "held" in made ? (made as Refusal) : { type: "question", id: String(made.id), path: "/products" };
  },
  async answer(author, { input, context }) {
    const made = await answerQuestion(author, Number(context.questionId), { ...(input as AnswerInput), ...screened });
    return refused(made) || "held" in made ? (made as Refusal) : { type: "answer", id: String(made.id), path: "/products" };
  },
};
