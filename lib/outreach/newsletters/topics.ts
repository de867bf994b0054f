import type { Reader } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";

export type Recommended = { id: number; slug: string; title: string; category: string; replies: number };
const each = 3;
const candidates = 40;

// What was talked of lately, the liveliest first; for each person what they may see, have not read and did not write, in the categories
// they write in or follow before others. One statement for a whole batch of people.
const recommend = `
  WITH lively AS (
    SELECT t.id, t.slug, t.title, t.category_id, t.author_id, t.last_number, greatest(t.post_count - 1, 0) AS replies, ln(1 + greatest(t.post_count - 1, 0)) + ln(1 + greatest(t.score, 0)) AS score
    FROM topic t WHERE t.deleted_at IS NULL AND t.last_post_at > now() - interval '60 days' ORDER BY score DESC, t.id DESC LIMIT ${candidates}),
  near AS (
    SELECT t.author_id AS account_id, t.category_id FROM topic t WHERE t.author_id = ANY($1::uuid[]) AND t.deleted_at IS NULL
    UNION SELECT f.account_id, f.subject_id::bigint FROM follow f WHERE f.account_id = ANY($1::uuid[]) AND f.subject_type = 'category' AND f.level = 'follow'),
  ranked AS (
    SELECT a.id AS account_id, l.*, c.name AS category, row_number() OVER (PARTITION BY a.id ORDER BY (n.account_id IS NOT NULL) DESC, l.score DESC, l.id DESC) AS place
    FROM account a CROSS JOIN lively l JOIN category c ON c.id = l.category_id LEFT JOIN near n ON n.account_id = a.id AND n.category_id = l.category_id
    LEFT JOIN topic_read r ON r.account_id = a.id AND r.topic_id = l.id
    WHERE a.id = ANY($1::uuid[]) AND l.author_id <> a.id AND (r.last_number IS NULL OR r.last_number < l.last_number) AND ${seenBySql("a", "c")}
      AND NOT EXISTS (SELECT 1 FROM follow f WHERE f.account_id = a.id AND f.level IN ('mute', 'ignore') AND ((f.subject_type = 'topic' AND f.subject_id = l.id::text) OR (f.subject_type = 'category' AND f.subject_id = l.category_id::text) OR (f.subject_type = 'person' AND f.subject_id = l.author_id::text))))
  SELECT account_id AS "accountId", id, slug, title, category, replies::int AS replies FROM ranked WHERE place <= ${each} ORDER BY account_id, place`;

/** What each of these people may like to read, closest to them first. */
export async function topicsFor(reader: Reader, accountIds: readonly string[]): Promise<Map<string, Recommended[]>> {
  const found = new Map<string, Recommended[]>();
  for (const { accountId, ...topic } of await reader.query<Recommended & { accountId: string }>(recommend, [accountIds])) found.set(accountId, [...(found.get(accountId) ?? []), topic]);
  return found;
}
