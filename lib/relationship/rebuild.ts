import { type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { type DayCount, signalsOf } from "./counted.ts";
import { forward, nothing } from "./decay.ts";
import { relayRelationship } from "./effects.ts";
import type { Standing } from "./factor.ts";
import { isIndicatorSql, readTold, toldIn } from "./indicators.ts";
import { type Extent, ledgerCounts, ledgerLasts, standingColumns, standingOf, type StandingRow } from "./standing.ts";
import { countsSql, keptIn, kindList, signalSums } from "./signal-sums.ts";
import { decaying, madeKinds, scoredKinds, scoredKindSql, weighings } from "./weights.ts";

const pageSize = 1000;
export type Recomputed = Standing & { customerId: string; days: DayCount[] };
export type Difference = { customerId: string; what: string; stored: number; recomputed: number };

/** How far something over everybody is: a share of 1. */
export type Heard = (share: number) => Promise<void>;
/** For whoever wants to know nothing of it. */
export const nobodyHears: Heard = async () => {};

/** Hands pages on and says how far they are, of as many customers as there are. */
export async function* heardPages<One>(pages: AsyncGenerator<One[]>, reader: Reader, hears: Heard): AsyncGenerator<One[]> {
  const [all] = await reader.query<{ count: number }>("SELECT count(*)::float8 AS count FROM account WHERE role = 'customer'");
  let seen = 0;
  for await (const page of pages) {
    yield page;
    seen += page.length;
    await hears(seen / Math.max(1, all?.count ?? 0));
  }
}

/** The standing of every customer according to the ledger alone, streamed a page of customers at a time. */
export async function* recomputeIn(reader: Reader, extent: Extent): AsyncGenerator<Recomputed[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const page = await reader.query<{ id: string }>(
      "SELECT id FROM account WHERE role = 'customer' AND id > $1::uuid ORDER BY id LIMIT $2", [after, pageSize]);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const ids = page.map((row) => row.id);
    const counts = await ledgerCounts(reader, ids, extent);
    const lasts = await ledgerLasts(reader, ids, extent);
    yield ids.map((customerId) => {
      const days = counts.get(customerId) ?? [];
      return { customerId, days, decayed: signalsOf(days), lastAt: lasts.get(customerId) ?? null, told: toldIn(days) };
    });
  }
}

/** Every customer's standing from the ledger: all of it, or only what had happened by `asOf`. */
export async function recompute(asOf?: Date): Promise<Map<string, Standing>> {
  return transact(async (tx) => {
    // One snapshot for all pages: what is recorded meanwhile is in none of them.
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const standings = new Map<string, Standing>();
    for await (const page of recomputeIn(tx, asOf ? { asOf } : {}))
      for (const { customerId, decayed, lastAt, told } of page) standings.set(customerId, { decayed, lastAt, ...(told?.length ? { told } : {}) });
    return standings;
  });
}

/** Whether two standings agree to 1e-9 relative on the later of their days; names what does not. */
export function differences(customerId: string, stored: Standing, recomputed: Standing): Difference[] {
  const day = Math.max(stored.decayed?.day ?? 0, recomputed.decayed?.day ?? 0);
  const a = forward(stored.decayed ?? nothing(day), day);
  const b = forward(recomputed.decayed ?? nothing(day), day);
  const found: Difference[] = decaying
    .filter((signal) => !(Math.abs(a[signal] - b[signal]) <= 1e-9 * Math.max(1, Math.abs(a[signal]), Math.abs(b[signal]))))
    .map((signal) => ({ customerId, what: signal, stored: a[signal], recomputed: b[signal] }));
  const [was, is] = [stored.lastAt?.getTime() ?? 0, recomputed.lastAt?.getTime() ?? 0];
  if (was !== is) found.push({ customerId, what: "last_at", stored: was, recomputed: is });
  const sums = (standing: Standing): Map<string, number> => {
    const told = new Map<string, number>();
    for (const one of standing.told ?? []) told.set(`indicator ${one.name} ${one.day}`, (told.get(`indicator ${one.name} ${one.day}`) ?? 0) + one.amount);
    return told;
  };
  const [kept, counted] = [sums(stored), sums(recomputed)];
  for (const what of new Set([...kept.keys(), ...counted.keys()])) if (Math.abs((kept.get(what) ?? 0) - (counted.get(what) ?? 0)) > 1e-9) found.push({ customerId, what, stored: kept.get(what) ?? 0, recomputed: counted.get(what) ?? 0 });
  return found;
}

/** Where the relay has read to, held until the transaction ends: so that what is stored is exactly what the ledger says up to there. */
export async function holdCursor(tx: Tx): Promise<{ xid: string; seq: number }> {
  const [cursor] = await tx.query<{ xid: string; seq: number }>(
    "SELECT xid::text, seq FROM ledger_cursor WHERE consumer = 'relationship' FOR UPDATE");
  return cursor ?? { xid: "0", seq: 0 };
}

const readStored = `SELECT r.customer_id AS "customerId", ${standingColumns} FROM relationship r WHERE r.customer_id = ANY($1::uuid[])`;

/** Runs the relay to its end, then compares what is stored with the ledger: how many customers were compared, and what differs. */
export async function compare(): Promise<{ customers: number; found: Difference[] }> {
  while ((await relayRelationship()) > 0);
  return transact(async (tx) => {
    const upTo = await holdCursor(tx);
    const found: Difference[] = [];
    let customers = 0;
    for await (const page of recomputeIn(tx, { upTo })) {
      const rows = await tx.query<StandingRow & { customerId: string }>(readStored, [page.map((one) => one.customerId)]);
      const told = await readTold(tx, page.map((one) => one.customerId));
      const stored = new Map(rows.map((row) => [row.customerId, standingOf(row)]));
      customers += page.length;
      for (const one of page) found.push(...differences(one.customerId, { ...(stored.get(one.customerId) ?? { decayed: undefined, lastAt: null }), told: told.get(one.customerId) ?? [] }, one));
    }
    return { customers, found };
  });
}

// As far as the cursor is read: two numbers of the database's own.
const within = ({ xid, seq }: { xid: string; seq: number }): string => `(i.xid, i.seq) <= ('${BigInt(xid)}'::xid8, ${Math.trunc(seq)}::bigint)`;
const carries = scoredKinds.filter((kind) => weighings.get(kind)?.money);
const scored = `(i.kind IN (${kindList(scoredKinds)}) OR ${isIndicatorSql("i.kind")})`;
const countDays = (upTo: { xid: string; seq: number }): string => `
  CREATE TABLE interaction_day_next AS
  SELECT i.customer_id, ${scoredKindSql} AS kind, i.occurred_at::date AS day, sum(CASE WHEN i.reverses IS NULL THEN 1 ELSE -1 END)::int AS count,
    coalesce(sum(CASE WHEN i.reverses IS NULL THEN i.value ELSE -i.value END) FILTER (WHERE i.kind IN (${kindList(carries)}) OR ${isIndicatorSql("i.kind")}), 0)::bigint AS value
  FROM interaction i JOIN account a ON a.id = i.customer_id AND a.role = 'customer'
  WHERE ${scored} AND ${within(upTo)} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
const findLasts = (upTo: { xid: string; seq: number }): string => `
  CREATE TEMPORARY TABLE relationship_last ON COMMIT DROP AS
  SELECT i.customer_id, max(i.occurred_at) AS at FROM interaction i
  WHERE i.kind IN (${kindList(madeKinds)}) AND NOT (i.kind = 'purchase' AND coalesce(i.value, 0) < 0) AND i.reverses IS NULL AND ${within(upTo)}
    AND NOT EXISTS (SELECT 1 FROM interaction_reversal x JOIN interaction r ON r.id = x.id AND ${within(upTo).replaceAll("i.", "r.")} WHERE x.reverses = i.id)
    AND ${keptIn("i")} GROUP BY 1`;
const sumSignals = `
  CREATE TABLE relationship_next AS
  SELECT s.customer_id, s.day, ${decaying.map((signal) => `s.${signal}`).join(", ")}, l.at AS last_at
  FROM (SELECT d.customer_id, ${signalSums("$1::date")} FROM interaction_day_next d WHERE ${countsSql} GROUP BY 1) s LEFT JOIN relationship_last l USING (customer_id)`;
// A table made of a query knows no keys and no defaults: they are given afterwards, the key over rows that lie in its order.
const finishDays = "ALTER TABLE interaction_day_next ADD CONSTRAINT interaction_day_next_pkey PRIMARY KEY (customer_id, kind, day), ALTER count SET NOT NULL, ALTER value SET NOT NULL, ALTER value SET DEFAULT 0";
const finish: readonly string[] = [
  `ALTER TABLE relationship_next ADD CONSTRAINT relationship_next_pkey PRIMARY KEY (customer_id), ALTER day SET NOT NULL, ${decaying.map((signal) => `ALTER ${signal} SET NOT NULL, ALTER ${signal} SET DEFAULT 0`).join(", ")}`,
  ...["interaction_day", "relationship"].flatMap((table) => [`DROP TABLE ${table}`, `ALTER TABLE ${table}_next RENAME TO ${table}`, `ALTER TABLE ${table} RENAME CONSTRAINT ${table}_next_pkey TO ${table}_pkey`]), "ANALYZE relationship",
];
// Days are those of UTC, whatever the server's clock shows; what is compiled for one run costs more than it saves.
const settings = "SELECT set_config('timezone', 'UTC', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '256MB', true)";
// The counts lie in the order of customers: each is summed up as it comes, and nothing is held in memory.
const inOrder = (how: "on" | "off"): string => `SELECT ${["hashagg", "sort"].map((what) => `set_config('enable_${what}', '${how}', true)`).join(", ")}`;

/**
 * Replaces day counts and signals by what the ledger says, for example after an account stopped or began to be staff. Written
 * beside the old ones in two statements over all of it, which several processes share, then put in their place: readers see
 * the old until it is done. Resolves to how many customers have a standing.
 */
export async function rebuild(): Promise<number> {
  return transact(async (tx) => {
    const upTo = await holdCursor(tx);
    for (const sql of [settings, countDays(upTo), finishDays, "ANALYZE interaction_day_next", findLasts(upTo), "ANALYZE relationship_last", inOrder("off")]) await tx.query(sql);
    await tx.query(sumSignals, [new Date().toISOString().slice(0, 10)]);
    for (const sql of [inOrder("on"), ...finish]) await tx.query(sql);
    const [row] = await tx.query<{ count: number }>("SELECT count(*) FROM relationship");
    return row?.count ?? 0;
  });
}
