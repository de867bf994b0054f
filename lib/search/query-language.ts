import type { Filter, FilterKey, Query, Term } from "./types.ts";

const longest = 300;
const mostTerms = 12;
const slug = /^[\p{L}\p{N}][\p{L}\p{N}+-]{0,59}$/u;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** What each filter takes. A value that does not fit makes the filter unknown, and the asker is told. */
const takes: Record<FilterKey, RegExp> = {
  in: /^title$/, category: slug, tag: slug, author: /^@?[\p{L}\p{N}._+-]{1,60}$/u, kind: /^(topic|post|product|review|person|question|discussion|idea|announcement)$/,
  before: day, after: day, has: /^answer$/, is: /^(open|closed|answered|unanswered)$/,
};
const readable = /[\p{L}\p{N}]/u;

type Token = { text: string; not: boolean; phrase: boolean };

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const pattern = /(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;
  for (const [, dashes = "", phrase, word] of text.matchAll(pattern)) found.push({ text: (phrase ?? word ?? "").replace(/\s+/g, " ").trim(), not: dashes.length > 0, phrase: phrase !== undefined });
  return found;
}

function filterOf(text: string): Filter | "unknown" | undefined {
  const [, key = "", value = ""] = /^([a-z]{2,12}):([^:/\s][^\s]*)$/i.exec(text) ?? [];
  if (!key) return undefined;
  const known = key.toLowerCase() as FilterKey;
  const plain = value.toLowerCase();
  if (!Object.hasOwn(takes, known) || !takes[known].test(plain)) return "unknown";
  // The 31st of a month that has none is a day that no calendar knows.
  if ((known === "before" || known === "after") && new Date(plain).toISOString().slice(0, 10) !== plain) return "unknown";
  return { key: known, value: known === "author" ? plain.replace(/^@/, "") : plain };
}

/**
 * Reads what someone typed: words, "phrases", -exclusions, word* beginnings, OR, and filters (`in:title category:slug tag:slug
 * author:handle kind:idea before:2026-01-01 after: has:answer is:open`). Takes anything and never throws; what looks like a
 * filter and is none is told as unknown.
 */
export function parseQuery(typed: string): Query {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot stand in a database's text, or hide what is asked
  const text = typed.slice(0, longest).normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ue000\ue001\ufeff]/g, " ").replace(/[“”„«»]/g, '"').replace(/(?<=^|\s)[–—−]/g, "-");
  const query: Query = { parts: [], without: [], filters: [], unknown: [] };
  let or = false;
  for (const token of tokens(text)) {
    if (query.parts.flat().length + query.without.length + query.unknown.length >= mostTerms) break;
    if (!token.phrase && !token.not && /^(OR|\|+)$/.test(token.text)) {
      or = query.parts.length > 0;
      continue;
    }
    const star = !token.phrase && /[\p{L}\p{N}]\*+$/u.test(token.text);
    const said = token.phrase ? token.text : token.text.replace(/^[-*]+|\*+$/g, "");
    const filter = token.phrase || token.not ? undefined : filterOf(said);
    const term: Term = { text: said, phrase: token.phrase, prefix: star && !token.not };
    if (filter === "unknown") query.unknown.push(said);
    else if (filter) query.filters = [...query.filters.filter((one) => one.key !== filter.key || (one.key === "tag" && one.value !== filter.value)), filter];
    else if (!readable.test(said) || (!token.phrase && said === "OR")) continue;
    else if (token.not) query.without.push({ text: said, phrase: token.phrase });
    else if (or) query.parts.at(-1)?.push(term);
    else query.parts.push([term]);
    or = false;
  }
  return query;
}

const said = (term: { text: string; phrase: boolean; prefix?: boolean }): string => (term.phrase ? `"${term.text}"` : `${term.text}${term.prefix ? "*" : ""}`);

/** What a query is typed as; reading it again gives the same query. */
export function formatQuery(query: Query): string {
  return [
    ...query.parts.map((part) => part.map(said).join(" OR ")), ...query.without.map((term) => `-${said(term)}`),
    ...query.filters.map((filter) => `${filter.key}:${filter.value}`), ...query.unknown,
  ].join(" ");
}

/** The query while it is still being typed: its last word is only a beginning. */
export function whileTyping(query: Query, typed: string): Query {
  const last = query.parts.at(-1)?.at(-1);
  if (!last || last.phrase || !typed.endsWith(last.text) || last.text.length < 2) return query;
  return { ...query, parts: query.parts.map((part) => part.map((term) => (term === last ? { ...term, prefix: true } : term))) };
}

/** Everything that must be found, with what only looked like a filter as plain words. */
export const wanted = (query: Query): Term[][] => [...query.parts, ...query.unknown.map((text) => [{ text, phrase: false, prefix: false }])];

/** The words and phrases of a query as one line, for comparing it with whole titles. */
export const plainText = (query: Query): string => wanted(query).map((part) => part[0]?.text ?? "").join(" ");
