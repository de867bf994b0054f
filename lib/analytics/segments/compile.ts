import { dayOf, halfLives, recencyHalfLife } from "#lib/relationship/decay.ts";
import type { Model } from "#lib/relationship/factor.ts";
import { kindOf, parts } from "#lib/relationship/indicators.ts";
import { type Indicator, type Signal, signals } from "#lib/relationship/types.ts";
import { segmentOnSql } from "#lib/relationship/segments/segment-on.ts";
import type { Comparison, Figure, IndicatorLeaf, Leaf, MovedLeaf, Rule } from "./types.ts";

/** What a rule is asked under: the live model, the instant, and what all net profit of the last night sums up to. */
export type Asked = { model: Model; at: Date; totalCents: number };
/** A rule as SQL over `customer_fact c` (and `relationship r` when it asks for what is live), with its parameters. */
export type Compiled = { sql: string; values: unknown[]; from: string };
/** `sets`: what is asked of other tables is found once for everybody; `each`: once for each customer looked at, which is better for few of them. */
export type Manner = "sets" | "each";

/** Leaves out accounts that turned out to be another's; asked once for a statement, so that no plan turns on it. */
export const isOne = "c.customer_id <> ALL (ARRAY(SELECT m.from_id FROM account_merge m WHERE m.undone_at IS NULL))";
const dayMs = 86_400_000;
const signs: Readonly<Record<Comparison, string>> = { gte: ">=", gt: ">", lte: "<=", lt: "<", eq: "=" };
const columns = { rfNight: "c.rf", net: "c.net_cents", rank: "c.rank", stage: "c.stage", alive: "c.alive", value: "c.value_cents", loss: "c.loss_cents", nextYear: "c.next_year", orders: "c.orders", spent: "c.spent_cents", tier: "c.tier" } as const;
const nullable = new Set<Figure>(["rfNight", "net", "rank", "alive", "value", "loss", "nextYear"]);
const momentColumns = { lastOrder: "c.last_order_at", lastActive: "c.last_at", joined: "c.joined_at" } as const;
// A four-byte float is compared as what it prints as, which is what people typed.
const shown = new Set<Figure>(["rfNight", "alive", "nextYear"]);

type Bind = (value: unknown) => string;
type Work = Asked & { bind: Bind; manner: Manner; live: boolean; joins: Map<string, string> };
const wholeOf = ({ weights, indicators = [] }: Model): number => signals.reduce((sum, one) => sum + weights[one], 0) + indicators.reduce((sum, one) => sum + one.weight, 0);

// s/(s + κ) with s = a·2^(−age/h) is a/(a + κ·2^(age/h)): one power for each signal (model, sections 2 and 3).
function termSql(signal: Signal, { model, bind, at }: Work): string {
  const total = wholeOf(model);
  const points = bind(total > 0 ? (100 * model.weights[signal]) / total : 0);
  if (signal === "r") return `CASE WHEN r.last_at IS NULL THEN 0 ELSE ${points}::float8 * exp(-${Math.LN2 / recencyHalfLife / 86_400}::float8 * greatest(0, date_part('epoch', ${bind(at)}::timestamptz - r.last_at))) END`;
  const age = `greatest(0, ${bind(dayOf(at))}::int - (r.day - '1970-01-01'::date))`;
  return `CASE WHEN r.${signal} > 0 THEN ${points}::float8 * r.${signal} / (r.${signal} + ${bind(model.kappa[signal])}::float8 * exp(${Math.LN2 / halfLives[signal]}::float8 * ${age})) ELSE 0 END`;
}

// What an external indicator told, brought forward from each of its days; found once for everybody.
function toldSql(one: Indicator, { bind, at, joins }: Work): string {
  const name = joins.has(one.name) ? `n${[...joins.keys()].indexOf(one.name)}` : `n${joins.size}`;
  if (!joins.has(one.name)) joins.set(one.name, ` LEFT JOIN (SELECT i.customer_id, sum(i.value / ${parts}::float8 * exp(${-Math.LN2 / one.halfLife}::float8 * greatest(0, ${bind(dayOf(at))}::int - (i.day - '1970-01-01'::date)))) AS s
    FROM interaction_day i WHERE i.kind = ${bind(kindOf(one.name))}::text AND i.day <= '1970-01-01'::date + ${bind(dayOf(at))}::int AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = i.customer_id AND x.kind = i.kind) GROUP BY 1) ${name} ON ${name}.customer_id = c.customer_id`);
  return `${name}.s`;
}

function indicatorSql(one: Indicator, work: Work): string {
  const { bind, model } = work;
  const total = wholeOf(model);
  const told = toldSql(one, work);
  return `CASE WHEN ${told} > 0 THEN ${bind(total > 0 ? (100 * one.weight) / total : 0)}::float8 * ${told} / (${told} + ${bind(one.kappa)}::float8) ELSE 0 END`;
}

function figureSql(leaf: Extract<Leaf, { field: Figure }>, work: Work): string {
  const { field, op, value } = leaf;
  const { bind } = work;
  const sign = signs[op];
  if (field === "rf" || (signals as readonly string[]).includes(field)) {
    work.live = true;
    const sql = field === "rf" ? [...signals.map((signal) => termSql(signal, work)), ...(work.model.indicators ?? []).map((one) => indicatorSql(one, work))].join(" + ") : termSql(field as Signal, work);
    return `(${sql}) ${sign} ${bind(value)}::float8`;
  }
  if (field === "share") return work.totalCents > 0 ? `(c.net_cents IS NOT NULL AND c.net_cents ${sign} ${bind(value * work.totalCents)}::float8)` : "false";
  if (field === "tenure") return `floor(date_part('epoch', ${bind(work.at)}::timestamptz - c.joined_at) / 86400) ${sign} ${bind(value)}::float8`;
  const column = columns[field as keyof typeof columns];
  // Whole numbers are compared as such, which the column's index can do.
  const compared = `${column} ${sign} ${shown.has(field) ? `${bind(Math.fround(value))}::real` : `${bind(value)}::${Number.isInteger(value) ? "bigint" : "float8"}`}`;
  return nullable.has(field) ? `(${column} IS NOT NULL AND ${compared})` : compared;
}

const since = (days: number | null, { at, bind }: Work, column: string): string => (days === null ? "" : ` AND ${column} >= ${bind(new Date(at.getTime() - days * dayMs))}::timestamptz`);
// Somebody is in a set found elsewhere; asked for each customer, the set is theirs alone.
const among = (work: Work, column: string, query: string): string => `c.customer_id IN (SELECT ${column} FROM ${query}${work.manner === "each" ? ` AND ${column} = c.customer_id` : ""}`;

function didSql({ kind, op, value, days }: Extract<Leaf, { field: "did" }>, work: Work): string {
  const { bind } = work;
  const did = `${among(work, "customer_id", `interaction_day WHERE kind = ${bind(kind)}::text AND day > '1970-01-01'::date + ${bind(dayOf(work.at) - days)}::int AND day <= '1970-01-01'::date + ${bind(dayOf(work.at))}::int`)} GROUP BY customer_id HAVING sum(count) >= ${bind(value)}::int)`;
  return op === "gte" ? did : `NOT (${did})`;
}

function elsewhereSql(leaf: Extract<Leaf, { field: "bought" | "category" | "tag" | "badge" | "selection" }>, work: Work): string {
  const { bind } = work;
  if (leaf.field === "bought") return `${among(work, "customer_id", `purchase_line WHERE product_code = ANY(${bind(leaf.value)}::text[])${since(leaf.days, work, "placed_at")}`)})`;
  if (leaf.field === "badge") return `${among(work, "account_id", `badge WHERE badge = ANY(${bind(leaf.value)}::text[])`)})`;
  if (leaf.field === "selection") return `${among(work, "customer_id", `customer_selected WHERE selection_id = ANY(${bind(leaf.value)}::uuid[])`)})`;
  const about = leaf.field === "category" ? `t.category_id = ANY(${bind(leaf.value)}::bigint[])` : `EXISTS (SELECT 1 FROM topic_tag g WHERE g.topic_id = t.id AND g.tag_id = ANY(${bind(leaf.value)}::bigint[]))`;
  return `${among(work, "p.author_id", `post p JOIN topic t ON t.id = p.topic_id WHERE ${about} AND p.deleted_at IS NULL AND t.deleted_at IS NULL${since(leaf.days, work, "p.created_at")}`)})`;
}

// Nobody has an amount of what the live model does not know.
function amountSql({ name, op, value }: IndicatorLeaf, work: Work): string {
  const one = work.model.indicators?.find((each) => each.name === name);
  if (!one) return "false";
  const told = toldSql(one, work);
  return `(${told} IS NOT NULL AND ${told} ${signs[op]} ${work.bind(value)}::float8)`;
}

// Whoever moved stands in their segment since a later day; only those are looked up in the night that was.
function movedSql({ value, from, to }: MovedLeaf, { bind }: Work): string {
  const day = bind(value);
  return `(c.segment IS NOT NULL AND c.segment = ANY(${bind(to)}::"char"[]) AND c.segment_since IS NOT NULL AND c.segment_since > ${day}::date AND coalesce(${segmentOnSql("c.customer_id", `${day}::date`)} = ANY(${bind(from.map((letter) => "ABCD".indexOf(letter)))}::int[]), false))`;
}

function leafSql(leaf: Leaf, work: Work): string {
  const { bind } = work;
  switch (leaf.field) {
    case "segment": return `(c.segment IS NOT NULL AND c.segment = ANY(${bind(leaf.value)}::"char"[]))`;
    case "language": return `c.locale = ANY(${bind(leaf.value)}::text[])`;
    case "vital": return `c.vital = ${bind(leaf.value)}::boolean`;
    case "joinMonth": return `to_char(c.joined_at AT TIME ZONE 'UTC', 'YYYY-MM') = ANY(${bind(leaf.value)}::text[])`;
    case "ids": return `c.customer_id = ANY(${bind(leaf.value)}::uuid[])`;
    case "moved": return movedSql(leaf, work);
    case "indicator": return amountSql(leaf, work);
    case "did": return didSql(leaf, work);
    case "bought": case "badge": case "selection": case "category": case "tag": return elsewhereSql(leaf, work);
    // Rules of other segments are put in its place before (resolve); one that is not there holds for nobody.
    case "saved": return "false";
    case "lastOrder": case "lastActive": case "joined": {
      const column = momentColumns[leaf.field];
      return `(${column} IS NOT NULL AND ${column} ${leaf.op === "within" ? ">=" : "<"} ${bind(new Date(work.at.getTime() - leaf.value * dayMs))}::timestamptz)`;
    }
    default: return figureSql(leaf, work);
  }
}

function ruleSql(rule: Rule, work: Work): string {
  if ("all" in rule) return `(${rule.all.map((one) => ruleSql(one, work)).join(" AND ")})`;
  if ("any" in rule) return `(${rule.any.map((one) => ruleSql(one, work)).join(" OR ")})`;
  return "not" in rule ? `NOT (${ruleSql(rule.not, work)})` : leafSql(rule, work);
}

/**
 * A rule as one condition in SQL. Every part of it is true or false, never unknown, so that `not` means what it says. Nothing
 * of the rule stands in the text: values are parameters, names come from tables of our own. `taken` are parameters before.
 */
export function compileRule(rule: Rule, asked: Asked, { manner = "sets", taken = [] }: { manner?: Manner; taken?: readonly unknown[] } = {}): Compiled {
  const values: unknown[] = [...taken];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const work: Work = { ...asked, bind, manner, live: false, joins: new Map() };
  const sql = ruleSql(rule, work);
  return { sql, values, from: `customer_fact c${work.live ? " LEFT JOIN relationship r ON r.customer_id = c.customer_id" : ""}${[...work.joins.values()].join("")}` };
}
