import { domainsIn, wordsOf } from "./matching.ts";

const most = 400;

function grade(count: number): string {
  return count === 0 ? "none" : count === 1 ? "one" : count < 4 ? "few" : "many";
}

/**
 * What the learned filter looks at: words, pairs of words, domains, how many links, numbers, capitals and marks. Each kind has a
 * prefix of its own, so that no word can pass for another thing, nor for a property of an object.
 */
export function featuresOf(text: string): string[] {
  const words = wordsOf(text).slice(0, most);
  const domains = domainsIn(text);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const features = words.map((word) => (/^\d+$/.test(word) ? `n:${word.length}` : `w:${word}`));
  for (let at = 1; at < words.length; at += 1) if (!/^\d+$/.test(words[at] ?? "")) features.push(`p:${words[at - 1]} ${words[at]}`);
  features.push(...domains.map((domain) => `d:${domain}`), `links:${grade(domains.length)}`, `digits:${grade(text.match(/\d{3,}/g)?.length ?? 0)}`, `shouts:${letters > 8 && capitals / letters > 0.5 ? "yes" : "no"}`);
  features.push(`marks:${grade(text.match(/[!$£€%]/gu)?.length ?? 0)}`, `length:${words.length < 6 ? "short" : words.length < 30 ? "middle" : "long"}`);
  return features;
}
