import { dayOf } from "#lib/relationship/decay.ts";
import { factorOf, indicatorTermsOf, type Standing, termsOf } from "#lib/relationship/factor.ts";
import { type Signal, signals } from "#lib/relationship/types.ts";
import type { Asked } from "./compile.ts";
import type { Comparison, Figure, IndicatorLeaf, Leaf, Letter, MovedLeaf, Rule } from "./types.ts";

/** Everything a rule can ask of one customer, as it lies before it is computed. */
export type Known = {
  standing: Standing; tier: number; stage: number; language: string; joinedAt: Date; lastAt: Date | null; orders: number; lastOrderAt: Date | null; spentCents: number;
  night: { rf: number; netCents: number; rank: number | null; vital: boolean; segment: "A" | "B" | "C" | "D"; alive: number | null; nextYear: number | null; valueCents: number | null; lossCents: number | null } | null;
  did: readonly { kind: string; day: number; count: number }[]; bought: readonly { code: string; at: Date }[];
  wrote: readonly { categoryId: number; tagIds: readonly number[]; at: Date }[]; badges: readonly string[]; selections: readonly string[];
  id?: string; segmentSince?: string | null; segmentOn?: (day: string) => Letter | null;
};

const dayMs = 86_400_000;
const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = { gte: (a, b) => a >= b, gt: (a, b) => a > b, lte: (a, b) => a <= b, lt: (a, b) => a < b, eq: (a, b) => a === b };

function figureOf(field: Figure, known: Known, { model, at, totalCents }: Asked): number | null {
  const { night } = known;
  if (field === "rf") return factorOf(known.standing, model, at);
  if ((signals as readonly string[]).includes(field)) return termsOf(known.standing, model, at).find((term) => term.signal === (field as Signal))?.points ?? 0;
  switch (field) {
    case "rfNight": return night?.rf ?? null;
    case "net": return night?.netCents ?? null;
    case "share": return night && totalCents > 0 ? night.netCents / totalCents : null;
    case "rank": return night?.rank ?? null;
    case "stage": return known.stage;
    case "alive": return night?.alive ?? null;
    case "value": return night?.valueCents ?? null;
    case "loss": return night?.lossCents ?? null;
    case "nextYear": return night?.nextYear ?? null;
    case "tenure": return Math.floor((at.getTime() - known.joinedAt.getTime()) / dayMs);
    case "orders": return known.orders;
    case "spent": return known.spentCents;
    default: return known.tier;
  }
}

function holdsAmount({ name, op, value }: IndicatorLeaf, { standing }: Known, { model, at }: Asked): boolean {
  const told = (standing.told ?? []).some((one) => one.name === name && one.day <= dayOf(at));
  const term = indicatorTermsOf(standing, model, at).find((one) => one.name === name);
  return told && term !== undefined && compare[op](term.value, value);
}

function hasMoved({ value, from, to }: MovedLeaf, { night, segmentSince, segmentOn }: Known): boolean {
  const before = segmentOn?.(value) ?? null;
  return night !== null && to.includes(night.segment) && (segmentSince ?? "") > value && before !== null && from.includes(before);
}

function holdsLeaf(leaf: Leaf, known: Known, asked: Asked): boolean {
  const { at } = asked;
  const recent = (when: Date, days: number | null): boolean => days === null || when.getTime() >= at.getTime() - days * dayMs;
  switch (leaf.field) {
    case "segment": return known.night !== null && leaf.value.includes(known.night.segment);
    case "language": return leaf.value.includes(known.language);
    case "joinMonth": return leaf.value.includes(known.joinedAt.toISOString().slice(0, 7));
    case "vital": return (known.night?.vital ?? false) === leaf.value;
    case "badge": return known.badges.some((one) => leaf.value.includes(one));
    case "selection": return known.selections.some((one) => leaf.value.includes(one));
    case "saved": return false;
    case "ids": return leaf.value.includes(known.id ?? "");
    case "moved": return hasMoved(leaf, known);
    case "indicator": return holdsAmount(leaf, known, asked);
    case "bought": return known.bought.some((one) => leaf.value.includes(one.code) && recent(one.at, leaf.days));
    case "category": return known.wrote.some((one) => leaf.value.includes(one.categoryId) && recent(one.at, leaf.days));
    case "tag": return known.wrote.some((one) => one.tagIds.some((tag) => leaf.value.includes(tag)) && recent(one.at, leaf.days));
    case "did": {
      const today = dayOf(at);
      const count = known.did.filter((one) => one.kind === leaf.kind && one.day > today - leaf.days && one.day <= today).reduce((sum, one) => sum + one.count, 0);
      return leaf.op === "gte" ? count >= leaf.value : count < leaf.value;
    }
    case "lastOrder": case "lastActive": case "joined": {
      const when = { lastOrder: known.lastOrderAt, lastActive: known.lastAt, joined: known.joinedAt }[leaf.field];
      return when !== null && recent(when, leaf.value) === (leaf.op === "within");
    }
    default: {
      const value = figureOf(leaf.field, known, asked);
      // Figures of the night are kept as floats of four bytes: 0.1 is what prints as 0.1.
      const wanted = ["rfNight", "alive", "nextYear"].includes(leaf.field) ? Math.fround(leaf.value) : leaf.value;
      return value !== null && compare[leaf.op](value, wanted);
    }
  }
}

/** Whether a rule holds for a customer: the definition, slow and plain, that the compiled rule must agree with. */
export function holds(rule: Rule, known: Known, asked: Asked): boolean {
  if ("all" in rule) return rule.all.every((one) => holds(one, known, asked));
  if ("any" in rule) return rule.any.some((one) => holds(one, known, asked));
  return "not" in rule ? !holds(rule.not, known, asked) : holdsLeaf(rule, known, asked);
}
