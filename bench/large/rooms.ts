import type { Look } from "../community.ts";
import { member, oneOf, someone } from "../community.ts";

const person = (random: () => number) => member(Math.floor(random() * 20_000), { tier: Math.floor(random() ** 3 * 4) });

/** What people type: words as often as they are said, rare ones, phrases, slips, filters. */
async function searches(): Promise<Look[]> {
  const { db } = await import("#lib/core/transact.ts");
  const { search, instant, similarTopics } = await import("#lib/search/queries.ts");
  const texts = (await db().query<{ source: string }>("SELECT source FROM post TABLESAMPLE SYSTEM (0.3) LIMIT 3000")).map((row) => row.source.replace(/[.,]/g, "").toLowerCase().split(" "));
  const words = (await db().query<{ word: string }>("SELECT word FROM search_word WHERE length(word) > 4 ORDER BY word LIMIT 20000")).map((row) => row.word);
  const said = (random: () => number): string => oneOf(random, oneOf(random, texts));
  const filter = (random: () => number): string => oneOf(random, [
    "kind:question", `tag:tag-${1 + Math.floor(random() * 400)}`, `category:room-${1 + Math.floor(random() * 24)}`, `author:person.${Math.floor(random() ** 2.2 * 20_000)}`, "in:title", "has:answer", "is:open", "before:2024-01-01", "after:2026-06-01",
  ]);
  const phrase = (random: () => number): string => { const text = oneOf(random, texts); const at = Math.floor(random() * Math.max(1, text.length - 2)); return `"${text.slice(at, at + 2).join(" ")}"`; };
  const slip = (random: () => number): string => { const word = oneOf(random, words); const at = 1 + Math.floor(random() * (word.length - 2)); return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`; };
  const looks: [string, (random: () => number) => string][] = [
    ["one word as said", said], ["two words as said", (random) => `${said(random)} ${said(random)}`], ["a rare word", (random) => oneOf(random, words)], ["a phrase", phrase],
    ["alternatives and an exclusion", (random) => `${said(random)} OR ${said(random)} -${said(random)}`], ["the beginning of a word", (random) => `${said(random).slice(0, 4)}*`], ["a word and a filter", (random) => `${said(random)} ${filter(random)}`], ["a slip of the pen", slip],
  ];
  return [
    ...looks.map(([what, q]): Look => ({ what: `search: ${what}`, look: (random) => search(someone(random), { q: q(random) }), within: 100, whole: true })),
    { what: "search: while typing", look: (random) => { const typed = `${said(random)} ${said(random)}`; return instant(someone(random), typed.slice(0, 3 + Math.floor(random() * typed.length))); }, within: 100, whole: true },
    { what: "search: titles like one", look: (random) => similarTopics(someone(random), oneOf(random, texts).slice(0, 6).join(" ")), within: 100, whole: true },
  ];
}

/** The pages of rooms beside the forum, as they come to be. */
export async function roomLooks(): Promise<Look[]> {
  const { listNotices } = await import("#lib/notices/queries.ts");
  const { readUnread } = await import("#lib/notices/unread.ts");
  const { countUnread, listUnread, readMarks } = await import("#lib/forum/reading/unread.ts");
  const { listBookmarks } = await import("#lib/forum/reading/bookmarks.ts");
  const { db } = await import("#lib/core/transact.ts");
  return [
    { what: "what is mine on a list of twenty", look: async (random) => {
      const rows = await db().query<{ id: number }>("SELECT id FROM topic WHERE id > $1 ORDER BY id LIMIT 20", [Math.floor(random() * 49_000)]);
      return readMarks(person(random), rows.map((row) => row.id));
    } },
    { what: "notice list", look: (random) => listNotices(person(random), {}) },
    { what: "unread notices", look: (random) => readUnread(person(random)) },
    { what: "unread topics", look: (random) => listUnread(person(random), undefined) },
    { what: "unread count", look: (random) => countUnread(person(random)) },
    { what: "bookmarks", look: (random) => listBookmarks(person(random), undefined) },
    ...(await searches()),
  ];
}
