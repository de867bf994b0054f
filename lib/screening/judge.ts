import { domainFits, domainsIn, phrasesIn } from "./matching.ts";
import { numberOf, type Rules } from "./rules.ts";
import type { Filter, Finding } from "./types.ts";

/** What is known of a text and its author when it is held against the rules. `ageHours` and `passed` are the author's. */
export type Case = { text: string; links: readonly string[]; trusted: boolean; ageHours: number; passed: number; twice: boolean; recent: number; score: number | undefined };

const found = (filter: Filter, what: string): Finding => ({ filterId: filter.id, kind: filter.kind, action: filter.action, what });

/** Everything the rules find in a text. Pure: the same case and rules give the same findings. */
export function findingsOf(rules: Rules, at: Case): Finding[] {
  const applies = (filter: Filter): boolean => filter.scope === "everyone" || !at.trusted;
  const findings: Finding[] = phrasesIn(at.text, rules.word.filter(applies)).map((filter) => found(filter, filter.value));
  const domains = [...new Set([...domainsIn(at.text), ...at.links.flatMap((link) => domainsIn(link))])];
  for (const filter of rules.link.filter(applies)) {
    const domain = domains.find((one) => domainFits(filter.value, one));
    if (domain) findings.push(found(filter, domain));
  }
  for (const filter of rules.newcomer.filter(applies)) {
    if (at.passed === 0 && at.ageHours < numberOf(filter, "hours", 24) && (filter.value === "all" || domains.length > 0)) findings.push(found(filter, domains[0] ?? ""));
  }
  for (const filter of rules.duplicate.filter(applies)) if (at.twice && at.text.length >= numberOf(filter, "length", 60)) findings.push(found(filter, ""));
  for (const filter of rules.fast.filter(applies)) if (at.recent >= numberOf(filter, "count", 5)) findings.push(found(filter, ""));
  for (const filter of rules.spam.filter(applies)) {
    if (at.score === undefined) continue;
    if (at.score >= numberOf(filter, "hold", 0.95)) findings.push(found(filter, at.score.toFixed(2)));
    else if (at.score >= numberOf(filter, "flag", 0.8)) findings.push({ ...found(filter, at.score.toFixed(2)), action: "flag" });
  }
  return findings;
}

/** What a list of findings comes to: the strictest action of them. */
export function actionOf(findings: readonly Finding[]): Finding["action"] | undefined {
  return (["refuse", "hold", "flag"] as const).find((action) => findings.some((finding) => finding.action === action));
}
