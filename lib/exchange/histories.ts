import { dirname, join } from "node:path";
import { existsSync, readdirSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Buyer } from "#lib/relationship/lifetime/report.ts";
import { instantOf } from "./orders-read.ts";
import { readText, SourceError } from "./source.ts";

/** Customers with their histories in weeks, watched for `weeks` from the first of all purchases; `actual` counts all repeat purchases by week, as far as the file goes. */
export type Book = { format: string; buyers: Buyer[]; weeks: number; window: number; until: string | null; actual: number[] };
type Cells = Record<string, string>;
type Bought = { customer: string; day: number; value: number };

const dayMs = 86_400_000;
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

async function textOf(path: string): Promise<string> {
  let text = "";
  for await (const part of readText(path)) text += part;
  return text;
}

function numberIn(cell: string | undefined, where: string): number {
  const value = Number(cell?.trim() || "x");
  if (!Number.isFinite(value)) throw new SourceError(`${where}: "${cell ?? ""}" is not a number.`);
  return value;
}

// Names are looked up as they are spelt first: t and T, x and X are different things in this field.
function column(header: readonly string[], ...names: string[]): string | undefined {
  return names.map((name) => header.find((one) => one === name)).find(Boolean) ?? names.map((name) => header.find((one) => plain(one) === name)).find(Boolean);
}

function summaries(path: string, header: readonly string[], rows: Cells[]): Book {
  const [id, x, tx, T] = [column(header, "cust", "customer", "customerid", "id"), column(header, "x", "frequency"), column(header, "tx", "t_x", "recency"), column(header, "T", "age")];
  const [mean, later] = [column(header, "m", "zbar", "monetary", "monetaryvalue"), column(header, "xstar", "holdout")];
  const buyers = rows.map((row, index): Buyer => {
    const of = (name: string | undefined): number => numberIn(row[name ?? ""], `${path}, row ${index + 1}`);
    const history = { x: of(x), tx: of(tx), T: of(T) };
    return { id: id ? (row[id] ?? "") : String(index + 1), history, spent: { x: history.x, mean: mean ? of(mean) : 0 }, later: later ? of(later) : null };
  });
  const weeks = Math.ceil(buyers.reduce((most, { history }) => Math.max(most, history.T), 0));
  return { format: "summaries", buyers, weeks, window: weeks, until: null, actual: [] };
}

function tableOf(path: string, header: readonly string[], rows: Cells[]): Bought[] {
  const [customer, date, value] = [column(header, "customer_id", "customerid", "customer", "cust", "id"), column(header, "date", "invoicedate", "orderdate"), column(header, "value", "amount", "spend", "net")];
  if (!customer || !date) throw new SourceError(`${path} has neither x, t_x and T, nor a customer and a date: its columns are ${header.join(", ")}.`);
  return rows.map((row, index) => {
    const at = instantOf(row[date] ?? "");
    if (!at) throw new SourceError(`${path}, row ${index + 1}: "${row[date] ?? ""}" is not a date.`);
    return { customer: row[customer] ?? "", day: Math.floor(at.getTime() / dayMs), value: value ? numberIn(row[value], `${path}, row ${index + 1}`) : 0 };
  });
}

// CDNOW's own files have no header: [master id] id yyyymmdd compact-discs value.
function originalOf(path: string, text: string): Bought[] {
  return text.trim().split("\n").map((line, index) => {
    const cells = line.trim().split(/\s+/);
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(cells.at(-3) ?? "") ?? [];
    if (!year) throw new SourceError(`${path}, line ${index + 1} is no purchase: an id, a date as yyyymmdd, a number of discs and a value were expected.`);
    return { customer: cells[cells.length - 4] ?? "", day: Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs, value: numberIn(cells.at(-1), `${path}, line ${index + 1}`) };
  });
}

function transactions(format: string, bought: readonly Bought[], until: Date | undefined): Book {
  const firstDay = bought.reduce((least, { day }) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const lastDay = bought.reduce((most, { day }) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  // Unless told otherwise, the models see the first half of the whole weeks.
  const end = until ? Math.floor(until.getTime() / dayMs) : firstDay + 7 * Math.floor((lastDay - firstDay + 1) / 14) - 1;
  const byCustomer = Map.groupBy(bought, ({ customer }) => customer);
  const buyers: Buyer[] = [];
  const repeats: number[] = [];
  for (const [id, own] of byCustomer) {
    const days = new Map<number, number>();
    for (const { day, value } of own) days.set(day, (days.get(day) ?? 0) + value);
    const order = [...days.keys()].sort((a, b) => a - b);
    const first = order[0] ?? end;
    if (first > end) continue;
    const known = order.filter((day) => day > first && day <= end);
    repeats.push(...order.filter((day) => day > first));
    const history = { x: known.length, tx: ((known.at(-1) ?? first) - first) / 7, T: (end - first) / 7 };
    const mean = known.length ? known.reduce((sum, day) => sum + (days.get(day) ?? 0), 0) / known.length : 0;
    buyers.push({ id, history, spent: { x: known.length, mean }, later: lastDay > end ? order.filter((day) => day > end).length : null });
  }
  const weekOf = (day: number): number => Math.floor((day - firstDay) / 7);
  const actual = new Array<number>(weekOf(lastDay) + 1).fill(0);
  for (const day of repeats) actual[weekOf(day)] = (actual[weekOf(day)] ?? 0) + 1;
  for (const week of actual.keys()) actual[week] = (actual[week] ?? 0) + (actual[week - 1] ?? 0);
  return { format, buyers, weeks: (end - firstDay + 1) / 7, window: Math.max(1, (lastDay - end) / 7), until: new Date(end * dayMs).toISOString().slice(0, 10), actual };
}

/**
 * Reads purchase histories: a CSV of summaries (x, t_x, T in weeks), a CSV of purchases (customer, date, value), or the
 * original CDNOW text. Purchases of one day are one; `until` ends what the models see, and what follows is what they are
 * judged on. Throws a SourceError when the file is none of these.
 */
export async function readHistories(path: string, until?: Date): Promise<Book> {
  const text = await textOf(path);
  if (/^\s*\d+(\s+\d+)?\s+\d{8}\s+\d+\s+[\d.]+\s*$/m.test(text.slice(0, text.indexOf("\n") + 1 || undefined))) return transactions("original", originalOf(path, text), until);
  let rows: Cells[];
  try {
    rows = parse(text, { bom: true, columns: (names: string[]) => names.map((name) => name.trim()), skip_empty_lines: true }) as Cells[];
  } catch (error) {
    throw new SourceError(`${path} is not CSV: ${(error as Error).message}`);
  }
  const header = Object.keys(rows[0] ?? {});
  if (rows.length === 0) throw new SourceError(`${path} is empty.`);
  const summarised = column(header, "x", "frequency") && column(header, "tx", "t_x", "recency") && column(header, "T", "age");
  return summarised ? summaries(path, header, rows) : transactions("purchases", tableOf(path, header, rows), until);
}

/** Cumulative repeat purchases by week from a CSV of `week,actual…`, for example the one beside the file; undefined when there is none. */
export async function readTracking(path: string, told?: string): Promise<number[] | undefined> {
  const beside = readdirSync(dirname(path)).find((name) => /^tracking.*\.csv$/.test(name));
  const file = told ?? (beside && join(dirname(path), beside));
  if (!file) return undefined;
  if (!existsSync(file)) throw new SourceError(`There is no file ${file}.`);
  const rows = parse(await textOf(file), { bom: true, columns: true, skip_empty_lines: true }) as Cells[];
  const name = Object.keys(rows[0] ?? {}).find((one) => one.startsWith("actual"));
  if (!name) throw new SourceError(`${file} has no column that starts with "actual".`);
  return rows.map((row, index) => numberIn(row[name], `${file}, row ${index + 1}`));
}
