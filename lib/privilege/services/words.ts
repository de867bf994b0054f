import { type ServiceSetting, type Span, targetKinds, type TargetKind } from "./types.ts";

/** One thing that a version of a category changed, plain enough to be said in words. Spans are those of a weekday; times and targets are minutes, amounts cents. */
export type Change =
  | { what: "name" | "does" | "doesNot" | "alternative" | "zone"; from: string; to: string } | { what: "taken" | "archived"; to: boolean }
  | { what: "weeklyCases" | "lineWeeks" | "caseCents" | "minuteCents" | "position"; from: number; to: number }
  | { what: "hours"; days: number[]; from: Span[]; to: Span[] } | { what: "holiday"; date: string; to: boolean } | { what: "target"; tier: number; kind: TargetKind; from: number; to: number };

const texts = ["name", "does", "doesNot", "alternative"] as const;
const numbers = ["weeklyCases", "lineWeeks", "caseCents", "minuteCents", "position"] as const;
const dayOf = ({ hours }: ServiceSetting, day: number): Span[] => hours.spans.filter((span) => span.day === day).sort((one, other) => one.from - other.from);
const same = (one: readonly Span[], other: readonly Span[]): boolean => one.length === other.length && one.every((span, at) => span.from === other[at]?.from && span.to === other[at]?.to);

// Days on which the same became the same are said together.
function daysChanged(before: ServiceSetting, after: ServiceSetting): Change[] {
  const changes: { what: "hours"; days: number[]; from: Span[]; to: Span[] }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const [from, to] = [dayOf(before, day), dayOf(after, day)];
    if (same(from, to)) continue;
    const alike = changes.find((one) => same(one.from, from) && same(one.to, to));
    if (alike) alike.days.push(day);
    else changes.push({ what: "hours", days: [day], from, to });
  }
  return changes;
}

function hoursChanged(before: ServiceSetting, after: ServiceSetting): Change[] {
  const [was, is] = [new Set(before.hours.holidays), new Set(after.hours.holidays)];
  return [
    ...(before.hours.zone === after.hours.zone ? [] : [{ what: "zone", from: before.hours.zone, to: after.hours.zone } as const]),
    ...daysChanged(before, after),
    ...[...new Set([...was, ...is])].sort().filter((date) => was.has(date) !== is.has(date)).map((date): Change => ({ what: "holiday", date, to: is.has(date) })),
  ];
}

/** What is different between two versions of a category, field by field, opening hours by weekdays, targets by tier; nothing when they say the same. */
export function changesOf(before: ServiceSetting, after: ServiceSetting): Change[] {
  return [
    ...texts.filter((what) => before[what] !== after[what]).map((what): Change => ({ what, from: before[what], to: after[what] })),
    ...(["taken", "archived"] as const).filter((what) => before[what] !== after[what]).map((what): Change => ({ what, to: after[what] })),
    ...hoursChanged(before, after),
    ...after.targets.flatMap((targets, tier) => targetKinds.map((kind): Change => ({ what: "target", tier, kind, from: before.targets[tier]?.[kind] ?? 0, to: targets[kind] }))).filter((one) => one.what === "target" && one.from !== one.to),
    ...numbers.filter((what) => before[what] !== after[what]).map((what): Change => ({ what, from: before[what], to: after[what] })),
  ];
}
