import type { RelationshipView, Signal, Term } from "#lib/relationship/types.ts";
import type { Rule } from "../segments/types.ts";

/** What a list of customers shows and sorts by. */
export const columnKeys = ["name", "rf", "net", "share", "rank", "segment", "segmentSince", "tier", "stage", "value", "alive", "nextYear", "loss", "orders", "spent", "lastOrder", "lastActive", "joined", "language"] as const;
export type OwnColumn = (typeof columnKeys)[number];
/** A column of what an indicator of the live model amounts to. */
export type IndicatorColumn = `indicator.${string}`;
export type ColumnKey = OwnColumn | IndicatorColumn;
/** The indicator that a column is of; undefined of the list's own columns. */
export const indicatorIn = (key: string): string | undefined => /^indicator\.([a-z][a-z0-9-]{0,39})$/.exec(key)?.[1];
/** Whether a word names a column. */
export const isColumn = (word: string): word is ColumnKey => (columnKeys as readonly string[]).includes(word) || indicatorIn(word) !== undefined;
/** As the last night left them; all others are as they are now. */
export const nightly: readonly ColumnKey[] = ["rf", "net", "share", "rank", "segment", "segmentSince", "value", "alive", "nextYear", "loss"];
export const firstColumns: readonly ColumnKey[] = ["name", "rf", "net", "share", "segment", "tier", "value", "alive", "lastOrder"];

export type CustomerRow = {
  id: string; name: string; handle: string; tier: number; stage: number; language: string; joined: string; lastActive: string | null; orders: number; lastOrder: string | null; spent: number;
  rf: number | null; net: number | null; share: number | null; rank: number | null; vital: boolean; segment: string | null; segmentSince: string | null; alive: number | null; nextYear: number | null; value: number | null; loss: number | null;
  /** What each indicator that a list was asked for amounts to; not there where it was never told. */
  told?: Record<string, number>;
};
/** How many there are; not exact: about so many. */
export type HowMany = { count: number; exact: boolean };
export type CustomerList = { customers: CustomerRow[]; next: string | null; asOf: string | null; total: HowMany | null; currency: string; indicators: { name: string; label: string }[] };

/** How a list is looked at: what a saved view keeps. */
export type ViewSetting = { columns: ColumnKey[]; sort: ColumnKey; dir: "asc" | "desc"; q: string; where: Rule | null };
export type ViewRow = { id: string; name: string; shared: boolean; own: boolean; by: string; version: number; setting: ViewSetting };

export type NoteView = { id: string; body: string; by: { id: string; name: string } | null; version: number; at: string; editedAt: string | null; mine: boolean };
export type NoteVersion = { version: number; body: string; by: string | null; at: string };
export type TierChange = { kind: string; before: number; after: number; cause: Record<string, unknown>; day: string };
/** A tier that holds whatever the ladder says: given by a person for a reason, or, without one, there before the ladder was. */
export type GrantView = { level: number; until: string | null; reason: string | null; by: string | null };
export type OrderRow = { id: string; source: string; number: string; at: string; netCents: number; lines: { code: string; name: string; quantity: number | null }[] };
export type Interval = { value: number; low: number | null; high: number | null };
export type LifetimeView = { alive: Interval; value: Interval | null; nextYear: Interval; loss: number | null; asOf: string; drawn: number };
/** One thing that would move somebody to another segment. */
export type Change =
  | { axis: "x"; kind: "acts"; act: string; times: number; paidCents: number | null; from: number; to: number }
  | { axis: "x"; kind: "silence"; days: number; from: number; to: number }
  | { axis: "x"; kind: "turning"; up: boolean; since: string; on: string }
  | { axis: "y"; kind: "money"; missingCents: number; edgeCents: number }
  | { axis: "y"; kind: "margin"; overCents: number; edgeCents: number }
  | { axis: "y"; kind: "turning"; up: boolean; since: string; on: string };
export type SegmentMove = { day: string; from: string | null; to: string; axis: "x" | "y" | "both" | null; up: boolean | null; rf: number; netCents: number };

/** A customer as the studio knows them. */
export type PersonView = {
  customer: CustomerRow; asOf: string | null; currency: string; suspended: boolean; relationship: Pick<RelationshipView, "factor" | "terms" | "indicators" | "leftOut" | "version" | "wouldAdd">;
  lifetime: LifetimeView | null; changes: Change[]; tiers: TierChange[]; segments: SegmentMove[]; orders: { rows: OrderRow[]; next: string | null }; notes: NoteView[]; badges: string[]; grant: GrantView | null;
};
export type TimelineRow = { id: string; kind: string; at: string; value: number | null; subjectType: string; subjectId: string; title: string | null; source: string; reversed: boolean };
export type Timeline = { interactions: TimelineRow[]; next: string | null };
/** The factor and its terms on days of the past, under the model that is live now. */
export type History = { points: { day: string; factor: number; terms: Record<Signal, number>; segment: string | null; tier: number | null }[]; version: number };
export type { Signal, Term };
