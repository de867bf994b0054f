import type { BranchView, FeedView, FoundView, FunnelView, GrowthView, LeadersView, OfCustomerView, PathView, RingView, Split, ThingsView, TreeView, WorthView } from "#lib/analytics/referrals/types.ts";
import type { ReviewItem } from "#lib/buzz/types.ts";
import { call } from "./call.ts";

const at = "/api/studio/referrals";
const go = (after: string | null | undefined): string => (after ? `after=${encodeURIComponent(after)}` : "");

/** Word of mouth as the studio asks of it. */
export const referralStudio = {
  funnel: (days: number, split: Split) => call<FunnelView>("GET", `${at}?days=${days}&split=${split}`),
  things: (days: number) => call<ThingsView>("GET", `${at}/things?days=${days}`),
  growth: (within: number) => call<GrowthView>("GET", `${at}/growth?within=${within}`),
  feed: () => call<FeedView>("GET", `${at}/feed`),
  leaders: (after: string | null) => call<LeadersView>("GET", `${at}/leaders?${go(after)}`),
  worth: () => call<WorthView>("GET", `${at}/worth`),
  tree: (root: string | null) => call<TreeView>("GET", `${at}/tree${root ? `?root=${root}` : ""}`),
  branch: (under: string | null, after: string | null) => call<BranchView>("GET", `${at}/branch?${[under ? `under=${under}` : "", go(after)].filter(Boolean).join("&")}`),
  path: (id: string) => call<PathView>("GET", `${at}/path/${id}`),
  find: (q: string, signal: AbortSignal) => call<FoundView>("GET", `${at}/search?q=${encodeURIComponent(q)}`, signal),
  of: (id: string) => call<OfCustomerView>("GET", `${at}/of/${id}`),
  ring: (id: string) => call<RingView>("GET", `${at}/ring/${id}`),
  reviews: (state: "open" | "decided", after: string | null) => call<{ items: ReviewItem[]; next: string | null }>("GET", `/api/referrals/review?state=${state}${after ? `&${go(after)}` : ""}`),
  decide: (id: string, input: { verdict: "approved" | "refused"; note: string; version: number }) => call<{ id: string; verdict: string; version: number }>("POST", `/api/referrals/${id}/decision`, input),
  setCost: (input: { paidCents: number | null; before: number | null }) => call<{ paidCents: number | null }>("PUT", `${at}/cost`, input),
};
