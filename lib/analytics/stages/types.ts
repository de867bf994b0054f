import type { Profit } from "#lib/relationship/types.ts";
import type { StageView } from "#lib/relationship/stages/types.ts";

export type { StageView };
export type FunnelStage = { stage: number; now: number | null; onward: number | null; reached: number | null };
/** What comes of needs in a year, step by step, until a newcomer brings a need of their own. */
export const loopSteps = ["forwarded", "learned", "met", "again", "brought", "newcomers", "began"] as const;
export type LoopStep = (typeof loopSteps)[number];
export type Stay = { stage: number; entered: number | null; median: number | null; watched: number | null };
export type Retention = { stage: number; entered: number | null; points: { month: number; share: number | null }[] };
export type Turned = { id: string; name: string; before: number; after: number; at: string; cause: string };
export type StagesView = {
  individuals: boolean; funnel: FunnelStage[]; loops: { completed: number | null; members: number | null; again: number | null }; chain: { step: LoopStep; count: number | null }[];
  stays: Stay[]; retention: Retention[]; latest: Turned[] | null;
};
export type CostRow = { kind: string; subject: string; cents: number; at: string };
/** A request without a word of what was wished: when, what became of it, how it was rated, what it cost. */
export type RequestRow = { id: string; at: string; state: "open" | "fulfilled" | "declined" | "withdrawn" | "lapsed" | "merged"; closedAt: string | null; understood: boolean; rating: number | null; cents: number };
/** What the studio sees of one customer's needs: the stage with its causes, their requests, and what serving them costs, as it is now. */
export type NeedsView = { currency: string; stage: StageView; requests: RequestRow[]; profit: Profit; costs: CostRow[] };
