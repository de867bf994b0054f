import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import type { AmountsView } from "#lib/analytics/indicators/types.ts";
import type { PortfolioView, Trail } from "#lib/analytics/types.ts";
import type { Part, Scale } from "./portfolio-view.ts";

/** What the picture is coloured by: where somebody stands, or what an indicator says of them (`indicator.<name>`). */
export type Colouring = "segment" | "tier" | "stage" | `indicator.${string}`;
/** How the picture is looked at. */
export type Look = { scale: Scale; colouring: Colouring; sized: boolean; trails: readonly Trail[] };
/** The thresholds that are being tried. */
export type Lines = { threshold: number; edgeCents: number };
/** What the picture is drawn of: points one by one, or cells; each with its place and the groups it may be coloured by. */
export type Mark = { rf: number; low: number; high: number; netCents: number; segment: string; tier: number; stage: number; count: number; value: number | null; at: number; told?: "none" | "below" | "above" };

/** The height of a net profit on a scale: what is below one unit stands on the ground. */
export const heightOf = (netCents: number, scale: Scale): number => (scale === "log" ? Math.log10(Math.max(1, netCents / 100)) : Math.max(0, netCents / 100));
/** The net profit at a height. */
export const centsAt = (height: number, scale: Scale): number => 100 * (scale === "log" ? 10 ** height : height);

/** All of the picture: the factor from 0 to 100, and up to whoever brings most. */
export function wholeOf(marks: readonly Mark[], dense: boolean, scale: Scale): Part {
  const top = marks.reduce((value, mark) => Math.max(value, dense ? mark.high : mark.netCents), 100);
  return { x: [0, 100], y: [0, scale === "log" ? Math.ceil(heightOf(top, "log") * 4) / 4 : Math.ceil((top * 1.05) / 10_000) * 100] };
}

/** Everything that is drawn, as marks in columns of one kind. */
export function marksOf({ picture }: Pick<PortfolioView, "picture">): Mark[] {
  if (picture.kind === "points")
    return picture.rf.map((rf, at) => ({ rf, low: picture.netCents[at] ?? 0, high: picture.netCents[at] ?? 0, netCents: picture.netCents[at] ?? 0, segment: picture.segments[at] ?? "D", tier: picture.tiers[at] ?? 0, stage: picture.stages[at] ?? 0, count: 1, value: picture.valueCents[at] ?? null, at }));
  const { cells, perDecade } = picture;
  const money = (row: number): number => (row === 0 ? 0 : 100 * 10 ** ((row - 1) / perDecade));
  return cells.x.map((x, at) => ({ rf: x, low: money(cells.y[at] ?? 0), high: 100 * 10 ** ((cells.y[at] ?? 0) / perDecade), netCents: cells.netCents[at] ?? 0, segment: cells.segments[at] ?? "D", tier: cells.tiers[at] ?? 0, stage: cells.stages[at] ?? 0, count: cells.customers[at] ?? 0, value: null, at }));
}

/** The groups of a colouring, in the order they are drawn and told. */
export const groupsOf = (colouring: Colouring): readonly string[] => (colouring === "segment" ? ["D", "C", "B", "A"] : colouring === "tier" ? ["0", "1", "2", "3"] : colouring === "stage" ? ["0", "1", "2", "3", "4", "5"] : ["none", "below", "above"]);
/** The group of a mark. */
export const groupOf = (mark: Mark, colouring: Colouring): string => (colouring === "segment" ? mark.segment : colouring === "tier" || colouring === "stage" ? String(mark[colouring]) : (mark.told ?? "none"));
/** The marks with what an indicator says of each: nothing, less than what half fills it, or more. */
export function toldOn(marks: readonly Mark[], ids: readonly string[], { ids: named, amounts, kappa }: AmountsView): Mark[] {
  const of = new Map(named.map((id, at) => [id, amounts[at] ?? 0]));
  return marks.map((mark) => { const amount = of.get(ids[mark.at] ?? ""); return { ...mark, told: amount === undefined ? "none" : amount < kappa ? "below" : "above" }; });
}

const tokens = { segment: { A: "copper", B: "steel", C: "sage", D: "ink-faint" }, tier: { 0: "ink-faint", 1: "steel", 2: "plum", 3: "gold" }, stage: { 0: "ink-faint", 1: "steel", 2: "sage", 3: "gold", 4: "copper", 5: "plum" } } as const;
/** The token a group is drawn in; the dots of the page have the same names. */
export function tokenOf(colouring: Colouring, group: string): "copper" | "steel" | "sage" | "ink-faint" | "plum" | "gold" {
  if (colouring.startsWith("indicator.")) return group === "above" ? "copper" : group === "below" ? "steel" : "ink-faint";
  return (tokens[colouring as keyof typeof tokens] as Record<string, "copper" | "steel" | "sage" | "ink-faint" | "plum" | "gold">)[group] ?? "ink-faint";
}

/** Where each point of the picture is drawn, those who bring most first: for the keys that walk it. */
export function walkOf(marks: readonly Mark[], colouring: Colouring): { seriesIndex: number; dataIndex: number }[] {
  const drawn = new Map(groupsOf(colouring).flatMap((group, seriesIndex) => marks.filter((mark) => groupOf(mark, colouring) === group).map((mark, dataIndex) => [mark.at, { seriesIndex, dataIndex }] as const)));
  return marks.toSorted((a, b) => b.netCents - a.netCents).map((mark) => drawn.get(mark.at) ?? { seriesIndex: 0, dataIndex: 0 });
}

/** Cells by place: how many stand in each, and the group most of them are of. */
export function cellsOf(marks: readonly Mark[], colouring: Colouring): { rf: number; low: number; high: number; count: number; group: string }[] {
  const places = new Map<string, { rf: number; low: number; high: number; count: number; groups: Map<string, number> }>();
  for (const mark of marks) {
    const key = `${mark.rf} ${mark.low}`;
    const place = places.get(key) ?? { rf: mark.rf, low: mark.low, high: mark.high, count: 0, groups: new Map<string, number>() };
    place.count += mark.count;
    place.groups.set(groupOf(mark, colouring), (place.groups.get(groupOf(mark, colouring)) ?? 0) + mark.count);
    places.set(key, place);
  }
  return [...places.values()].map(({ groups, ...place }) => ({ ...place, group: [...groups].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "D" }));
}

/** How strongly a cell is inked: by the logarithm of how many stand in it. */
export const inkOf = (theme: ChartTheme, token: keyof ChartTheme, { count, most }: { count: number; most: number }): string => faded(String(theme[token]), 0.18 + (0.82 * Math.log1p(count)) / Math.log1p(Math.max(1, most)));
