import type { Reader, Tx } from "#lib/core/transact.ts";
import { readFetched } from "#lib/media/queries.ts";
import type { FileView } from "./types.ts";

/** Says which files stand in a message, in the transaction that writes it. */
export async function setFiles(tx: Tx, { threadId, seq }: { threadId: number; seq: number }, mediaIds: readonly string[]): Promise<void> {
  await tx.query("DELETE FROM thread_file WHERE thread_id = $1 AND seq = $2 AND NOT (media_id = ANY($3::uuid[]))", [threadId, seq, mediaIds]);
  if (mediaIds.length) await tx.query("INSERT INTO thread_file (thread_id, seq, media_id) SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING", [threadId, seq, mediaIds]);
}

type Row = { seq: number; mediaId: string; name: string; at: Date };
const shared = `SELECT f.seq, f.media_id AS "mediaId", a.name, m.created_at AS at FROM thread_file f JOIN message m ON m.thread_id = f.thread_id AND m.seq = f.seq AND m.deleted_at IS NULL JOIN account a ON a.id = m.author_id
  WHERE f.thread_id = $1 AND (f.seq, f.media_id) < ($2, $3::uuid) ORDER BY f.seq DESC, f.media_id DESC LIMIT $4`;
const last = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Where a page of files goes on. */
export const placeOf = ({ seq, file }: FileView): string => `${seq}.${file.id}`;

/** What was shared in a thread, the latest first. Whether it may be seen is its subject's to say. Two queries. */
export async function listFiles(reader: Reader, threadId: number, { after, limit }: { after?: string | undefined; limit: number }): Promise<FileView[]> {
  const [seq, mediaId] = after?.split(".") ?? [];
  const rows = await reader.query<Row>(shared, [threadId, seq ? Number(seq) : 2_147_483_647, mediaId ?? last, limit]);
  const files = await readFetched(reader, rows.map((row) => row.mediaId));
  return rows.flatMap(({ seq: at, mediaId: id, name, at: time }) => { const file = files.get(id); return file ? [{ seq: at, name, at: time.toISOString(), file }] : []; });
}
