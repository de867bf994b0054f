import type { Reader } from "#lib/core/transact.ts";

/** Whether moderators removed this, and not its author: then only they bring it back. */
export async function removedByModerators(tx: Reader, subject: { type: string; id: string | number }): Promise<boolean> {
  const [row] = await tx.query("SELECT 1 FROM ruling WHERE subject_type = $1 AND subject_id = $2 AND kind = 'removal' AND ended_at IS NULL LIMIT 1", [subject.type, String(subject.id)]);
  return row !== undefined;
}
