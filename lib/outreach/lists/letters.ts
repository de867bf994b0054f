import { publicUrl } from "#lib/core/env.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import type { Letter } from "#lib/mail/types.ts";
import { choicesLink } from "../leave-token.ts";
import { localeOf, wordsOf } from "../words.ts";
import { leaveList } from "./list-token.ts";

/** A post as somebody on a list gets it. */
export type Listed = { postId: number; number: number; source: string; author: string; topicId: number; topic: string; slug: string; categoryId: number; category: string; categorySlug: string; accountId: string; email: string; locale: string };
const said = { en: (name: string) => `${name} wrote:`, fr: (name: string) => `${name} a écrit :` };
/** The most of a post that a letter carries; the rest stands where its action leads. */
const most = 12_000;

/** A post as a letter of its list, in its reader's language, which can be answered. */
export function listLetter(row: Listed): Letter {
  const locale = localeOf(row.locale);
  const words = wordsOf(locale);
  const name = row.author.replace(/\s+/g, " ");
  const url = `${publicUrl()}/${locale}`;
  return {
    to: row.email, account: row.accountId, locale, stream: "conversation", letter: "list", key: `list:${row.postId}:${row.accountId}`, listId: `${row.categorySlug}.${mailDomain()}`, answers: { type: "topic", id: row.topicId },
    subject: `${row.number > 1 ? "Re: " : ""}[${row.category.replace(/\s+/g, " ")}] ${row.topic}`, leave: leaveList(row),
    content: {
      title: row.topic, preview: row.source.slice(0, 120), blocks: [{ kind: "text", text: said[locale](name) }, { kind: "text", text: row.source.slice(0, most) }],
      action: { label: words.read, url: row.number > 1 ? `${url}/p/${row.postId}` : `${url}/t/${row.topicId}/${row.slug}` }, foot: [words.answer], leave: { label: words.leave, url: choicesLink({ what: "choices", of: "", accountId: row.accountId }, locale) },
    },
  };
}
