import type { Actor } from "#lib/core/actor.ts";
import { db, type Reader, type Tx } from "#lib/core/transact.ts";
import { idOf, ruledColumns } from "./access.ts";
import { mayKeep, mayModerate, maySee, type Ruled } from "./policy.ts";

/** A message as moderation needs it: who wrote it, which version stands, and where. */
export type Moderated = { id: number; roomId: number; seq: number; version: number; authorId: string; source: string; html: string; place: string; removed: boolean; at: Date };

const found = `SELECT x.id, r.id AS "roomId", x.seq, x.version, x.author_id AS "authorId", x.source, x.html, r.name AS place, x.deleted_at IS NOT NULL AS removed, x.created_at AS at, ${ruledColumns("$2::uuid")},
    EXISTS (SELECT 1 FROM flag f WHERE f.subject_type = 'message' AND f.subject_id = x.id::text) OR EXISTS (SELECT 1 FROM ruling u WHERE u.subject_type = 'message' AND u.subject_id = x.id::text) AS reported
  FROM message x JOIN room r ON r.thread_id = x.thread_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = $2::uuid WHERE x.id = $1 AND x.kind = 'text'`;

/** A message, when the actor may see it: who is in its room, and moderators what was reported to them, also of a conversation. One that was taken away only its author and who keeps order. */
export async function readModerated(actor: Actor, id: number, reader: Reader = db()): Promise<Moderated | undefined> {
  const [row] = await reader.query<Moderated & Ruled & { reported: boolean }>(found, [id, idOf(actor)]);
  if (!row) return undefined;
  if (row.reported && mayModerate(actor)) return row;
  if (!maySee(actor, row)) return undefined;
  return row.removed && row.authorId !== idOf(actor) && !mayKeep(actor, row) ? undefined : row;
}

export type Neighbour = { number: number; name: string; html: string; removed: boolean };

/** The messages around a reported one, two before and two after: what is needed to understand it, and no more. */
export async function readNeighbours(roomId: number, seq: number, reader: Reader = db()): Promise<Neighbour[]> {
  return reader.query<Neighbour>(`SELECT x.seq AS number, a.name, CASE WHEN x.deleted_at IS NULL THEN x.html ELSE '' END AS html, x.deleted_at IS NOT NULL AS removed FROM message x JOIN room r ON r.thread_id = x.thread_id JOIN account a ON a.id = x.author_id
    WHERE r.id = $1 AND x.seq BETWEEN $2 - 2 AND $2 + 2 AND x.seq <> $2 AND x.kind = 'text' ORDER BY x.seq`, [roomId, seq]);
}

/** What someone said and still stands, the latest two thousand. */
export async function spokenBy(tx: Tx, accountId: string): Promise<{ ids: number[]; texts: string[] }> {
  const rows = await tx.query<{ id: number; source: string }>("SELECT id, source FROM message WHERE author_id = $1 AND deleted_at IS NULL AND kind = 'text' ORDER BY id DESC LIMIT 2000", [accountId]);
  return { ids: rows.map((row) => row.id), texts: rows.slice(0, 50).map((row) => row.source) };
}

export type Spoken = { id: number; roomId: number; authorId: string };

/** Who said these messages, and where. */
export async function whoSpoke(reader: Reader, ids: readonly number[]): Promise<Spoken[]> {
  return reader.query<Spoken>(`SELECT x.id, r.id AS "roomId", x.author_id AS "authorId" FROM message x JOIN room r ON r.thread_id = x.thread_id WHERE x.id = ANY($1::bigint[]) AND x.deleted_at IS NULL`, [ids]);
}
