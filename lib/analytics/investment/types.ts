import type { Effect } from "./effect.ts";

export type { Effect, Verdict } from "./effect.ts";
export const groups = ["all", "A", "B", "C", "D"] as const;
export type Group = (typeof groups)[number];
/** What a night found: of so many who were served, how many have a match, whose year is whole, and what the pairs say, together and by the segment they stood in before. */
export type Look = { served: number | null; recent: number | null; unmatched: number | null; whole: number | null; effects: { group: Group; effect: Effect }[] };
/** What a year of serving cost, by what it was for. */
export type Spent = { kind: string; what: string | null; cases: number | null; members: number | null; cents: number | null };
export type Invested = { id: string; name: string; segment: string | null; cents: number; since: string; days: number; before: number; after: number };
export type InvestmentView = { individuals: boolean; currency: string; day: string | null; totalCents: number | null; members: number | null; spent: Spent[]; bySegment: { segment: string | null; members: number | null; cents: number | null }[]; look: Look | null; customers: Invested[] | null };
