import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { authorColumns } from "#lib/threads/authors.ts";
import { idOf, type RoomAt, roomFor } from "../access.ts";
import { tellRooms } from "../events.ts";
import { mayKeep, mayReact, mayWrite } from "../policy.ts";
import { authorOf } from "../rows.ts";
import type { QuestionInput } from "../schema.ts";
import type { LiveQuestions } from "../types.ts";

type Raw = { id: number; text: string; votes: number; answeredSeq: number | null; at: Date; voted: boolean; authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };
const list = `SELECT q.id, q.text, q.votes, q.answered_seq AS "answeredSeq", q.at, ${authorColumns("a")}, EXISTS (SELECT 1 FROM live_vote v WHERE v.question_id = q.id AND v.account_id = $2::uuid) AS voted
  FROM live_question q JOIN account a ON a.id = q.author_id WHERE q.room_id = $1 AND q.deleted_at IS NULL ORDER BY q.votes DESC, q.id LIMIT 200`;

/** The questions of a live session, the most wanted first. */
export async function listQuestions(actor: Actor, roomId: number): Promise<LiveQuestions | Refusal> {
  const room = await roomFor(db(), actor, roomId);
  if (refused(room)) return room;
  const rows = await db().query<Raw>(list, [roomId, idOf(actor)]);
  return { questions: rows.map((row) => ({ id: row.id, author: authorOf(row), text: row.text, votes: row.votes, mine: row.authorId === idOf(actor), voted: row.voted, answeredSeq: row.answeredSeq, at: row.at.toISOString() })) };
}

/** Asks something in a live session, unless it must wait for a moderator. The same client id again answers with the question it asked the first time. */
export function ask(actor: Member, roomId: number, input: QuestionInput & { screened?: boolean }): Promise<{ id: number } | Held | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, roomId);
    if (refused(room)) return room;
    const allowed = mayWrite(actor, room);
    if (allowed !== true) return allowed;
    if (room.kind !== "live") return new Refusal("conflict", "Questions are asked in live sessions.");
    const [before] = await tx.query<{ id: number }>("SELECT id FROM live_question WHERE author_id = $1 AND client_id = $2", [actor.id, input.clientId]);
    if (before) return before;
    const { screened, ...said } = input;
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "chat.question", text: input.text, input: { ...said, body: input.text }, context: { roomId }, clientId: input.clientId });
    if (stopped) return stopped;
    const [made] = await tx.query<{ id: number }>("INSERT INTO live_question (room_id, author_id, client_id, text) VALUES ($1, $2, $3, $4) RETURNING id", [roomId, actor.id, input.clientId, input.text]);
    await tellRooms(tx, { questions: [roomId] });
    return made ?? missing();
  });
}

type QuestionAt = { id: number; roomId: number; authorId: string; votes: number };
async function questionFor(tx: Tx, actor: Actor, id: number): Promise<{ question: QuestionAt; room: RoomAt } | Refusal> {
  const [question] = await tx.query<QuestionAt>(`SELECT id, room_id AS "roomId", author_id AS "authorId", votes FROM live_question WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`, [id]);
  if (!question) return missing();
  const room = await roomFor(tx, actor, question.roomId);
  return refused(room) ? room : { question, room };
}

/** Wants a question answered, or no longer. Twice is once; one's own is wanted already. */
export function voteFor(actor: Member, id: number, on: boolean): Promise<{ votes: number } | Refusal> {
  return transact(async (tx) => {
    const at = await questionFor(tx, actor, id);
    if (refused(at)) return at;
    const allowed = mayReact(actor, at.room);
    if (allowed !== true) return allowed;
    if (at.question.authorId === actor.id) return new Refusal("forbidden", "You cannot vote for your own question.");
    const moved = on
      ? await tx.query("INSERT INTO live_vote (question_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING question_id", [id, actor.id])
      : await tx.query("DELETE FROM live_vote WHERE question_id = $1 AND account_id = $2 RETURNING question_id", [id, actor.id]);
    if (moved.length === 0) return { votes: at.question.votes };
    const [row] = await tx.query<{ votes: number }>("UPDATE live_question SET votes = votes + $2 WHERE id = $1 RETURNING votes", [id, on ? 1 : -1]);
    await tellRooms(tx, { questions: [at.room.id] });
    return row ?? missing();
  });
}

/** Says by which message a question is answered, or that it is not. */
export function setAnswer(actor: Member, id: number, seq: number | null): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await questionFor(tx, actor, id);
    if (refused(at)) return at;
    const allowed = mayReact(actor, at.room);
    if (allowed !== true) return allowed;
    if (!mayKeep(actor, at.room)) return new Refusal("forbidden", "Only moderators may do this.");
    if (seq !== null && seq > at.room.lastSeq) return new Refusal("invalid", "There is no such message to answer.", { field: "seq" });
    await tx.query("UPDATE live_question SET answered_seq = $2 WHERE id = $1", [id, seq]);
    await tellRooms(tx, { questions: [at.room.id] });
    return true;
  });
}

/** Takes a question away: who asked it, or who keeps order. */
export function removeQuestion(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await questionFor(tx, actor, id);
    if (refused(at)) return at;
    if (at.question.authorId !== actor.id && !mayKeep(actor, at.room)) return new Refusal("forbidden", "Only its author and moderators may do this.");
    await tx.query("UPDATE live_question SET deleted_at = now() WHERE id = $1", [id]);
    await tellRooms(tx, { questions: [at.room.id] });
    return true;
  });
}
