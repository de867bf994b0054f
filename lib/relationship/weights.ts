import type { Signal } from "./types.ts";

/** A signal that is kept as a decayed sum; recency (r) is kept as an instant instead. */
export type Decaying = Exclude<Signal, "r">;
export const decaying = ["f", "m", "v", "e", "p", "b"] as const satisfies readonly Decaying[];

/**
 * How one kind of interaction counts. `cap` is how many of a day count (null: all). `money`: its value goes to m.
 * `made`: the customer did it themselves, so it moves recency.
 */
export type Weighing = { signal: Decaying; weight: number; cap: number | null; money: boolean; made: boolean };

const acts = (signal: Decaying, weight: number, cap: number): Weighing => ({ signal, weight, cap, money: false, made: true });
const receives = (signal: Decaying, weight: number, cap: number | null): Weighing => ({ signal, weight, cap, money: false, made: false });

// mail.opened is absent on purpose: open pixels are unreliable, so it is recorded and never scored.
// mail.clicked does not move recency: link scanners click too, and a person's click starts a visit anyway.
const table: Record<string, Weighing> = {
  visit: acts("v", 1, 4),
  "mail.received": acts("e", 1, 5),
  "mail.clicked": receives("e", 0.25, 4),
  purchase: { signal: "f", weight: 1, cap: null, money: true, made: true },
  // A cancellation that arrives as a record of its own (negative value): it takes money back, not the act of buying.
  refund: { signal: "m", weight: 0, cap: null, money: true, made: false },
  "topic.created": acts("p", 2, 5),
  "post.created": acts("p", 1, 20),
  "answer.accepted": receives("p", 4, 5),
  "reaction.received": receives("p", 0.25, 20),
  "reaction.given": acts("p", 0.1, 20),
  "review.published": acts("p", 3, 3),
  "review.helpful": receives("p", 0.5, 20),
  "chat.message": acts("p", 0.1, 20),
  "poll.voted": acts("p", 1, 5),
  "quiz.completed": acts("p", 1, 5),
  "survey.answered": acts("p", 1, 5),
  "event.attended": acts("p", 2, 2),
  "idea.submitted": acts("p", 2, 3),
  "request.forwarded": acts("p", 1, 5),
  "share.created": acts("b", 0.2, 5),
  "referral.visited": receives("b", 0.1, 20),
  "referral.joined": receives("b", 2, 20),
  "referral.purchased": receives("b", 5, null),
};

/** Every scored kind with its weighing (model, section 1). A kind that is not here is recorded and never scored. */
export const weighings: ReadonlyMap<string, Weighing> = new Map(Object.entries(table));
export const scoredKinds: readonly string[] = [...weighings.keys()];
export const madeKinds: readonly string[] = scoredKinds.filter((kind) => weighings.get(kind)?.made);

/** The kind an interaction is scored as: a purchase of negative value is a cancellation, hence a refund. */
export function scoredKind(kind: string, value: number | null): string {
  return kind === "purchase" && value !== null && value < 0 ? "refund" : kind;
}

/** `scoredKind` as an SQL expression over the ledger's columns. */
export const scoredKindSql = "CASE WHEN kind = 'purchase' AND value < 0 THEN 'refund' ELSE kind END";

/** The signals an interaction of this kind feeds. */
export function feeds(kind: string): Decaying[] {
  const weighing = weighings.get(kind);
  if (!weighing) return [];
  return weighing.money && weighing.signal !== "m" ? [weighing.signal, "m"] : [weighing.signal];
}
