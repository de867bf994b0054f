import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db, transact, type Tx } from "#lib/core/transact.ts";
import { maySeeIndividuals } from "../policy.ts";
import { type Asked, compileRule, isOne } from "../segments/compile.ts";
import { askedNow } from "../segments/count.ts";
import { resolvedOr } from "../segments/saved.ts";
import type { Rule } from "../segments/types.ts";
import { indicatorsOf } from "../indicators/queries.ts";
import { type FactRow, rowColumns, rowOf, sortingOf } from "./columns.ts";
import type { ColumnKey, CustomerList, CustomerRow, HowMany } from "./types.ts";

export type ListAsked = { sort: ColumnKey; dir: "asc" | "desc"; q: string; where: Rule | null; after?: string | undefined };
/** Where a list goes on: the sort value of the last row, null among those whose value is unknown, and its id. */
type Place = { at: string | null; id: string };
const pageSize = 100;
const counted = 10_000;

const encode = ({ at, id }: Place): string => Buffer.from(JSON.stringify([at, id])).toString("base64url");
function decode(text: string | undefined): Place | undefined {
  try {
    const [at, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString()) as [unknown, unknown];
    return (at === null || typeof at === "string") && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : undefined;
  } catch {
    return undefined;
  }
}

const like = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
type Filter = { from: string; where: string[]; values: unknown[] };

function filterOf({ q, where }: Pick<ListAsked, "q" | "where">, asked: Asked): Filter {
  const compiled = where ? compileRule(where, asked) : { sql: "true", values: [], from: "customer_fact c" };
  const filter: Filter = { from: compiled.from, where: [compiled.sql, isOne], values: compiled.values };
  // Up to two letters are how a name begins; a letter anywhere would be found in everybody.
  if (q) filter.where.push(`c.sort_name LIKE ${q.length < 3 ? "" : "'%' || "}search_fold($${filter.values.push(like(q))}) || '%'`);
  return filter;
}

async function walk(tx: Tx, filter: Filter, { sort, dir, place, limit }: { sort: ColumnKey; dir: "asc" | "desc"; place: Place | undefined; limit: number }): Promise<(FactRow & { at: string | null })[]> {
  const values = [...filter.values];
  const { sql, type, unknown, join } = sortingOf(sort, (value) => `$${values.push(value)}`);
  const [sign, order] = dir === "asc" ? [">", "ASC"] : ["<", "DESC"];
  const page = async (part: string[], by: string, more: number): Promise<(FactRow & { at: string | null })[]> => {
    const bound = [...values];
    const told = part.map((one) => one.replace("$at", () => `$${bound.push(place?.at ?? null)}`).replace("$id", () => `$${bound.push(place?.id ?? null)}`));
    return tx.query(`SELECT ${rowColumns}, ${sql}::text AS at FROM ${filter.from}${join} WHERE ${[...filter.where, ...told].join(" AND ")} ORDER BY ${by} LIMIT ${more}`, bound);
  };
  // Who has no such figure comes last, whichever way the list goes: a walk of its own.
  const known = place && place.at === null ? [] : await page([...(unknown ? [`${sql} IS NOT NULL`] : []), ...(place ? [`(${sql}, c.customer_id) ${sign} ($at::${type}, $id::uuid)`] : [])], `${sql} ${order}, c.customer_id ${order}`, limit);
  if (!unknown || known.length === limit) return known;
  return [...known, ...(await page([`${sql} IS NULL`, ...(place?.at === null ? [`c.customer_id ${sign} $id::uuid`] : [])], `c.customer_id ${order}`, limit - known.length))];
}

// Up to ten thousand are counted; of more, the planner knows about how many.
async function howMany(tx: Tx, filter: Filter, filtered: boolean): Promise<HowMany> {
  const where = filter.where.join(" AND ");
  const [row] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count FROM (SELECT 1 FROM ${filter.from} WHERE ${where} LIMIT ${counted + 1}) counted`, filter.values);
  const count = row?.count ?? 0;
  if (count <= counted) return { count, exact: true };
  if (!filtered) {
    const [all] = await tx.query<{ about: number }>("SELECT greatest(reltuples, 0)::float8 AS about FROM pg_class WHERE oid = 'customer_fact'::regclass");
    return { count: Math.max(count, Math.round(all?.about ?? 0)), exact: false };
  }
  const [plan] = await tx.query<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(`EXPLAIN (FORMAT JSON) SELECT 1 FROM ${filter.from} WHERE ${where}`, filter.values);
  return { count: Math.max(count, Math.round(plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0)), exact: false };
}

// What indicators say stands beside the rows: one statement for a page, none where the model has none.
async function withTold(rows: CustomerRow[], { model }: Asked): Promise<CustomerRow[]> {
  if (!model.indicators?.length || rows.length === 0) return rows;
  const told = await indicatorsOf(rows.map((row) => row.id));
  return rows.map((row) => ({ ...row, told: told.get(row.id) ?? {} }));
}

/** The book currency. */
export async function readCurrency(): Promise<string> {
  const [row] = await db().query<{ currency: string }>("SELECT currency FROM catalogue_setting");
  return row?.currency ?? "EUR";
}

/** One page of customers in the order of a column, under a rule and a part of the name; the first page says how many there are. */
export async function listCustomers(actor: Actor, by: ListAsked): Promise<CustomerList | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const currency = await readCurrency();
  return transact(async (tx) => {
    await tx.query("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true), set_config('statement_timeout', '10000', true)");
    const asked = await askedNow(tx);
    const filter = filterOf({ q: by.q, where: by.where && (await resolvedOr(tx, by.where)) }, asked);
    const place = decode(by.after);
    const rows = await walk(tx, filter, { sort: by.sort, dir: by.dir, place, limit: pageSize });
    const last = rows.at(-1);
    return {
      customers: await withTold(rows.map(({ at: _, ...row }) => rowOf(row, asked.totalCents)), asked), indicators: (asked.model.indicators ?? []).map(({ name, label }) => ({ name, label })), next: rows.length === pageSize && last ? encode({ at: last.at, id: last.id }) : null,
      asOf: asked.asOf, total: place ? null : await howMany(tx, filter, by.where !== null || by.q !== ""), currency,
    };
  });
}

/** Everybody of a list, a thousand at a time, for exports: each page is read when the one before was taken. */
export async function* everyCustomer(by: Omit<ListAsked, "after">): AsyncGenerator<CustomerRow[]> {
  for (let place: Place | undefined; ;) {
    const { rows, asked } = await transact(async (tx) => {
      await tx.query("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true)");
      const asked = await askedNow(tx);
      const filter = filterOf({ q: by.q, where: by.where && (await resolvedOr(tx, by.where)) }, asked);
      return { rows: await walk(tx, filter, { sort: by.sort, dir: by.dir, place, limit: 1000 }), asked };
    });
    const last = rows.at(-1);
    if (!last) return;
    yield withTold(rows.map(({ at: _, ...row }) => rowOf(row, asked.totalCents)), asked);
    if (rows.length < 1000) return;
    place = { at: last.at, id: last.id };
  }
}
