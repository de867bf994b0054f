import type { SelectionInput } from "#lib/analytics/schema.ts";
import type { ChurnQualityView, ChurnView, CohortsView, ConcentrationView, HandoversView, LadderView, NearView, OverviewView, PortfolioView, Rule, SelectionView, TaskView, TrailsView, ValidityView } from "#lib/analytics/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type TierEdit = { level: number; name?: string; rule?: Rule };

/** The studio's doors. */
export const analytics = {
  overview: () => call<OverviewView>("GET", "/api/studio/overview"),
  concentration: () => call<ConcentrationView>("GET", "/api/studio/concentration"),
  cohorts: () => call<CohortsView>("GET", "/api/studio/cohorts"),
  portfolio: () => call<PortfolioView>("GET", "/api/studio/portfolio"),
  counts: (threshold: number, vital: number, signal: AbortSignal) => call<{ counts: PortfolioView["counts"]; edgeCents: number }>("GET", `/api/studio/portfolio/counts?threshold=${threshold}&vital=${vital}`, signal),
  near: (by: { rfFrom: number; rfTo: number; netFrom: number; netTo: number }) => call<NearView>("GET", `/api/studio/portfolio/part?${new URLSearchParams(Object.entries(by).map(([name, value]) => [name, String(value)]))}`),
  trails: (since: string) => call<TrailsView>("GET", `/api/studio/portfolio/trails?since=${since}`),
  select: (shape: SelectionInput["shape"]) => call<SelectionView>("POST", "/api/studio/portfolio/selection", { shape }),
  setThresholds: (input: { threshold: number; vital: number; reason: string; version: number }) => call<PortfolioView["thresholds"]>("PUT", "/api/studio/portfolio/thresholds", input),
  saveSegment: (input: { name: string; rule: object; clientId: string }) => call<{ id: string }>("POST", "/api/studio/segments", input),
  keepSelection: (ids: string[]) => call<{ id: string }>("POST", "/api/studio/selections", { ids }),
  churn: (after: string | null) => call<ChurnView>("GET", `/api/studio/churn${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  churnQuality: () => call<ChurnQualityView>("GET", "/api/studio/churn/quality"),
  handOver: (id: string, note: string) => call<{ at: string; by: string | null; note: string }>("PUT", `/api/studio/churn/${id}/handover`, { note }),
  handovers: () => call<HandoversView>("GET", "/api/studio/handovers"),
  takeBack: (id: string) => call<Nothing>("DELETE", `/api/studio/churn/${id}/handover`),
  validity: () => call<ValidityView>("GET", "/api/studio/validity"),
  task: <Result>(id: string) => call<TaskView<Result>>("GET", `/api/studio/tasks/${id}`),
  look: (window: number) => call<TaskView>("POST", "/api/studio/validity/looks", { window }),
  calibrate: (window: number) => call<TaskView>("POST", "/api/studio/validity/calibrations", { window }),
  previewVersion: (version: number) => call<TaskView>("POST", `/api/studio/validity/versions/${version}/preview`),
  adopt: (version: number, reason: string) => call<{ version: number }>("PUT", `/api/studio/validity/versions/${version}/adopted`, { reason }),
  ladder: () => call<LadderView>("GET", "/api/studio/tiers"),
  previewLadder: (rules: { level: number; rule: Rule }[]) => call<TaskView>("POST", "/api/studio/tiers/preview", { rules }),
  changeLadder: (edits: TierEdit[], reason: string) => call<Nothing>("PUT", "/api/studio/tiers", { edits, reason }),
};
