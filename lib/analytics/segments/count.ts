import { type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { type Asked, compileRule, isOne, type Manner } from "./compile.ts";
import type { Counted, Rule, Sampled } from "./types.ts";

// In milliseconds, all of them together below the two seconds that a person waits.
const patience = { count: 1300, estimate: 500, sample: 700 } as const;
const most = 8;
const parts = 200;
// What the last night made of everybody together.
const readTotal = `SELECT (summary->>'netCents')::float8 AS total, day::text AS day FROM portfolio_day ORDER BY day DESC LIMIT 1`;

/** What rules are asked under right now: the live model, this instant, and the last night's sum. */
export async function askedNow(reader: Reader, at = new Date()): Promise<Asked & { asOf: string | null }> {
  const [model, [night]] = [await readModel(reader), await reader.query<{ total: number; day: string }>(readTotal)];
  return { model, at, totalCents: night?.total ?? 0, asOf: night?.day ?? null };
}

// A plan made for these very values, and room to find sets once for everybody in memory.
async function prepare(tx: Tx, milliseconds: number): Promise<void> {
  await tx.query("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '192MB', true), set_config('jit', 'off', true), set_config('statement_timeout', $1, true)", [String(milliseconds)]);
}

const tooLong = (error: unknown): boolean => (error as { code?: string }).code === "57014";
const sampled = `c.customer_id AS id, c.name, c.handle, c.segment, c.tier, c.rf, c.net_cents AS "netCents"`;

/** Reads under a rule, with a time after which it is given up: undefined then. */
export async function underRule<Row>(rule: Rule, read: (compiled: { where: string; from: string; values: unknown[] }) => { sql: string; values: unknown[] }, how: { manner?: Manner; milliseconds?: number; asked?: Asked } = {}): Promise<Row[] | undefined> {
  try {
    return await transact(async (tx) => {
      await prepare(tx, how.milliseconds ?? patience.count);
      const { sql, from, values } = compileRule(rule, how.asked ?? (await askedNow(tx)), { manner: how.manner ?? "sets" });
      const query = read({ where: `${sql} AND ${isOne}`, from, values });
      return tx.query<Row>(query.sql, query.values);
    });
  } catch (error) {
    if (tooLong(error)) return undefined;
    throw error;
  }
}

// A two-hundredth of the table's pages, the same every time: each customer of them is asked for alone. What the planner thinks is the last resort.
async function estimate(rule: Rule, asked: Asked): Promise<number> {
  const rows = await underRule<{ found: number; seen: number; all: number }>(rule, ({ where, from, values }) => ({
    sql: `SELECT count(*) FILTER (WHERE ${where})::int AS found, count(*)::int AS seen, (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'customer_fact'::regclass) AS all
      FROM ${from.replace("customer_fact c", `customer_fact c TABLESAMPLE SYSTEM (${100 / parts}) REPEATABLE (7)`)}`, values,
  }), { manner: "each", milliseconds: patience.estimate, asked });
  const [row] = rows ?? [];
  if (row && row.seen > 0) return Math.round((row.found / row.seen) * row.all);
  const plan = await underRule<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(rule, ({ where, from, values }) => ({ sql: `EXPLAIN (FORMAT JSON) SELECT 1 FROM ${from} WHERE ${where}`, values }), { asked });
  return plan?.[0]?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

// Where many are found, the first by factor are near the beginning of its index, each asked for alone; where few are, they are found first.
async function first(rule: Rule, asked: Asked, manner: Manner): Promise<Sampled[] | undefined> {
  const order = manner === "each" ? "c.rf DESC NULLS LAST, c.customer_id DESC" : "c.rf + 0 DESC NULLS LAST, c.customer_id";
  return underRule<Sampled>(rule, ({ where, from, values }) => ({ sql: `SELECT ${sampled} FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ${most}`, values }), { milliseconds: patience.sample, asked, manner });
}

/** For how many customers a rule holds now, and some of them. In time, always: what would take too long is estimated from a part, and said to be. */
export async function countRule(rule: Rule, { sample = true }: { sample?: boolean } = {}): Promise<Counted> {
  const began = performance.now();
  const asked = await transact(askedNow);
  const counting = underRule<{ count: number }>(rule, ({ where, from, values }) => ({ sql: `SELECT count(*)::int AS count FROM ${from} WHERE ${where}`, values }), { asked });
  const [rows, near] = await Promise.all([counting, sample ? first(rule, asked, "each") : undefined]);
  const exact = rows?.[0]?.count;
  const count = exact ?? (await estimate(rule, asked));
  const late = performance.now() - began > patience.sample;
  const found = near ?? (sample && count > 0 && !late ? await first(rule, asked, "sets") : undefined);
  return { count, exact: exact !== undefined, ms: Math.round(performance.now() - began), sample: found ?? [] };
}
