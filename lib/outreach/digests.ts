import { env, publicUrl } from "#lib/core/env.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { levelSql } from "#lib/forum/following.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { Block, Letter } from "#lib/mail/types.ts";
import { choicesLink, oneClick } from "./leave-token.ts";
import type { Reader } from "./notice-letters.ts";
import type { Digest } from "./types.ts";
import { localeOf, wordsOf } from "./words.ts";

type Due = Reader & { digest: Digest; since: Date };
export type Worth = { id: number; slug: string; title: string; category: string; author: string; replies: number; html: string; score: number };
/** A digest that comes only when something matters needs one thing worth this much: what one follows, or what many talk of. */
const matters = 3;
const listed = 6;

// Who was here lately has seen it; who has not been here for a quarter of a year is left in peace.
const due = `
  SELECT a.id, a.email::text AS email, a.name, a.locale, coalesce(p.digest, 'matters') AS digest, greatest(seen.at, (SELECT max(m.created_at) FROM mail m WHERE m.account_id = a.id AND m.letter = 'digest')) AS since
  FROM account a LEFT JOIN mail_preference p ON p.account_id = a.id
  CROSS JOIN LATERAL (SELECT max(s.seen_at) AS at FROM session s WHERE s.account_id = a.id) AS seen
  WHERE a.role <> 'bot' AND a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AND a.suspended_at IS NULL AND a.id > $1 AND coalesce(p.digest, 'matters') <> 'off'
    AND seen.at > now() - interval '90 days' AND seen.at < now() - interval '20 hours'
    AND coalesce(p.digest_at, '-infinity') < now() - CASE coalesce(p.digest, 'matters') WHEN 'daily' THEN interval '20 hours' WHEN 'weekly' THEN interval '156 hours' ELSE interval '44 hours' END
  ORDER BY a.id LIMIT 200`;

// What is new to this person: opened or written in since they were here, not theirs, not read, not muted. What they follow and
// the categories they write in weigh more than how much is said.
const worth = `
  SELECT t.id, t.slug, t.title, c.name AS category, o.name AS author, t.post_count - 1 AS replies, left(p.html, 400) AS html,
    (CASE WHEN said.level = 'follow' THEN 3 ELSE 0 END + CASE WHEN EXISTS (SELECT 1 FROM topic m WHERE m.author_id = $1 AND m.category_id = t.category_id) THEN 1 ELSE 0 END
      + CASE WHEN t.created_at > $2 THEN 0.5 ELSE 0 END + least(2, ln(1 + greatest(t.post_count - 1, 0)) * 0.7) + least(1.5, ln(1 + greatest(t.score, 0)) * 0.4))::float8 AS score
  FROM topic t JOIN category c ON c.id = t.category_id JOIN account me ON me.id = $1 JOIN account o ON o.id = t.author_id JOIN post p ON p.topic_id = t.id AND p.number = 1
  LEFT JOIN topic_read r ON r.account_id = $1 AND r.topic_id = t.id CROSS JOIN LATERAL (SELECT ${levelSql("$1::uuid")} AS level) AS said
  WHERE t.deleted_at IS NULL AND p.deleted_at IS NULL AND t.last_post_at > $2 AND t.author_id <> $1 AND ${seenBySql("me", "c")}
    AND (r.last_number IS NULL OR r.last_number < t.last_number) AND (said.level IS NULL OR said.level IN ('follow', 'none'))
    AND NOT EXISTS (SELECT 1 FROM follow f WHERE f.account_id = $1 AND f.subject_type = 'person' AND f.subject_id = t.author_id::text AND f.level IN ('mute', 'ignore'))
  ORDER BY score DESC, t.last_post_at DESC, t.id DESC LIMIT ${listed}`;

/** A digest as a letter in its reader's language. */
export function digestLetter(to: Reader, topics: readonly Worth[]): Letter {
  const locale = localeOf(to.locale);
  const said = wordsOf(locale);
  const leaving = { what: "digest", of: "", accountId: to.id } as const;
  const blocks = topics.map((one): Block => ({ kind: "item", title: one.title, meta: [one.category, said.by(one.author.replace(/\s+/g, " ")), ...(one.replies > 0 ? [said.replies(one.replies)] : [])].join(" · "), text: excerpt(one.html, 140), url: `${publicUrl()}/${locale}/t/${one.id}/${one.slug}` }));
  return {
    to: to.email, account: to.id, locale, stream: "conversation", letter: "digest", subject: `${topics[0]?.title ?? ""} · ${said.digest(env().SITE_NAME)}`, leave: oneClick(leaving),
    content: { title: said.digest(env().SITE_NAME), preview: said.digestLine, blocks: [{ kind: "text", text: said.digestLine }, ...blocks], action: { label: said.digestOpen, url: `${publicUrl()}/${locale}/unread` }, foot: [said.why], leave: { label: said.leave, url: choicesLink(leaving, locale) } },
  };
}

const taken = `
  INSERT INTO mail_preference (account_id, digest_at) VALUES ($1, now()) ON CONFLICT (account_id) DO UPDATE SET digest_at = now()
  WHERE mail_preference.digest_at IS NULL OR mail_preference.digest_at < now() - interval '20 hours' RETURNING account_id`;

async function digestOne(tx: Tx, to: Due): Promise<number> {
  // Two jobs at once make one letter: whoever marks it writes it.
  const [mine] = await tx.query(taken, [to.id]);
  if (!mine) return 0;
  const topics = await tx.query<Worth>(worth, [to.id, to.since]);
  const strongest = topics[0]?.score ?? 0;
  if (topics.length === 0 || (to.digest === "matters" && strongest < matters)) return 0;
  await queueMail(tx, digestLetter(to, topics));
  return 1;
}

/** Writes the digests that are due, of what is new to each person; an empty one is not sent. Resolves to how many letters. */
export async function mailDigests(): Promise<number> {
  let [letters, after] = [0, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const some = await db().query<Due>(due, [after]);
    for (const one of some) letters += await transact((tx) => digestOne(tx, one));
    const last = some.at(-1);
    if (!last || some.length < 200) return letters;
    after = last.id;
  }
}
