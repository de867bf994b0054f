import type { Tx } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { type Listed, listLetter } from "./letters.ts";

// To everybody who asked for it and may read it at this moment; not what they wrote themselves, nor what they want to hear nothing of.
const find = `
  SELECT p.id AS "postId", p.number, p.source, o.name AS author, t.id AS "topicId", t.title AS topic, t.slug, c.id AS "categoryId", c.name AS category, c.slug AS "categorySlug", a.id AS "accountId", a.email::text AS email, a.locale
  FROM (SELECT t.id AS topic_id, 1 AS number FROM topic t WHERE t.id = ANY($1::bigint[]) UNION SELECT p.topic_id, p.number FROM post p WHERE p.id = ANY($2::bigint[])) AS new
  JOIN post p ON p.topic_id = new.topic_id AND p.number = new.number AND p.deleted_at IS NULL JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id
  JOIN category_mail m ON m.category_id = c.id AND m.since <= p.created_at JOIN account o ON o.id = p.author_id
  JOIN account a ON a.id = m.account_id AND a.id <> p.author_id AND a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AND (a.suspended_at IS NULL OR a.suspended_until <= now()) AND ${seenBySql("a", "c")}
  WHERE NOT EXISTS (SELECT 1 FROM follow f WHERE f.account_id = a.id AND f.level IN ('mute', 'ignore') AND ((f.subject_type = 'topic' AND f.subject_id = t.id::text) OR (f.subject_type = 'person' AND f.subject_id = o.id::text)))
  ORDER BY p.id, a.id`;
// What the list says, a notice need not say again by mail.
const instead = "UPDATE notice_mail m SET sent_at = now() FROM notice n WHERE n.id = m.notice_id AND m.account_id = $1 AND m.sent_at IS NULL AND n.topic_id = $2 AND n.kind IN ('followed', 'topic')";

async function apply(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const of = (type: string): string[] => entries.filter((one) => !one.reverses && one.source !== "import" && one.subjectType === type && ["topic.created", "idea.submitted", "post.created"].includes(one.kind) && /^\d{1,15}$/.test(one.subjectId)).map((one) => one.subjectId);
  const [topics, posts] = [of("topic"), of("post")];
  if (topics.length + posts.length === 0) return;
  for (const row of await tx.query<Listed>(find, [topics, posts])) {
    await queueMail(tx, listLetter(row));
    await tx.query(instead, [row.accountId, row.topicId]);
  }
}

/** Takes one batch of the ledger into letters of the lists, each post once to each reader. Resolves to how many interactions were taken: 0 when none is left. */
export function relayLists(batch = 500): Promise<number> {
  return consume("lists", apply, batch);
}
