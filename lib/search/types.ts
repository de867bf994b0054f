import type { Person } from "#lib/forum/types.ts";

/** One thing that is looked for: a word, the words of a phrase, or the beginning of a word. */
export type Term = { text: string; phrase: boolean; prefix: boolean };
export type FilterKey = "in" | "category" | "tag" | "author" | "kind" | "before" | "after" | "has" | "is";
export type Filter = { key: FilterKey; value: string };
/**
 * What someone asked for. `parts` must all be found, each in one of its alternatives; `without` must not. `unknown` are the words
 * that look like a filter and are none, as they were typed.
 */
export type Query = { parts: Term[][]; without: { text: string; phrase: boolean }[]; filters: Filter[]; unknown: string[] };
/** A stretch of a text; what was looked for is marked. */
export type Stretch = { text: string; mark: boolean };
export type HitKind = "topic" | "post" | "product" | "review" | "question" | "person";
/** Something that was found and where it stands. `path` is its address without the language. */
export type Hit = {
  kind: HitKind; id: string; path: string; title: Stretch[]; snippet: Stretch[]; author: Person | null; createdAt: string;
  category: { slug: string; name: string; colour: string } | null; topicKind: string | null; replies: number | null; number: number | null; answered: boolean; accepted: boolean;
};
/** A page of what was found. `meant` is what was probably meant; `instead` says that it was searched in place of what was typed. */
export type SearchPage = { hits: Hit[]; next: string | null; count: number; more: boolean; meant: string | null; instead: boolean; unknown: string[] };
export type InstantPage = { topics: Hit[]; posts: Hit[]; people: Hit[]; products: Hit[] };
/** A topic whose title is like one that is being written. */
export type SimilarTopic = { id: number; slug: string; title: string; answered: boolean; replies: number; category: string };
