import { parse } from "csv-parse/sync";
import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { kindOf, parts } from "#lib/relationship/indicators.ts";
import { maySeeIndividuals } from "../policy.ts";
import { known } from "./kept.ts";
import type { TellReason, ToldView } from "./types.ts";

type Line = { line: number; customer: string; amount: string; at: string };
type Taken = { line: number; customerId: string; amount: number; at: Date };
type Reject = ToldView["rejects"][number];
const columns = { customer: ["customer", "email", "e-mail", "handle", "id"], amount: ["amount", "value", "score"], at: ["date", "at", "day"] } as const;
const shown = 50;

/** The lines of a CSV of amounts; undefined when it has no columns for whom and how much. */
export function linesOf(text: string): Line[] | undefined {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch {
    return undefined;
  }
  const header = (rows[0] ?? []).map((one) => one.toLowerCase());
  const place = (names: readonly string[]): number => names.map((one) => header.indexOf(one)).find((at) => at >= 0) ?? -1;
  const [customer, amount, at] = [place(columns.customer), place(columns.amount), place(columns.at)];
  if (customer < 0 || amount < 0) return undefined;
  return rows.slice(1).map((row, index) => ({ line: index + 2, customer: row[customer] ?? "", amount: row[amount] ?? "", at: at < 0 ? "" : (row[at] ?? "") }));
}

const findAll = `
  SELECT u.asked, a.id FROM unnest($1::text[]) AS u (asked) JOIN account a ON a.role = 'customer' AND (a.id::text = lower(u.asked) OR (a.email = u.asked::citext AND a.confirmed_at IS NOT NULL) OR a.handle = ltrim(u.asked, '@')::citext)`;

function read({ line, customer, amount, at }: Line, ids: ReadonlyMap<string, string>, now: Date): Taken | Reject {
  const no = (reason: TellReason, value: string): Reject => ({ line, reason, value: value.slice(0, 80) });
  const customerId = ids.get(customer);
  if (!customerId) return no("customer", customer);
  const value = Number(amount.replace(",", "."));
  if (amount === "" || !Number.isFinite(value) || Math.abs(value) > 1e9) return no("amount", amount);
  const when = at === "" ? now : /^\d{4}-\d\d-\d\d/.test(at) ? new Date(at.length === 10 ? `${at}T12:00:00Z` : at) : new Date(Number.NaN);
  if (Number.isNaN(when.getTime()) || when.getUTCFullYear() < 1970) return no("date", at);
  // A day that is not over is now, not its noon.
  return when.getTime() > now.getTime() ? (at.length === 10 && when.getTime() - now.getTime() < 43_200_000 ? { line, customerId, amount: value, at: now } : no("future", at)) : { line, customerId, amount: value, at: when };
}

async function tell(tx: Tx, told: { name: string; id: string; by: string; lines: readonly Line[] }): Promise<ToldView> {
  const asked = [...new Set(told.lines.map((one) => one.customer).filter(Boolean))];
  const ids = new Map((await tx.query<{ asked: string; id: string }>(findAll, [asked])).map((row) => [row.asked, row.id]));
  const [taken, rejects]: [Taken[], Reject[]] = [[], []];
  const now = new Date();
  for (const line of told.lines) {
    const one = read(line, ids, now);
    if ("reason" in one) rejects.push(one);
    else taken.push(one);
  }
  // The same file again is the same amounts: its lines are their keys.
  await recordMany(tx, taken.map((one) => ({ customerId: one.customerId, kind: kindOf(told.name), occurredAt: one.at, value: Math.round(one.amount * parts), subject: { type: "account", id: told.by }, source: "import" as const, key: `indicator:${told.id}:${one.line}` })));
  return { taken: taken.length, rejected: rejects.length, rejects: rejects.slice(0, shown) };
}

/** Takes amounts of an indicator that a marketer typed or brought as a file; a line that cannot be taken is said with its reason, and the others go in. The same id again changes nothing. */
export function tellAmounts(actor: Actor, name: string, { id, lines }: { id: string; lines: readonly Line[] | undefined }): Promise<ToldView | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    if (!lines) return new Refusal("invalid", "This needs a column for the customer and one for the amount.", { field: "file" });
    if (lines.length > 20_000) return new Refusal("invalid", "At most 20,000 lines at once.", { field: "file" });
    const there = await tx.query(`SELECT 1 FROM ${known} k WHERE k.name = $1`, [name]);
    if (there.length === 0) return new Refusal("invalid", "No model version knows an indicator of this name.", { field: "name" });
    const done = await tell(tx, { name, id, by: me.id, lines });
    if (done.taken > 0) await noteAct(tx, me, { act: "indicator.told", subject: { type: "indicator", id: name }, detail: { taken: done.taken } });
    return done;
  });
}
