import { createHash } from "node:crypto";
import type { Filter } from "./types.ts";

// Marks that are not seen, or that dress a letter up.
const unseen = /[\p{Mn}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** A text's words as filters compare them: compatibility forms folded, marks and case dropped. Linear in the text's length. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFKD").replace(unseen, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => word.slice(0, 100));
}

/** What makes two texts the same: their words, whatever stands between them. */
export const hashOf = (text: string): Buffer => createHash("sha256").update(wordsOf(text).join(" ")).digest();

/** Whether a word fits a pattern in which each * stands for any letters. No regular expression: two fingers, never more than length × length steps. */
export function globFits(pattern: string, word: string): boolean {
  let [p, w, star, mark] = [0, 0, -1, 0];
  while (w < word.length) {
    if (pattern[p] === "*") [star, mark, p] = [p, w, p + 1];
    else if (pattern[p] === word[w]) [p, w] = [p + 1, w + 1];
    else if (star >= 0) [p, mark, w] = [star + 1, mark + 1, mark + 1];
    else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

const patternWords = (value: string): string[] => value.normalize("NFKD").replace(unseen, "").toLowerCase().split(/[^\p{L}\p{N}*]+/u).filter((word) => word.replaceAll("*", "") !== "");

/** A word, phrase or glob as it is compared; empty when nothing of it can be found in a text. */
export const phraseOf = (value: string): string => patternWords(value).join(" ");

/** The filters whose word or phrase stands in the text. */
export function phrasesIn(text: string, filters: readonly Filter[]): Filter[] {
  if (filters.length === 0) return [];
  const words = wordsOf(text);
  const known = new Set(words);
  const distinct = [...known];
  return filters.filter(({ value }) => {
    const phrase = patternWords(value);
    if (phrase.length === 0) return false;
    const fits = (pattern: string, word: string | undefined): boolean => word !== undefined && (pattern.includes("*") ? globFits(pattern, word) : pattern === word);
    const first = phrase[0] ?? "";
    if (phrase.length === 1) return first.includes("*") ? distinct.some((word) => globFits(first, word)) : known.has(first);
    return words.some((_, at) => phrase.every((pattern, step) => fits(pattern, words[at + step])));
  });
}

const address = /\bhttps?:\/\/([^\s/?#<>()"'`\]]{1,253})|\bwww\.([^\s/?#<>()"'`\]]{1,249})/giu;

/** The domains a text links to, without ports and people. */
export function domainsIn(text: string): string[] {
  const found = [...text.matchAll(address)].map((match) => (match[1] ?? match[2] ?? "").toLowerCase().replace(/^.*@/, "").replace(/:\d*$/, "").replace(/^www\./, "").replace(/[.,;:!*_~|]+$/, ""));
  return [...new Set(found.filter(Boolean))];
}

/** Whether a domain is the one a filter names, or lies under it. */
export function domainFits(value: string, domain: string): boolean {
  const plain = value.toLowerCase().replace(/^\*?\./, "").replace(/^www\./, "");
  return plain !== "" && (domain === plain || domain.endsWith(`.${plain}`));
}
