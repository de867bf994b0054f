import { transact, type Tx } from "#lib/core/transact.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { activeKinds, eventNames, keptOf, lineOf, settleStages, trailsOf } from "./settling.ts";

const consumer = "relationship.stages";
const batchSize = 2000;
const nearFourth = "SELECT customer_id AS id FROM customer_stage WHERE customer_id = ANY($1::uuid[]) AND loops > 1";

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  const ids = new Set(entries.filter((entry) => eventNames.has(entry.kind)).map((entry) => entry.customerId));
  const active = [...new Set(entries.filter((entry) => activeKinds.includes(entry.kind) && !ids.has(entry.customerId)).map((entry) => entry.customerId))];
  if (active.length > 0) for (const row of await tx.query<{ id: string }>(nearFourth, [active])) ids.add(row.id);
  if (ids.size > 0) await settleStages(tx, [...ids]);
}

/**
 * Takes one batch of the ledger into the stages of the customers it is about, exactly once, whatever the order and the size of
 * the batches. Resolves to how many interactions were taken: 0 when there is nothing left.
 */
export function relayStages(batch = batchSize): Promise<number> {
  return consume(consumer, apply, batch);
}

// The relay and what else settles never write the same customer at once.
async function hold(tx: Tx): Promise<void> {
  await tx.query("INSERT INTO ledger_cursor (consumer) VALUES ($1) ON CONFLICT DO NOTHING", [consumer]);
  await tx.query("SELECT consumer FROM ledger_cursor WHERE consumer = $1 FOR UPDATE", [consumer]);
}

function held<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(async (tx) => {
    await hold(tx);
    return work(tx);
  });
}

const dueNow = "SELECT customer_id AS id FROM customer_stage WHERE due_at <= $1 ORDER BY due_at, customer_id LIMIT 1000";

/** Looks again at whom time alone moves: what is a year old, and who was not there for two of their cycles. Resolves to how many moved. */
export async function recheckStages(now = new Date()): Promise<number> {
  for (let moved = 0; ;) {
    const rows = await held(async (tx) => {
      const due = await tx.query<{ id: string }>(dueNow, [now]);
      if (due.length > 0) moved += await settleStages(tx, due.map((row) => row.id), now);
      return due.length;
    });
    if (rows < 1000) return moved;
  }
}

/** Computes these customers' stages again in the caller's transaction: after they left something out, or used it again. */
export async function settleNow(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await hold(tx);
  await settleStages(tx, customerIds);
}

const everybody = `
  SELECT id FROM (SELECT customer_id AS id FROM customer_stage UNION SELECT i.customer_id FROM interaction i WHERE i.kind IN (${[...eventNames.keys()].map((kind) => `'${kind}'`).join(", ")})) x ORDER BY 1`;

/** Whoever has a stage, or did something that stages are made of. */
const concerned = async (tx: Tx): Promise<string[]> => (await tx.query<{ id: string }>(everybody)).map((row) => row.id);

/** Computes everybody's stage from the ledger again, for example after an account stopped or began to be staff. Resolves to how many were looked at. */
export function rebuildStages(now = new Date()): Promise<number> {
  return held(async (tx) => {
    const ids = await concerned(tx);
    await settleStages(tx, ids, now);
    return ids.length;
  });
}

/** Runs the relay to its end and looks at whom time moved, then compares what is kept with what the ledger says: how many were compared, and who differs. */
export async function compareStages(now = new Date()): Promise<{ customers: number; found: string[] }> {
  while ((await relayStages()) > 0);
  await recheckStages(now);
  return held(async (tx) => {
    const ids = await concerned(tx);
    const found: string[] = [];
    for (let from = 0; from < ids.length; from += 1000) {
      const page = ids.slice(from, from + 1000);
      const [trails, kept] = [await trailsOf(tx, page, now), await keptOf(tx, page)];
      for (const [id, trail] of trails) {
        const lines = (kept.get(id)?.changes ?? []).map(lineOf).sort();
        if ((kept.get(id)?.stage ?? 0) !== trail.stage || JSON.stringify(lines) !== JSON.stringify(trail.changes.map(lineOf).sort())) found.push(id);
      }
    }
    return { customers: ids.length, found };
  });
}
