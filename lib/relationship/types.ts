export const signals = ["r", "f", "m", "v", "e", "p", "b"] as const;
export type Signal = (typeof signals)[number];
/** One of the seven terms: the raw signal, its saturation p in [0, 1], its weight, and the points of the factor it gives. */
export type Term = { signal: Signal; value: number; kappa: number | null; p: number; weight: number; points: number };
/** An external signal of a model version: what it is called, how it fades, when it is half full, what it weighs. */
export type Indicator = { name: string; label: string; halfLife: number; kappa: number; weight: number };
/** What an indicator said of a customer on a day, in UTC days since 1970. */
export type Told = { name: string; day: number; amount: number };
/** The term of an indicator, like one of the seven. */
export type IndicatorTerm = Omit<Term, "signal" | "kappa"> & { name: string; label: string; halfLife: number; kappa: number };
/** What a member may leave out of their own factor: kinds that belong together. */
export const choices = ["visits", "mail", "clicks", "participation", "purchases", "buzz", "indicators"] as const;
export type Choice = (typeof choices)[number];
/** One of them: whether it is left out, what the factor is now, and what it would be the other way round. */
export type Control = { choice: Choice; out: boolean; now: number; otherwise: number };
/** The default margin as it was set, with its number and reason. */
export type Margin = { version: number; percent: number; note: string; madeBy: string | null; madeAt: string };
/** A customer's net profit, term by term, in cents: net of orders, cost of goods (known, else by the margin), cost of serving. */
export type Profit = { orders: number; netCents: number; refundedCents: number; goodsCents: number; servingCents: number; profitCents: number; ordersWithoutCost: number; margin: { version: number; percent: number } };
/** What the member sees: the factor in [0, 100], why, and what one more of each kind would add. */
export type RelationshipView = {
  factor: number; version: number; asOf: string; terms: Term[]; indicators: IndicatorTerm[]; leftOut: Choice[];
  behind: { id: string; kind: string; signal: Signal | null; leftOut: boolean; occurredAt: string; subjectType: string; subjectId: string; reversed: boolean }[];
  wouldAdd: { kind: string; points: number; cappedToday: boolean }[];
};
/** What is short of a rule, as its member reads it: `share` is what their orders bring beside everybody's, `close` a factor that has held for a week. */
export type GapView = { what: "rf" | "close" | "stage" | "tenureDays" | "share"; has: number | null; needs: number | null };
export type TierStep = { id: string; kind: "up" | "down" | "notice" | "recovered" | "granted" | "grant-ended"; before: string; after: string; at: string; reason: string | null; gap: GapView[] };
/** Where a member stands on the ladder and how they came there. The segment is a key to what it means for them, never shown. */
export type PlaceView = {
  tier: number; name: string; since: string | null; segment: "A" | "B" | "C" | "D" | null; day: string | null; granted: boolean; grantUntil: string | null; gap: GapView[];
  next: { tier: number; name: string; gap: GapView[]; holds: boolean; days: number; on: string | null } | null; falling: { to: string; on: string | null; gap: GapView[] } | null;
  steps: TierStep[]; nights: { day: string; factor: number; tier: number }[];
};
