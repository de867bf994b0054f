/** Figures of a customer that a rule compares: terms of the factor as they are now, figures of the last night, and plain facts. */
export const liveFigures = ["rf", "r", "f", "m", "v", "e", "p", "b"] as const;
export const nightFigures = ["rfNight", "net", "share", "rank", "alive", "value", "loss", "nextYear"] as const;
export const plainFigures = ["stage", "tenure", "orders", "spent", "tier"] as const;
export const figures = [...liveFigures, ...nightFigures, ...plainFigures] as const;
export type Figure = (typeof figures)[number];
export const comparisons = ["gte", "gt", "lte", "lt", "eq"] as const;
export type Comparison = (typeof comparisons)[number];
export const moments = ["lastOrder", "lastActive", "joined"] as const;
export type Moment = (typeof moments)[number];
export const segmentLetters = ["A", "B", "C", "D"] as const;

/** A set of segments that somebody moved from or to. */
export type Letter = (typeof segmentLetters)[number];
/** Who stands in one of `to` now and stood in one of `from` on the last night on or before a day. */
export type MovedLeaf = { field: "moved"; op: "since"; value: string; from: Letter[]; to: Letter[] };
/** What an indicator amounts to now: nothing where it was never told. */
export type IndicatorLeaf = { field: "indicator"; name: string; op: Comparison; value: number };

export type Leaf =
  | MovedLeaf | IndicatorLeaf | { field: "ids"; op: "in"; value: string[] }
  | { field: Figure; op: Comparison; value: number }
  | { field: "segment"; op: "in"; value: ("A" | "B" | "C" | "D")[] }
  | { [Field in "language" | "joinMonth" | "badge" | "selection" | "saved"]: { field: Field; op: "in"; value: string[] } }["language" | "joinMonth" | "badge" | "selection" | "saved"]
  | { field: "vital"; op: "is"; value: boolean }
  | { field: Moment; op: "within" | "before"; value: number }
  | { field: "bought"; op: "in"; value: string[]; days: number | null }
  | { field: "did"; kind: string; op: "gte" | "lt"; value: number; days: number }
  | { field: "category"; op: "in"; value: number[]; days: number | null } | { field: "tag"; op: "in"; value: number[]; days: number | null };
/** Who belongs, as data: all, any or none of some rules, down to one condition. */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Leaf;

export type Sampled = { id: string; name: string; handle: string; segment: string | null; tier: number; rf: number | null; netCents: number | null };
/** How many a rule holds for. Not exact: counted in a part, and multiplied. */
export type Counted = { count: number; exact: boolean; ms: number; sample: Sampled[] };
export type SegmentRow = { id: string; name: string; description: string; version: number; changedAt: string; by: string | null; counted: number | null; countedAt: string | null; archived: boolean };
export type SegmentVersion = { version: number; name: string; description: string; rule: Rule; backTo: number | null; by: string | null; at: string };
export type SegmentView = SegmentRow & { rule: Rule; versions: SegmentVersion[]; usedBy: { kind: string; id: string; name: string }[] };
export type Named = { value: string; name: string };
/** What a rule may choose from. */
export type Vocabulary = { kinds: string[]; indicators: Named[]; languages: string[]; products: Named[]; categories: Named[]; tags: Named[]; badges: string[]; selections: Named[]; segments: Named[]; asOf: string | null; currency: string };
