import { type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { type DayCount, signalsOf } from "./counted.ts";
import { dayOf, forward, halfLives, nothing } from "./decay.ts";
import { relayRelationship } from "./effects.ts";
import type { Standing } from "./factor.ts";
import { isIndicatorSql, readTold, toldIn } from "./indicators.ts";
import { type Extent, ledgerCounts, ledgerLasts, standingColumns, standingOf, type StandingRow } from "./standing.ts";
import { decaying, madeKinds, scoredKinds, scoredKindSql, weighings } from "./weights.ts";

const pageSize = 1000;
export type Recomputed = Standing & { customerId: string; days: DayCount[] };
export type Difference = { customerId: string; what: string; stored: number; recomputed: number };

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

const within = "(i.xid, i.seq) <= ($2::xid8, $3::bigint)";
const countDays = `
  INSERT INTO interaction_day (customer_id, kind, day, count, value)
  SELECT i.customer_id, ${scoredKindSql} AS kind, (i.occurred_at AT TIME ZONE 'UTC')::date AS day, sum(CASE WHEN i.reverses IS NULL THEN 1 ELSE -1 END),
    coalesce(sum(CASE WHEN i.reverses IS NULL THEN i.value ELSE -i.value END) FILTER (WHERE i.kind = ANY($4::text[]) OR ${isIndicatorSql("i.kind")}), 0)
  FROM interaction i JOIN account a ON a.id = i.customer_id AND a.role = 'customer'
  WHERE (i.kind = ANY($1::text[]) OR ${isIndicatorSql("i.kind")}) AND ${within} GROUP BY 1, 2, 3 ORDER BY 1`;
// Everything is summed on one common day, then brought back to each customer's own last one: the same numbers to rounding.
// What is left of an amount is reckoned where there is one: a power is the dear part, and a row feeds one signal, or two.
const sums = decaying.map((signal) => {
  const left = `power(2::float8, (d.day - '1970-01-01'::date - $9::int) / ${halfLives[signal]}::float8)`;
  const amount = signal === "m" ? `CASE WHEN w.money THEN d.value * ${left} ELSE 0 END` : `CASE WHEN w.signal = '${signal}' THEN w.weight * greatest(0, least(d.count, coalesce(w.cap, d.count))) * ${left} ELSE 0 END`;
  return `sum(${amount}) * power(2::float8, ($9::int - (max(d.day) - '1970-01-01'::date)) / ${halfLives[signal]}::float8)`;
});
const sumSignals = `
  INSERT INTO relationship (customer_id, day, ${decaying.join(", ")}, last_at)
  WITH w AS (SELECT * FROM unnest($4::text[], $5::text[], $6::float8[], $7::int[], $8::boolean[]) AS w (kind, signal, weight, cap, money)),
  undone AS (SELECT i.reverses AS id FROM interaction i WHERE i.reverses IS NOT NULL AND ${within}),
  lasts AS (
    SELECT i.customer_id, max(i.occurred_at) AS at FROM interaction i
    WHERE i.kind = ANY($1::text[]) AND NOT (i.kind = 'purchase' AND coalesce(i.value, 0) < 0) AND i.reverses IS NULL AND ${within} AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.id = i.id) AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = i.customer_id AND x.kind = i.kind) GROUP BY 1),
  summed AS (SELECT d.customer_id, max(d.day) AS day, ${sums.map((sum, at) => `${sum} AS ${decaying[at]}`).join(", ")} FROM interaction_day d JOIN w USING (kind) WHERE (d.count <> 0 OR d.value <> 0) AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind) GROUP BY 1)
  SELECT s.customer_id, s.day, ${decaying.map((signal) => `s.${signal}`).join(", ")}, l.at FROM summed s LEFT JOIN lasts l USING (customer_id)`;

/**
 * Replaces day counts and signals by what the ledger says, for example after an account stopped or began to be staff: in two
 * statements over all of it. Resolves to how many customers have a standing. Readers see the old until it is done.
 */
export async function rebuild(): Promise<number> {
  return transact(async (tx) => {
    const { xid, seq } = await holdCursor(tx);
    await tx.query("SET LOCAL work_mem = '256MB'");
    await tx.query("DELETE FROM interaction_day");
    await tx.query("DELETE FROM relationship");
    await tx.query(countDays, [scoredKinds, xid, seq, scoredKinds.filter((kind) => weighings.get(kind)?.money)]);
    const kinds = [...weighings];
    await tx.query(sumSignals, [madeKinds, xid, seq, kinds.map(([kind]) => kind), kinds.map(([, one]) => one.signal), kinds.map(([, one]) => one.weight), kinds.map(([, one]) => one.cap), kinds.map(([, one]) => one.money), dayOf(new Date())]);
    const [row] = await tx.query<{ count: number }>("SELECT count(*) FROM relationship");
    return row?.count ?? 0;
  });
}
