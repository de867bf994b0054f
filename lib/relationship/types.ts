export const signals = ["r", "f", "m", "v", "e", "p", "b"] as const;
export type Signal = (typeof signals)[number];
/** One of the seven terms: the raw signal, its saturation p in [0, 1], its weight, and the points of the factor it gives. */
export type Term = { signal: Signal; value: number; kappa: number | null; p: number; weight: number; points: number };
/** What the member sees: the factor in [0, 100], why, and what one more of each kind would add. */
export type RelationshipView = {
  factor: number; version: number; asOf: string; terms: Term[];
  behind: { id: string; kind: string; signal: Signal | null; occurredAt: string; subjectType: string; subjectId: string; reversed: boolean }[];
  wouldAdd: { kind: string; points: number; cappedToday: boolean }[];
};
