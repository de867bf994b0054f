import type { Tx } from "#lib/core/transact.ts";
import type { Subject } from "./types.ts";

const add = `
  WITH mine AS (
    SELECT m.id FROM media m WHERE m.id = ANY($1::uuid[]) AND (m.owner_id = $2
      OR EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = m.id AND u.subject_type = $3 AND u.subject_id = $4)) FOR UPDATE),
  used AS (INSERT INTO media_use (media_id, subject_type, subject_id) SELECT id, $3, $4 FROM mine ON CONFLICT DO NOTHING),
  fixed AS (UPDATE media SET loose_since = NULL WHERE id IN (SELECT id FROM mine))
  SELECT id FROM mine`;
const leave = `
  WITH gone AS (DELETE FROM media_use WHERE subject_type = $2 AND subject_id = $3 AND NOT (media_id = ANY($1::uuid[])) RETURNING media_id)
  UPDATE media m SET loose_since = now() FROM gone WHERE m.id = gone.media_id
    AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = m.id AND NOT (u.subject_type = $2 AND u.subject_id = $3))`;

/**
 * Says that a subject shows exactly these files: what it showed before and no longer does is let go. Only `by`'s own files are
 * attached, and those the subject showed already: naming someone else's file opens it to nobody. Resolves to the ids that stand.
 */
export async function attach(tx: Tx, { mediaIds, subject, by }: { mediaIds: string[]; subject: Subject; by: string }): Promise<string[]> {
  const stands = mediaIds.length ? (await tx.query<{ id: string }>(add, [mediaIds, by, subject.type, subject.id])).map((row) => row.id) : [];
  await tx.query(leave, [stands, subject.type, subject.id]);
  return stands;
}
