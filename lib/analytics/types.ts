import type { Concentration, Edges } from "#lib/relationship/concentration.ts";
import type { Segment } from "#lib/relationship/portfolio.ts";
import type { ChurnJudged } from "#lib/relationship/segments/churn-judged.ts";
import type { Reason } from "#lib/relationship/segments/churn.ts";
import type { Cohorts } from "#lib/relationship/segments/cohorts.ts";
import type { HandedOver, Handover } from "#lib/relationship/segments/handovers.ts";
import type { Moves } from "#lib/relationship/segments/moves.ts";
import type { Picture, Points } from "#lib/relationship/segments/picture.ts";
import type { Standing } from "#lib/relationship/segments/standing-lists.ts";
import type { ThresholdChange, Thresholds } from "#lib/relationship/segments/thresholds.ts";
import type { LadderPreview } from "#lib/relationship/tiers/editing.ts";
import type { Gap, Rule } from "#lib/relationship/tiers/ladder.ts";
import type { Preview } from "#lib/relationship/validity/preview.ts";
import type { Validity } from "#lib/relationship/validity/validity.ts";
import type { ModelVersion } from "#lib/relationship/validity/versions.ts";

export type { Concentration, Cohorts, Gap, Moves, Picture, Preview, Reason, Rule, Segment, Validity };
export type { Measure, Measures } from "#lib/relationship/validity/measures.ts";
type Who = { kind: string; role?: string };
const works = (actor: Who, roles: readonly string[]): boolean => actor.kind === "member" && roles.includes(actor.role ?? "");
/** Whether somebody sees individuals in the studio: marketers and admins. */
export const seesIndividuals = (actor: Who): boolean => works(actor, ["marketer", "admin"]);
/** Whether somebody sees the studio's figures: who sees individuals, and concierges, to whom groups under ten are not shown. */
export const seesFigures = (actor: Who): boolean => works(actor, ["concierge", "marketer", "admin"]);
export { smallest } from "#lib/core/small-groups.ts";

export const segmentNames = ["A", "B", "C", "D"] as const satisfies readonly Segment[];
export type Counts = Record<Segment, number | null>;
/** A sentence of the overview: what it says (`overview.said.<key>`), with the figures it says it of, and where its list is; null where the reader has none. */
export type Said = { key: "moved" | "risk" | "vital" | "net" | "tiers" | "joined" | "validity" | "invalid" | "weak" | "quiet"; figures: Record<string, number | string>; path: string | null };
export type OverviewView = { day: string | null; since: string | null; currency: string; customers: number | null; counts: Counts; netCents: number | null; individuals: boolean; said: Said[]; nights: { day: string; counts: Counts; netCents: number | null }[] };
export type PortfolioView = { day: string | null; currency: string; picture: Picture; thresholds: Thresholds; edges: Edges; counts: Record<Segment, number>; history: ThresholdChange[]; tiers: string[]; indicators: { name: string; label: string }[] };
/** A part of the picture from near: one by one, or null where they are too many for that. */
export type NearView = { points: Points | null };
export type SelectionView = {
  count: number; netCents: number; share: number | null; valueCents: number; lossCents: number; meanFactor: number; segments: Record<Segment, number>;
  first: { id: string; name: string; rf: number; netCents: number; segment: Segment }[]; ids: string[] | null;
};
export type Trail = { id: string; name: string; from: { rf: number; netCents: number; segment: Segment }; to: { rf: number; netCents: number; segment: Segment } };
export type TrailsView = { from: string; to: string; moved: number; fresh: number; counts: Moves["counts"]; trails: Trail[] } | { none: true };
export type WatchedView = Omit<Standing, "segmentSince"> & { reasons: Reason[]; handover: Handover | null };
/** Handovers, the latest first; those that are over only for who sees individuals. */
export type HandoversView = { individuals: boolean; currency: string; handovers: HandedOver[] };
export type ChurnView = { currency: string; watched: WatchedView[]; next: string | null };
export type ChurnQualityView = { judged: ChurnJudged | null };
/** How few make so much; null where they are too few to be shown to this reader. */
type Made = { making51: number | null; making80: number | null };
export type ConcentrationView = { day: string | null; currency: string; concentration: (Pick<Concentration, "buyers" | "netCents" | "gini"> & Made & { lorenz: (number | null)[]; topTenCents: number | null; without: (Pick<Concentration, "buyers" | "netCents" | "gini"> & Made) | null }) | null; top: { id: string; name: string; netCents: number; share: number }[] | null };
export type VersionView = Pick<ModelVersion, "version" | "kappa" | "weights" | "status" | "note" | "madeAt" | "adoptedAt"> & { indicators: { name: string; label: string; weight: number; kappa: number; halfLife: number }[]; judged: { live: Validity["measures"]["rf"]; draft: Validity["measures"]["rf"] } | null };
export type ValidityView = { runs: (Validity & { madeAt: string })[]; versions: VersionView[]; since: string | null; tasks: { look: TaskView | null; calibration: TaskView | null; preview: TaskView<Preview> | null } };
export type TierRow = { level: number; name: string; mark: string; rule: Rule | null; members: number };
export type DueRow = { id: string; name: string; level: number; on: string; gap: Gap[] };
export type LadderView = {
  tiers: TierRow[]; rising: DueRow[]; risingCount: number; falling: DueRow[]; fallingCount: number; week: { up: number; down: number; notice: number; recovered: number };
  notices: { id: string; name: string; day: string; level: number; gap: Gap[] }[]; edits: { id: string; by: string | null; at: string; reason: string }[];
  preview: TaskView<LadderPreviewView> | null;
};
export type LadderPreviewView = Omit<LadderPreview, "fallingA"> & { fallingA: { customerId: string; name: string; level: number; gap: Gap[] }[] };
export const taskKinds = ["look", "calibration", "version-preview", "ladder-preview"] as const;
export type TaskKind = (typeof taskKinds)[number];
/** Something the studio computes aside: how far it is, what came of it, or why nothing did (the code of a refusal, or `fault`). */
export type TaskView<Result = unknown> = { id: string; kind: TaskKind; asked: unknown; state: "waiting" | "running" | "done" | "failed"; progress: number; result: Result | null; problem: string | null; by: string | null; madeAt: string; endedAt: string | null };
export type CohortsView = { day: string | null; cohorts: Cohorts | null };
