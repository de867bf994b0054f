import type { Estimate } from "./measures.ts";
import type { Quadrant } from "./worth.ts";

export type { Estimate, Quadrant };
/** What the funnel is split by. Referrers are people: only who sees individuals may ask for them. */
export const splits = ["channel", "thing", "programme", "referrer"] as const;
export type Split = (typeof splits)[number];
export const periods = [30, 90, 365] as const;
export const withins = [14, 30, 90] as const;
/** One line of the funnel: how many came through a link, joined, bought, bought again; null where it is too few to be shown. `touches` is null too where visits do not know it. */
export type FunnelRow = { key: string; name: string | null; touches: number | null; joined: number | null; bought: number | null; again: number | null; netCents: number | null };
export type FunnelView = {
  days: number; split: Split; currency: string; total: FunnelRow; rows: FunnelRow[]; held: number | null;
  /** What an acquisition costs elsewhere, what those who came by word of mouth would have cost, and which points they were given. */
  cost: { paidCents: number | null; savedCents: number | null; points: number | null };
};
export type ThingRow = { thing: string; id: string; title: string; path: string; touches: number; joined: number | null; bought: number | null; netCents: number | null; sharers: number | null };
export type ThingsView = { days: number; currency: string; things: ThingRow[] };
export type CohortRow = { month: string; members: number; joined: number | null; full: boolean; fullOn: string; k: Estimate | null; cycle: Estimate | null };
/** `madeAt` is when a kept figure was made, null where it is of this moment; `coming`: it is being made for the first time. */
export type GrowthView = { within: number; madeAt: string | null; coming: boolean; all: { members: number; joined: number; k: Estimate; cycle: Estimate | null; each: Estimate | null } | null; cohorts: CohortRow[] };
export type LeaderRow = { id: string; name: string; brought: number; below: number; bought: number; netCents: number; referralCents: number; valueCents: number | null; last: string };
export type LeadersView = { currency: string; leaders: LeaderRow[]; next: string | null };
export type WorthView = {
  madeAt: string | null; coming: boolean;
  currency: string; paidCents: number | null; medians: { valueCents: number; referralCents: number }; counts: Record<Quadrant, number>; more: number;
  points: { id: string; name: string; brought: number; valueCents: number; referralCents: number; quadrant: Quadrant }[];
};
/** Somebody in the tree: whom they brought themselves, everybody below them, and what those bought. */
export type TreeRow = { id: string; name: string; joined: string | null; brought: number; below: number; ownCents: number; belowCents: number };
/** A part of the picture: each with the place of who brought them in the same list (-1: the top). What is too small to be drawn is missing. */
export type TreeView = { currency: string; total: number; cents: number; least: number; nodes: (TreeRow & { parent: number })[] };
export type BranchView = { rows: TreeRow[]; next: string | null };
export type FoundView = { found: (TreeRow & { by: string | null })[] };
export type PathView = { path: TreeRow[] };
export type FeedRow = { kind: "visited" | "joined" | "purchased"; at: string; by: { id: string; name: string }; who: { id: string; name: string } | null; thing: string; title: string; channel: string; netCents: number | null };
export type FeedView = { currency: string; rows: FeedRow[] };
export type OfCustomerView = {
  currency: string; by: { id: string; name: string; at: string; channel: string; verdict: string; wouldHaveCome: string | null } | null; node: { brought: number; below: number; belowCents: number };
  brought: { id: string; name: string; at: string; boughtAt: string | null; netCents: number; verdict: string; below: number }[];
};
/** The people around a referral and what ties them: who brought whom, and what two of them share. */
export type RingView = { people: { id: string; name: string; part: "referrer" | "newcomer" | "other" }[]; ties: { from: string; to: string; kind: "brought" | "mail" | "device" | "address" | "place" }[] };
