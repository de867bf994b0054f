import { env, publicUrl } from "#lib/core/env.ts";
import type { Reader } from "#lib/core/transact.ts";
import type { Block, Letter } from "#lib/mail/types.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import { choicesLink, type Leaving, oneClick } from "../leave-token.ts";
import { type Locale, localeOf } from "../words.ts";
import { absolute, type Part, partsOf } from "./body.ts";
import { seenBlock } from "./opens.ts";
import { said } from "./said.ts";
import { type Recommended, topicsFor } from "./topics.ts";
import type { Arm, MailingKind } from "./types.ts";

/** What of a mailing its letters are made of. */
export type Source = {
  id: string; number: number; kind: MailingKind; locale: string; subject: string; preview: string; body: string; actionLabel: string; actionPath: string; varies: string; subjectB: string; bodyB: string;
  newsletterId: string | null; newsletterName: string | null; newsletterSlug: string | null; slug: string | null;
};
/** A mailing cooked for its letters: what is the same for everybody is made once. */
export type Prepared = { source: Source; locale: Locale; arms: Record<Arm, { subject: string; parts: Part[] }>; personal: boolean };
/** Somebody a letter is for. `opens` says that they agreed to have it noted when they open one. */
export type Recipient = { id: string; email: string; name: string; tier: number; opens?: boolean };
export const sourceColumns = `m.id, m.number::float8 AS number, m.kind, m.locale, m.subject, m.preview, m.body, m.action_label AS "actionLabel", m.action_path AS "actionPath", m.varies, m.subject_b AS "subjectB", m.body_b AS "bodyB", m.newsletter_id AS "newsletterId", n.name AS "newsletterName", n.slug AS "newsletterSlug", m.slug`;

/** Cooks a mailing for its letters. */
export async function prepare(reader: Reader, source: Source): Promise<Prepared> {
  const locale = localeOf(source.locale);
  const a = await partsOf(reader, { body: source.body, locale, key: source.id });
  const b = source.varies === "body" ? await partsOf(reader, { body: source.bodyB, locale, key: source.id }) : a;
  return { source, locale, arms: { a: { subject: source.subject, parts: a }, b: { subject: source.varies === "subject" ? source.subjectB : source.subject, parts: b } }, personal: [...a, ...b].some((part) => part.kind === "topics") };
}

function topicBlocks(topics: readonly Recommended[], locale: Locale): Block[] {
  if (topics.length === 0) return [];
  const words = said[locale];
  return [{ kind: "text", text: words.topics }, ...topics.map((one): Block => ({ kind: "item", title: one.title, meta: [one.category, ...(one.replies > 0 ? [words.replies(one.replies)] : [])].join(" · "), url: `${publicUrl()}/${locale}/t/${one.id}/${one.slug}` }))];
}

function blocksOf(part: Part, to: Recipient, { locale, topics }: { locale: Locale; topics: readonly Recommended[] }): Block[] {
  const words = said[locale];
  if (part.kind === "html") return [part];
  if (part.kind === "topics") return topicBlocks(topics, locale);
  if (part.kind === "greeting") return [{ kind: "text", text: words.hello(to.name.replace(/\s+/g, " ").split(" ")[0] ?? to.name) }];
  return [{ kind: "item", title: words.tier(words.tiers[to.tier] ?? words.tiers[0] ?? ""), text: words.tierMore, url: `${publicUrl()}/${locale}/me/relationship` }];
}

/** What one press ends: this newsletter, or news altogether where a letter is of none. */
export const leavingOf = ({ newsletterId }: Source, accountId: string): Leaving => (newsletterId ? { what: "newsletter", of: newsletterId, accountId } : { what: "news", of: "", accountId });

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A mailing as one person's letter. `key` makes it theirs once, however often it is queued. */
export function letterOf({ source, locale, arms }: Prepared, to: Recipient, { arm = "a", topics = [] }: { arm?: Arm; topics?: readonly Recommended[] } = {}): Letter {
  const { subject, parts } = arms[arm];
  const words = said[locale];
  const leaving = leavingOf(source, to.id);
  const name = source.newsletterName ?? "";
  const web = source.kind === "issue" && source.slug ? [`${words.web}: ${publicUrl()}/${locale}/news/${source.newsletterSlug}/${source.slug}`] : [];
  return {
    to: to.email, account: to.id, locale, stream: "newsletter", letter: source.kind, subject: oneLine(subject), leave: oneClick(leaving), answers: { type: "newsletter", id: source.number }, key: `mailing:${source.id}:${to.id}`,
    listId: source.newsletterSlug ? `${source.newsletterSlug}.news.${mailDomain()}` : `campaigns.${mailDomain()}`,
    content: {
      title: oneLine(subject), ...(source.preview ? { preview: oneLine(source.preview) } : {}), blocks: [...parts.flatMap((part) => blocksOf(part, to, { locale, topics })), ...(to.opens ? [seenBlock(source.id, to.id)] : [])],
      ...(source.actionLabel && source.actionPath ? { action: { label: source.actionLabel, url: absolute(source.actionPath, locale) } } : {}),
      foot: [...web, words.answer, source.kind === "issue" ? words.whyIssue(name) : words.whyCampaign(env().SITE_NAME)], leave: { label: source.kind === "issue" ? words.leaveOne(name) : words.leave, url: choicesLink(leaving, locale) },
    },
  };
}

/** Letters for many: what is recommended to each is asked once for all of them. */
export async function lettersFor(reader: Reader, prepared: Prepared, people: readonly (Recipient & { arm: Arm })[]): Promise<Letter[]> {
  const topics = prepared.personal ? await topicsFor(reader, people.map((one) => one.id)) : new Map<string, Recommended[]>();
  return people.map(({ arm, ...to }) => letterOf(prepared, to, { arm, topics: topics.get(to.id) ?? [] }));
}
