import type { DecisionName, Suggestion } from "./types.ts";

/** What a suggestion is made from: all of it is shown beside it. */
export type Evidence = { kind: string; reasons: string[]; flags: number; weight: number; score: number | null; upheld: number; rulings: number; posts: number; people: number };

/** What the desk may do with something of this kind. */
export function allowedFor(kind: string, subjectType: string): DecisionName[] {
  if (kind === "appeal") return ["approve", "dismiss"];
  return subjectType === "held" ? ["approve", "remove", "warn", "silence", "spam"] : ["approve", "remove", "warn", "silence", "spam", "dismiss"];
}

/** The act that fits the evidence, with its reasons, the strongest first. It is a suggestion: nothing happens by itself. */
export function suggest(of: Evidence): Suggestion {
  const spammy = of.reasons.some((reason) => reason === "spam" || reason.startsWith("spam:") || reason.startsWith("duplicate"));
  if (of.kind === "appeal") return { act: "approve", why: ["appeal"] };
  if ((of.score ?? 0) >= 0.95 && of.posts < 5) return { act: "spam", why: ["score", "newcomer"] };
  if (spammy && of.posts < 3 && (of.people > 1 || of.upheld > 0)) return { act: "spam", why: ["manySay", "newcomer"] };
  if (of.weight >= 3 && of.people >= 2) return of.rulings >= 2 ? { act: "silence", why: ["manySay", "earlier"] } : { act: "remove", why: ["manySay"] };
  if (of.people === 1 && of.weight < 0.7) return { act: "dismiss", why: ["oftenWrong"] };
  if (of.kind === "first" && of.flags <= 1) return { act: "approve", why: ["firstPost"] };
  if (of.kind === "held" || of.kind === "spam") return of.upheld > 0 ? { act: "remove", why: ["earlier"] } : { act: "approve", why: ["lookOnly"] };
  return of.upheld > 1 ? { act: "warn", why: ["earlier"] } : { act: "approve", why: ["lookOnly"] };
}
