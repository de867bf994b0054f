import { randomUUID } from "node:crypto";
import { db } from "#lib/core/transact.ts";
import type { RoomAudience } from "#lib/chat/types.ts";
import type { Somebody } from "#tests/world/people.ts";

const made = `WITH t AS (INSERT INTO thread (subject_type, last_seq) VALUES ('room', 1) RETURNING id),
    r AS (INSERT INTO room (thread_id, kind, audience, name, member_count, created_by) SELECT id, CASE WHEN $1 = 'invited' THEN 'group' ELSE 'room' END, $1, 'Around the kettle', 1, $2 FROM t RETURNING id),
    m AS (INSERT INTO room_member (room_id, account_id, role) SELECT id, $2, 'moderator' FROM r),
    x AS (INSERT INTO message (thread_id, seq, author_id, client_id, source, html) SELECT id, 1, $3, $4, $5, '<p>' || $5 || '</p>' FROM t RETURNING id)
  SELECT r.id, x.id AS "messageId" FROM r, x`;

/** A room of an audience with one message by somebody; its moderator is `by`. */
export async function aRoom(by: Pick<Somebody, "id">, audience: RoomAudience, authorId: string = by.id): Promise<{ id: number; messageId: number }> {
  const [row] = await db().query<{ id: number; messageId: number }>(made, [audience, by.id, authorId, randomUUID(), "Tea is ready."]);
  if (!row) throw new Error("no room was made");
  return row;
}

/** A live session in such a room, not begun yet, with one question by somebody. */
export async function aSession(by: Pick<Somebody, "id">, audience: RoomAudience, askedBy: string = by.id): Promise<{ id: number; questionId: number }> {
  const { id } = await aRoom(by, audience);
  await db().query("UPDATE room SET kind = 'live' WHERE id = $1", [id]);
  await db().query("INSERT INTO live_session (room_id, host_id, starts_at) VALUES ($1, $2, now())", [id, by.id]);
  const [row] = await db().query<{ id: number }>("INSERT INTO live_question (room_id, author_id, text) VALUES ($1, $2, 'How hot should the water be?') RETURNING id", [id, askedBy]);
  return { id, questionId: row?.id ?? 0 };
}
