import { isStaff, type Member } from "#lib/core/actor.ts";
import { batched } from "#lib/core/batch.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { attach } from "#lib/media/attachments.ts";
import { screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { passesUnasked } from "#lib/screening/unasked.ts";
import { appendMessages } from "#lib/threads/messages.ts";
import { readMessage } from "#lib/threads/queries.ts";
import type { SendInput } from "#lib/threads/schema.ts";
import type { Author } from "#lib/threads/types.ts";
import { ruledColumns } from "./access.ts";
import { messagesWritten, tellRooms } from "./events.ts";
import { nudge } from "./nudges.ts";
import { mayKeep, mayWrite, type Ruled } from "./policy.ts";
import { askAbout, type Cooked, cookMessage, keepFiles } from "./text.ts";
import type { Spoken } from "./types.ts";

/** Something someone says in a room. `screened` says that a moderator has looked. */
type Asked = { actor: Member; roomId: number; input: SendInput; screened?: boolean };
type Answer = Spoken | Held | Refusal;

type Facts = Ruled & {
  place: number; id: number; threadId: number; slowSeconds: number; lastSeq: number; lastAt: Date | null; beforeId: number | null; ageHours: number; passed: number;
  name: string; handle: string; role: Member["role"]; tier: number; shownTier: number; confirmed: boolean; silenced: boolean;
};
// One question for all: who they are now, whether their session still stands, the room, what they are in it, and whether this was said before.
const facts = `
  SELECT q.place::int AS place, r.id, r.thread_id AS "threadId", r.slow_seconds AS "slowSeconds", t.last_seq AS "lastSeq", m.last_at AS "lastAt", b.id AS "beforeId", ${ruledColumns("a.id")},
    a.name, a.handle::text AS handle, a.role, a.tier, CASE WHEN a.role = 'customer' AND a.privacy->>'tier' <> 'everyone' THEN 0 ELSE a.tier END AS "shownTier", a.confirmed_at IS NOT NULL AS confirmed,
    coalesce(a.silenced_until > now(), false) AS silenced, extract(epoch FROM now() - a.created_at)::float8 / 3600 AS "ageHours", coalesce(u.passed, 0) AS passed
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[]) WITH ORDINALITY AS q (account_id, session_id, room_id, client_id, place)
  JOIN account a ON a.id = q.account_id AND (a.suspended_at IS NULL OR a.suspended_until <= now()) AND (q.session_id IS NULL OR EXISTS (SELECT 1 FROM session s WHERE s.id = q.session_id AND s.account_id = a.id AND s.expires_at > now()))
  JOIN room r ON r.id = q.room_id JOIN thread t ON t.id = r.thread_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = a.id LEFT JOIN trust u ON u.account_id = a.id
  LEFT JOIN message b ON b.author_id = a.id AND b.client_id = q.client_id`;

// Who writes in a room has joined it and has read it up to there. Rows are taken in one order, or two writers could wait for each other.
const present = `
  WITH said AS (SELECT room_id, account_id, max(seq) AS seq FROM unnest($1::bigint[], $2::uuid[], $3::int[]) AS s (room_id, account_id, seq) GROUP BY 1, 2),
    kept AS (INSERT INTO room_member (room_id, account_id, read_seq, last_seq, last_at) SELECT room_id, account_id, seq, seq, now() FROM said ORDER BY room_id, account_id
      ON CONFLICT (room_id, account_id) DO UPDATE SET read_seq = greatest(room_member.read_seq, excluded.read_seq), last_seq = excluded.last_seq, last_at = excluded.last_at, hidden = false RETURNING room_id, xmax = 0 AS fresh)
  UPDATE room SET member_count = room.member_count + n.fresh FROM (SELECT room_id, count(*) FILTER (WHERE fresh)::int AS fresh FROM kept GROUP BY 1) n WHERE n.fresh > 0 AND room.id = n.room_id`;

type Going = { place: number; asked: Asked; fact: Facts; actor: Member; author: Author; cooked: Cooked };

function slowed(actor: Member, fact: Facts): Refusal | undefined {
  if (fact.slowSeconds === 0 || !fact.lastAt || isStaff(actor) || mayKeep(actor, fact)) return undefined;
  const seconds = Math.ceil((fact.lastAt.getTime() - Date.now()) / 1000) + fact.slowSeconds;
  return seconds > 0 ? new Refusal("too-many", `Slow mode is on here. You can write again in ${seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`, { retryAfter: seconds }) : undefined;
}

const wordsOf = (input: SendInput): string => input.body;

async function judged(tx: Tx, asked: Asked, fact: Facts): Promise<Refusal | Held | Going | number> {
  const { input } = asked;
  const actor: Member = { ...asked.actor, name: fact.name, handle: fact.handle, role: fact.role, tier: fact.tier, confirmed: fact.confirmed, silenced: fact.silenced };
  const allowed = mayWrite(actor, fact);
  if (allowed !== true) return allowed;
  if (fact.beforeId !== null) return fact.beforeId;
  if ((input.replyTo ?? 0) > fact.lastSeq || (input.root ?? 0) > fact.lastSeq) return new Refusal("invalid", "There is no such message to answer.", { field: "replyTo" });
  const slow = asked.screened ? undefined : slowed(actor, fact);
  if (slow) return slow;
  const clear = asked.screened === true || (await passesUnasked(actor, input.body, fact));
  const stopped = clear ? undefined : await screen(tx, actor, { kind: "chat", text: wordsOf(input), input, context: { roomId: fact.id }, clientId: input.clientId });
  if (stopped && !refused(stopped) && input.media?.length) await attach(tx, { mediaIds: input.media, subject: { type: "held", id: String(stopped.id) }, by: actor.id });
  if (stopped) return stopped;
  const cooked = await cookMessage(tx, actor, { body: input.body, media: input.media, key: input.clientId, room: fact });
  if (cooked.source === "") return new Refusal("invalid", "Write something that can be read.", { field: "body" });
  return { place: fact.place - 1, asked, fact, actor, author: { id: actor.id, name: fact.name, handle: fact.handle, role: fact.role, tier: fact.shownTier }, cooked };
}

async function writeAll(tx: Tx, going: readonly Going[]): Promise<Spoken[]> {
  const written = await appendMessages(tx, going.map(({ asked: { input }, fact, author, cooked }) => ({
    threadId: fact.threadId, author, clientId: input.clientId, kind: "text" as const, source: cooked.source, html: cooked.html, replyTo: input.replyTo ?? null, root: input.root ?? null, mentions: cooked.mentions.filter((id) => id !== author.id),
  })));
  const sent = written.map(({ message }, at): Spoken => ({ roomId: going[at]?.fact.id ?? 0, message, source: going[at]?.cooked.source ?? "" }));
  for (const [at, one] of going.entries()) await keepFiles(tx, { id: sent[at]?.message.id ?? 0, threadId: one.fact.threadId, seq: sent[at]?.message.seq ?? 0, by: one.author.id, before: "" }, one.cooked);
  await askAbout(tx, sent.map(({ message }, at) => ({ id: message.id, links: going[at]?.cooked.text.links ?? [] })));
  await tx.query(present, [sent.map((one) => one.roomId), sent.map((one) => one.message.author.id), sent.map((one) => one.message.seq)]);
  await messagesWritten(tx, sent);
  const last = new Map<number, number>();
  for (const { roomId, message } of sent) last.set(roomId, message.seq);
  await tellRooms(tx, { rooms: [...last].map(([id, seq]) => [id, seq, 0]) });
  await nudge(tx, sent.map((one, at) => ({ ...one, kind: going[at]?.fact.kind ?? "room", mentions: going[at]?.cooked.mentions ?? [] })));
  return sent;
}

/** Writes what people say at once, in its order, in the caller's transaction: eight statements however many they are. */
async function sendAll(tx: Tx, all: readonly Asked[]): Promise<Answer[]> {
  const rows = await tx.query<Facts>(facts, [all.map((one) => one.actor.id), all.map((one) => one.actor.sessionId || null), all.map((one) => one.roomId), all.map((one) => one.input.clientId)]);
  const byPlace = new Map(rows.map((row) => [row.place - 1, row]));
  const answers: Answer[] = all.map(() => missing());
  const going: Going[] = [];
  const slow = new Set<string>();
  for (const [place, asked] of all.entries()) {
    const fact = byPlace.get(place);
    if (!fact) continue;
    const key = `${fact.id} ${asked.actor.id}`;
    // Who writes twice at once in a slow room has written once.
    const found = await judged(tx, asked, slow.has(key) ? { ...fact, lastAt: new Date() } : fact);
    if (typeof found === "number") answers[place] = await readAgain(tx, { roomId: fact.id, id: found, by: asked.actor.id });
    else if ("cooked" in found) {
      // The same client id twice in one go is one message; the other is tried again and finds it.
      if (going.some((other) => other.author.id === found.author.id && other.asked.input.clientId === asked.input.clientId)) answers[place] = new Refusal("conflict", "This is being sent already.");
      else going.push(found);
      slow.add(key);
    } else answers[place] = found;
  }
  const sent = going.length ? await writeAll(tx, going) : [];
  for (const [at, one] of going.entries()) answers[one.place] = sent[at] ?? missing();
  return answers;
}

async function readAgain(tx: Tx, { roomId, id, by }: { roomId: number; id: number; by: string }): Promise<Spoken> {
  const { source = "", ...message } = await readMessage(tx, id, by);
  return { roomId, message, source, again: true };
}

let deliver: (sent: readonly Spoken[]) => void = () => {};
/** Names who passes on what was just committed to those who are here. One process has one. */
export function deliverWith(to: (sent: readonly Spoken[]) => void): void {
  deliver = to;
}

const isSpoken = (answer: Answer | Error): answer is Spoken => "message" in answer && "roomId" in answer;
type Outcome = Answer | Error;

async function commit(all: Asked[]): Promise<Outcome[]> {
  try {
    const answers = await transact((tx) => sendAll(tx, all));
    deliver(answers.filter(isSpoken).filter((one) => !one.again));
    return answers;
  } catch (error) {
    if (all.length === 1) return [error as Error];
    // One of them cannot be written, or the database went: each is tried by itself, so that one takes no other along.
    const outcomes: Outcome[] = [];
    for (const one of all) outcomes.push(...(await commit([one])));
    return outcomes;
  }
}

// What is said while a transaction is under way goes into the next one, all together. A room is always served by the same
// lane, one transaction after the other, so that what this process passes on is in the order of the numbers.
const lanes = Array.from({ length: 4 }, () => batched<Asked, Outcome>(commit, { inFlight: 1, most: 64 }));

/**
 * Says something in a room, unless it must wait for a moderator. Resolves when it is committed. The same client id again answers
 * with the message it wrote the first time. Joins the room where that needs no invitation.
 */
export async function sendMessage(actor: Member, roomId: number, { screened, ...input }: SendInput & { screened?: boolean }): Promise<Answer> {
  // What a moderator lets through belongs to the moderator's transaction.
  if (screened) return transact(async (tx) => (await sendAll(tx, [{ actor, roomId, input, screened }]))[0] ?? missing());
  const outcome = await lanes[roomId % lanes.length]?.({ actor, roomId, input });
  if (outcome instanceof Error) throw outcome;
  return outcome ?? missing();
}
