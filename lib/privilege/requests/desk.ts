import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { mayHandle } from "./policy.ts";
import { queueColumns, queueRowOf, type RawQueueRow } from "./rows.ts";
import type { Queue, QueueOrder, QueueView, Workload } from "./types.ts";

const perPage = 50;
const from = "FROM request r JOIN service s ON s.id = r.service_id JOIN account m ON m.id = r.customer_id LEFT JOIN account c ON c.id = r.concierge_id";

// Each view has one condition, each order one index; a page goes on after the row it ended with, as that row stands now.
const notOff = "(r.snoozed_until IS NULL OR r.snoozed_until <= now())";
const views: Record<QueueView, string> = {
  open: `r.state = 'open' AND ${notOff}`,
  mine: `r.state = 'open' AND r.concierge_id = $1 AND ${notOff}`,
  unowned: "r.state = 'open' AND r.concierge_id IS NULL",
  waiting: `r.state = 'open' AND r.waiting = 'us' AND ${notOff}`,
  snoozed: "r.state = 'open' AND r.snoozed_until > now()",
  closed: "r.state <> 'open'",
};
const keys: Record<QueueOrder | "closed", { order: string; key: (row: string) => string; up: boolean }> = {
  queue: { order: "(NOT r.complaint), (-r.tier), r.due_at, r.id", key: (row) => `(NOT ${row}.complaint), (-${row}.tier), ${row}.due_at, ${row}.id`, up: true },
  due: { order: "r.due_at, r.id", key: (row) => `${row}.due_at, ${row}.id`, up: true },
  loss: { order: "(-r.loss_cents), r.id", key: (row) => `(-${row}.loss_cents), ${row}.id`, up: true },
  closed: { order: "r.closed_at DESC, r.id DESC", key: (row) => `${row}.closed_at, ${row}.id`, up: false },
};

/** One statement and its values, of only what is asked: a condition that is not there cannot keep an index from being used. */
function statement(me: string, { view = "open", order = "queue", tier, service, after }: QueueAsk): { sql: string; values: unknown[] } {
  const { order: by, key, up } = keys[view === "closed" ? "closed" : order];
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    views[view].replace("$1", () => put(me)),
    // The tier stands in the queue's index as it is ordered there; for other orders it is only sifted by.
    ...(tier === undefined ? [] : [order === "queue" && view !== "closed" ? `(-r.tier) = -(${put(tier)}::int)` : `r.tier = ${put(tier)}`]),
    ...(service === undefined ? [] : [`r.service_id = ${put(service)}`]),
    ...(after === undefined ? [] : [`(${key("r")}) ${up ? ">" : "<"} (SELECT ${key("k")} FROM request k WHERE k.id = ${put(after)})`]),
  ];
  // The page of ids is found first: names are looked up for fifty rows, not for all that were passed over.
  return { values, sql: `WITH page AS MATERIALIZED (SELECT r.id FROM request r WHERE ${conditions.join(" AND ")} ORDER BY ${by} LIMIT ${perPage + 1}) SELECT ${queueColumns} ${from} WHERE r.id IN (SELECT id FROM page) ORDER BY ${by}` };
}

export type QueueAsk = { view?: QueueView | undefined; order?: QueueOrder | undefined; tier?: number | undefined; service?: number | undefined; after?: number | undefined };

/** The desk's queue: complaints first, then by tier and nearest target, or by target or expected loss alone. One query. */
export async function readQueue(actor: Actor, asked: QueueAsk = {}): Promise<Queue | Refusal> {
  const me = mayHandle(actor);
  if (refused(me)) return me;
  const { sql, values } = statement(me.id, asked);
  const rows = await db().query<RawQueueRow>(sql, values);
  const page = rows.slice(0, perPage);
  return { requests: page.map(queueRowOf), next: rows.length > perPage ? String(page.at(-1)?.id ?? "") : null, currency: page[0]?.currency ?? "EUR" };
}

const load = `
  SELECT a.id, a.name, a.handle::text AS handle, coalesce(n.open, 0)::int AS open, coalesce(n.late, 0)::int AS late, coalesce(n.waiting, 0)::int AS waiting, coalesce(k.cases, 12) AS cases,
    coalesce((SELECT sum(w.minutes)::int FROM request_work w WHERE w.worked_by = a.id AND w.at > now() - interval '7 days'), 0) AS "weekMinutes"
  FROM account a LEFT JOIN request_capacity k ON k.account_id = a.id
    LEFT JOIN (SELECT concierge_id, count(*) AS open, count(*) FILTER (WHERE due_at < now()) AS late, count(*) FILTER (WHERE waiting = 'us') AS waiting FROM request WHERE state = 'open' GROUP BY 1) n ON n.concierge_id = a.id
  WHERE a.role = 'concierge' AND a.suspended_at IS NULL ORDER BY a.name, a.id LIMIT 100`;

/** What each concierge carries against what they can, for whoever hands over. */
export async function readWorkload(actor: Actor): Promise<{ people: Workload[] } | Refusal> {
  const me = mayHandle(actor);
  return refused(me) ? me : { people: await db().query<Workload>(load) };
}
