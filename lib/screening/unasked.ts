import { isStaff, type Member } from "#lib/core/actor.ts";
import { findingsOf } from "./judge.ts";
import { rulesInForce, textsForStanding } from "./rules.ts";

/**
 * Whether a text of someone with standing can be written without asking further: no rule that holds for everyone finds anything
 * in it. When not, `screen` decides. For places where people write a line every few seconds, so that each costs no statement.
 */
export async function passesUnasked(author: Member, text: string, { passed, ageHours }: { passed: number; ageHours: number }): Promise<boolean> {
  if (isStaff(author)) return true;
  if (author.tier === 0 && (passed < textsForStanding || ageHours < 24)) return false;
  const rules = await rulesInForce();
  if ([...rules.duplicate, ...rules.fast].some((rule) => rule.scope === "everyone")) return false;
  return findingsOf(rules, { text, links: [], trusted: true, ageHours, passed, twice: false, recent: 0, score: undefined }).length === 0;
}
