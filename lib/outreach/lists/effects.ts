import { publicUrl } from "#lib/core/env.ts";
import type { Tx } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import type { Letter } from "#lib/mail/types.ts";
import { localeOf, wordsOf } from "../words.ts";
import { leaveList } from "./list-token.ts";

type Row = { postId: number; number: number; source: string; author: string; topicId: number; topic: string; slug: string; categoryId: number; category: string; categorySlug: string; accountId: string; email: string; locale: string };
const said = { en: (name: string) => `${name} wrote:`, fr: (name: string) => `${name} a écrit :` };
/** The most of a post that a letter carries; the rest stands where its action leads. */
const most = 12_000;

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

function listLetter(row: Row): Letter {
  const locale = localeOf(row.locale);
  const words = wordsOf(locale);
  const name = row.author.replace(/\s+/g, " ");
  const url = `${publicUrl()}/${locale}`;
  return {
    to: row.email, account: row.accountId, locale, stream: "conversation", letter: "list", key: `list:${row.postId}:${row.accountId}`, listId: `${row.categorySlug}.${mailDomain()}`, answers: { type: "topic", id: row.topicId },
    subject: `${row.number > 1 ? "Re: " : ""}[${row.category.replace(/\s+/g, " ")}] ${row.topic}`, leave: leaveList(row),
    content: {
      title: row.topic, preview: row.source.slice(0, 120), blocks: [{ kind: "text", text: said[locale](name) }, { kind: "text", text: row.source.slice(0, most) }],
      action: { label: words.read, url: row.number > 1 ? `${url}/p/${row.postId}` : `${url}/t/${row.topicId}/${row.slug}` }, foot: [words.answer], leave: { label: words.leave, url: `${url}/mail` },
    },
  };
}

async function apply(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const of = (type: string): string[] => entries.filter((one) => !one.reverses && one.source !== "import" && one.subjectType === type && ["topic.created", "idea.submitted", "post.created"].includes(one.kind) && /^\d{1,15}$/.test(one.subjectId)).map((one) => one.subjectId);
  const [topics, posts] = [of("topic"), of("post")];
  if (topics.length + posts.length === 0) return;
  for (const row of await tx.query<Row>(find, [topics, posts])) {
    await queueMail(tx, listLetter(row));
    await tx.query(instead, [row.accountId, row.topicId]);
  }
}

/** Takes one batch of the ledger into letters of the lists, each post once to each reader. Resolves to how many interactions were taken: 0 when none is left. */
export function relayLists(batch = 500): Promise<number> {
  return consume("lists", apply, batch);
}
