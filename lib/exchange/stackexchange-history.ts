import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { nobody } from "./stackexchange-people.ts";
import { closures, toldOf } from "./history-rows.ts";
import type { Dump } from "./stackexchange-read.ts";
import type { History } from "./stackexchange-rows.ts";

/** A text a post had before it was changed, and who changed it when. */
export type Former = { version: number; source: string; editor: string; at: Date };

/** The former texts of one post from its history, in order; the last text of a history is the present one and none of them. */
export function formerTexts(rows: readonly History[], editorOf: (row: History) => string): Former[] {
  const told = rows.filter((row) => toldOf(row) === "text").sort((a, b) => a.CreationDate.getTime() - b.CreationDate.getTime() || Number(a.Id) - Number(b.Id));
  return told.slice(1).map((next, at) => ({ version: at + 1, source: (told[at]?.Text ?? "").normalize("NFC").replace(/\r\n?/g, "\n").slice(0, 30_000), editor: editorOf(next), at: next.CreationDate }));
}

type Place = { dump: Dump; people: ReadonlyMap<string, string> };
type Stored = { id: number; origin: string; topicId: number };

const versionColumns = ["post_id:bigint", "version:int", "source:text", "editor_id:uuid", "edited_at:timestamptz"];
const countVersions = "UPDATE post SET version = greatest(post.version, u.version) FROM unnest($1::bigint[], $2::int[]) AS u (id, version) WHERE post.id = u.id AND post.version < u.version";

/** Keeps what the posts said before they were changed. A second run changes nothing. Resolves to how many texts were new. */
export async function writeVersions(tx: Tx, { dump, people }: Place, posts: readonly Stored[]): Promise<number> {
  const prefix = `se:${dump.site}:post:`;
  const editorOf = (row: History): string => people.get(row.UserId ?? nobody) ?? people.get(nobody) ?? "";
  const former = posts.flatMap((post) => formerTexts(dump.history.get(post.origin.slice(prefix.length)) ?? [], editorOf).map((one) => ({ id: post.id, ...one })));
  if (former.length === 0) return 0;
  const fresh = await insertRows(tx, { table: "post_version", columns: versionColumns, suffix: "ON CONFLICT DO NOTHING RETURNING post_id" }, former.map((one) => [one.id, one.version, one.source, one.editor, one.at]));
  const last = new Map(former.map((one) => [one.id, one.version + 1]));
  await tx.query(countVersions, [[...last.keys()], [...last.values()]]);
  return fresh.length;
}

const events = `
  INSERT INTO topic_event (topic_id, kind, actor_id, after_number, at)
  SELECT u.topic_id, u.kind, u.actor_id, coalesce((SELECT max(number) FROM post WHERE post.topic_id = u.topic_id AND created_at <= u.at), 1), u.at
  FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::timestamptz[]) AS u (topic_id, kind, actor_id, at)
  WHERE NOT EXISTS (SELECT 1 FROM topic_event e WHERE e.topic_id = u.topic_id AND e.kind = u.kind AND e.at = u.at) ORDER BY u.at RETURNING topic_id`;
const closed = "UPDATE topic SET closed_at = u.at FROM unnest($1::bigint[], $2::timestamptz[]) AS u (id, at) WHERE topic.id = u.id AND topic.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM topic_event e WHERE e.topic_id = u.id AND e.kind = 'reopened' AND e.at > u.at)";

/** Keeps when topics were closed and opened again, and closes those that ended closed. Resolves to how many events were new. */
export async function writeClosures(tx: Tx, { dump, people }: Place, posts: readonly Stored[]): Promise<number> {
  const prefix = `se:${dump.site}:post:`;
  const told = posts.flatMap((post) => (dump.history.get(post.origin.slice(prefix.length)) ?? []).filter((row) => toldOf(row) === "state").map((row) => ({ post, row })));
  const fresh = told.length === 0 ? [] : await tx.query(events, [told.map(({ post }) => post.topicId), told.map(({ row }) => closures[row.PostHistoryTypeId]), told.map(({ row }) => (row.UserId ? (people.get(row.UserId) ?? null) : null)), told.map(({ row }) => row.CreationDate)]);
  const shut = posts.flatMap((post) => { const at = dump.closed.get(post.origin.slice(prefix.length)); return at ? [{ id: post.topicId, at }] : []; });
  if (shut.length) await tx.query(closed, [shut.map((one) => one.id), shut.map((one) => one.at)]);
  return fresh.length;
}
