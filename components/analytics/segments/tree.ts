import { figures, type Leaf, type Rule } from "#lib/analytics/segments/types.ts";

/** A rule as it is being written: groups that hold when all, any or none of what is in them does, and conditions. */
export type Mode = "all" | "any" | "none";
export type Group = { id: number; mode: Mode; parts: Part[] };
export type Condition = { id: number; leaf: Leaf };
export type Part = Group | Condition;
export const isGroup = (part: Part): part is Group => "parts" in part;

let last = 0;
const fresh = (): number => { last += 1; return last; };

/** A condition of a field, as one begins to write it. */
export function leafOf(field: string): Leaf {
  switch (field) {
    case "segment": return { field, op: "in", value: ["A"] };
    case "language": return { field, op: "in", value: ["en"] };
    case "joinMonth": return { field, op: "in", value: [new Date().toISOString().slice(0, 7)] };
    case "badge": case "selection": case "saved": return { field, op: "in", value: [] };
    case "ids": return { field, op: "in", value: [] };
    case "moved": return { field, op: "since", value: new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10), from: ["A", "B", "C", "D"], to: ["A"] };
    case "indicator": return { field, name: "", op: "gte", value: 1 };
    case "vital": return { field, op: "is", value: true };
    case "lastOrder": case "lastActive": case "joined": return { field, op: "within", value: 90 };
    case "bought": return { field, op: "in", value: [], days: null };
    case "did": return { field, kind: "visit", op: "gte", value: 1, days: 30 };
    case "category": case "tag": return { field, op: "in", value: [], days: null };
    default: return { field: figures.find((one) => one === field) ?? "rf", op: "gte", value: field === "rf" ? 50 : field === "alive" ? 0.5 : 1 };
  }
}

export const condition = (leaf: Leaf): Condition => ({ id: fresh(), leaf });
export const group = (mode: Mode, parts: Part[]): Group => ({ id: fresh(), mode, parts });

/** A rule, to be written on. */
export function partOf(rule: Rule): Part {
  if ("all" in rule) return group("all", rule.all.map(partOf));
  if ("any" in rule) return group("any", rule.any.map(partOf));
  if (!("not" in rule)) return condition(rule);
  return group("none", "any" in rule.not ? rule.not.any.map(partOf) : [partOf(rule.not)]);
}

/** The whole of a rule: always a group, so that there is a place for one more condition. */
export function rootOf(rule: Rule | null): Group {
  const part = rule ? partOf(rule) : group("all", []);
  return isGroup(part) ? part : group("all", [part]);
}

const finished = (leaf: Leaf): boolean => (leaf.field !== "moved" || (/^\d{4}-\d\d-\d\d$/.test(leaf.value) && leaf.from.length > 0 && leaf.to.length > 0)) && (leaf.field !== "indicator" || leaf.name !== "") && (typeof leaf.value === "string" || finishedValue(leaf));
const finishedValue = (leaf: Leaf): boolean => (Array.isArray(leaf.value) ? leaf.value.length > 0 : typeof leaf.value === "boolean" || Number.isFinite(leaf.value)) && (leaf.field !== "joinMonth" || leaf.value.every((one) => /^\d{4}-\d{2}$/.test(one)));

/** The rule that was written; undefined while something is not finished, null when there is nothing at all. */
export function ruleOfPart(part: Part): Rule | undefined | null {
  if (!isGroup(part)) return finished(part.leaf) ? part.leaf : undefined;
  const parts = part.parts.map(ruleOfPart).filter((one) => one !== null);
  if (parts.length === 0) return null;
  const whole = parts.filter((one) => one !== undefined);
  if (whole.length < parts.length) return undefined;
  const [only] = whole;
  if (part.mode === "none") return { not: { any: whole } };
  return whole.length === 1 && only ? only : part.mode === "all" ? { all: whole } : { any: whole };
}

/** The same tree with one part changed; `undefined` takes it out. */
export function changed(root: Group, id: number, by: (part: Part) => Part | undefined): Group {
  const walk = (part: Part): Part[] => {
    if (part.id === id) { const next = by(part); return next ? [next] : []; }
    return [isGroup(part) ? { ...part, parts: part.parts.flatMap(walk) } : part];
  };
  const [next] = walk(root);
  return next && isGroup(next) ? next : group("all", []);
}

/** How many conditions a rule has. */
export const sizeOf = (rule: Rule): number => ("all" in rule ? rule.all.reduce((sum, one) => sum + sizeOf(one), 0) : "any" in rule ? rule.any.reduce((sum, one) => sum + sizeOf(one), 0) : "not" in rule ? sizeOf(rule.not) : 1);
