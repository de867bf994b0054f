import type { Leaf } from "#lib/analytics/segments/types.ts";

/** The fields of a rule, as they are offered. */
export const fieldGroups = [
  { key: "now", fields: ["rf", "r", "f", "m", "v", "e", "p", "b", "indicator"] },
  { key: "night", fields: ["rfNight", "net", "share", "rank", "vital", "segment", "stage", "value", "alive", "nextYear", "loss", "moved"] },
  { key: "who", fields: ["tier", "tenure", "joinMonth", "joined", "language", "badge"] },
  { key: "did", fields: ["orders", "spent", "lastOrder", "bought", "lastActive", "did", "category", "tag"] },
  { key: "sets", fields: ["selection", "saved", "ids"] },
] as const;
export type FieldKey = (typeof fieldGroups)[number]["fields"][number];

/** What a figure is typed as, and how many of that are one of what is stored. */
const money = new Set<string>(["net", "spent", "value", "loss"]);
const share = new Set<string>(["share", "alive"]);
export const unitOf = (field: string): "money" | "percent" | "days" | "plain" => (money.has(field) ? "money" : share.has(field) ? "percent" : field === "tenure" ? "days" : "plain");
export const timesOf = (field: string): number => (unitOf(field) === "money" ? 100 : unitOf(field) === "percent" ? 0.01 : 1);
/** Whether a condition compares a figure. */
export const isFigure = (leaf: Leaf): leaf is Extract<Leaf, { op: "gte" | "gt" | "lte" | "lt" | "eq" }> & { field: Exclude<FieldKey, "did"> } => typeof leaf.value === "number" && !("kind" in leaf) && !("name" in leaf) && leaf.op !== "within" && leaf.op !== "before";
