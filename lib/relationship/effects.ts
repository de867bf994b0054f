import type { Tx } from "#lib/core/transact.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { countedChange, type DayCount, signalsOf } from "./counted.ts";
import { add, type Decayed, dayOf, nothing } from "./decay.ts";
import { isIndicator } from "./indicators.ts";
import { ledgerLasts, standingColumns, standingOf, type StandingRow } from "./standing.ts";
import type { Standing } from "./factor.ts";
import { scoredKind, weighings } from "./weights.ts";

const batchSize = 5000;
// 36 characters, two quotes and a comma each: well below PostgreSQL's limit of 8000 bytes for a payload.
const idsPerNotice = 150;

type Change = { customerId: string; kind: string; day: number; count: number; value: number };
/** What a batch does: changes of day counts, whom it moves forward to when, and who must be computed afresh. */
type LeavesOut = (customerId: string, kind: string) => boolean;
type Digest = { changes: Change[]; lastAt: Map<string, Date>; afresh: Set<string> };

/** Aggregates a batch in memory: one change per customer, kind and day. */
export function digest(entries: readonly Entry[], counts: (customerId: string) => boolean, leavesOut: LeavesOut = () => false): Digest {
  const changes = new Map<string, Change>();
  const lastAt = new Map<string, Date>();
  const afresh = new Set<string>();
  for (const entry of entries) {
    const kind = scoredKind(entry.kind, entry.value);
    const weighing = weighings.get(kind);
    const external = isIndicator(kind);
    if ((!weighing && !external) || !counts(entry.customerId)) continue;
    const { customerId } = entry;
    const day = dayOf(entry.occurredAt);
    const sign = entry.reverses ? -1 : 1;
    const slot = `${customerId} ${day} ${kind}`;
    const change = changes.get(slot) ?? { customerId, kind, day, count: 0, value: 0 };
    const value = weighing?.money || external ? sign * (entry.value ?? 0) : 0;
    change.count += sign;
    change.value += value;
    changes.set(slot, change);
    // Taking a large amount out of a float leaves dust behind; whoever loses something is summed up again instead.
    if (!external && (sign < 0 || value < 0)) afresh.add(customerId);
    const known = lastAt.get(customerId);
    if (weighing?.made && sign > 0 && !leavesOut(customerId, kind) && (!known || known < entry.occurredAt)) lastAt.set(customerId, entry.occurredAt);
  }
  return { changes: [...changes.values()], lastAt, afresh };
}

const upsertDays = `
  INSERT INTO interaction_day AS d (customer_id, kind, day, count, value)
  SELECT customer_id, kind, '1970-01-01'::date + day, count, value
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bigint[]) AS u (customer_id, kind, day, count, value)
  ON CONFLICT (customer_id, kind, day) DO UPDATE SET count = d.count + excluded.count, value = d.value + excluded.value
  RETURNING customer_id AS "customerId", kind, day - '1970-01-01'::date AS day, count`;

// The count before is the one returned less what this batch added, so PostgreSQL need not know RETURNING old.
async function writeDays(tx: Tx, changes: readonly Change[], leavesOut: LeavesOut): Promise<Map<string, Decayed>> {
  const counted = await tx.query<{ customerId: string; kind: string; day: number; count: number }>(upsertDays, [
    changes.map((c) => c.customerId), changes.map((c) => c.kind), changes.map((c) => c.day), changes.map((c) => c.count), changes.map((c) => c.value),
  ]);
  const after = new Map(counted.map((row) => [`${row.customerId} ${row.day} ${row.kind}`, row.count]));
  const gains = new Map<string, Decayed>();
  for (const { customerId, kind, day, count, value } of changes) {
    // Counted, so that it is there when the member uses it again, and of no effect until then.
    if (isIndicator(kind) || leavesOut(customerId, kind)) continue;
    const now = after.get(`${customerId} ${day} ${kind}`) ?? 0;
    const gain = countedChange(kind, { day, before: now - count, after: now, value });
    const sum = gains.get(customerId);
    gains.set(customerId, sum ? add(sum, gain) : gain);
  }
  return gains;
}

const readDays = `
  SELECT customer_id AS "customerId", kind, day - '1970-01-01'::date AS day, count, value
  FROM interaction_day d WHERE customer_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind)`;

/** Standings from the day counts, without what each leaves out; recency from the ledger up to an entry. */
async function computeAfresh(tx: Tx, customerIds: readonly string[], last: { xid: string; seq: number }): Promise<Map<string, Standing>> {
  const rows = await tx.query<DayCount & { customerId: string }>(readDays, [customerIds]);
  const lasts = await ledgerLasts(tx, customerIds, { upTo: { xid: last.xid, seq: last.seq } });
  const days = Map.groupBy(rows, (row) => row.customerId);
  return new Map(customerIds.map((id) => [id, { decayed: signalsOf(days.get(id) ?? []), lastAt: lasts.get(id) ?? null }]));
}

const readRows = `
  SELECT r.customer_id AS "customerId", ${standingColumns} FROM relationship r
  WHERE r.customer_id = ANY($1::uuid[]) ORDER BY r.customer_id FOR UPDATE`;
const writeRows = `
  INSERT INTO relationship (customer_id, day, f, m, v, e, p, b, last_at)
  SELECT customer_id, '1970-01-01'::date + day, f, m, v, e, p, b, last_at
  FROM unnest($1::uuid[], $2::int[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::timestamptz[])
    AS u (customer_id, day, f, m, v, e, p, b, last_at)
  ON CONFLICT (customer_id) DO UPDATE SET day = excluded.day, f = excluded.f, m = excluded.m, v = excluded.v,
    e = excluded.e, p = excluded.p, b = excluded.b, last_at = excluded.last_at`;

async function writeStandings(tx: Tx, standings: ReadonlyMap<string, Standing>): Promise<void> {
  const ids = [...standings.keys()].sort();
  const all = ids.map((id) => {
    const standing = standings.get(id);
    return { ...(standing?.decayed ?? nothing(0)), lastAt: standing?.lastAt ?? null };
  });
  const column = <Name extends keyof Decayed | "lastAt">(name: Name): unknown[] => all.map((row) => row[name]);
  await tx.query(writeRows, [ids, column("day"), column("f"), column("m"), column("v"), column("e"), column("p"), column("b"), column("lastAt")]);
}

const later = (a: Date | null, b: Date | undefined): Date | null => (!b ? a : !a || a < b ? b : a);

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const customers = await tx.query<{ id: string; out: string[] }>(
    "SELECT id, ARRAY(SELECT kind FROM left_out x WHERE x.customer_id = account.id) AS out FROM account WHERE id = ANY($1::uuid[]) AND role = 'customer'", [[...new Set(entries.map((entry) => entry.customerId))]]);
  const eligible = new Map(customers.map((row) => [row.id, new Set(row.out)]));
  const leavesOut: LeavesOut = (id, kind) => eligible.get(id)?.has(kind) === true;
  const { changes, lastAt, afresh } = digest(entries, (id) => eligible.has(id), leavesOut);
  if (changes.length === 0) return;
  const gains = await writeDays(tx, changes, leavesOut);
  const ids = [...new Set(changes.map((change) => change.customerId))].sort();
  const rows = await tx.query<StandingRow & { customerId: string }>(readRows, [ids]);
  const before = new Map(rows.map((row) => [row.customerId, standingOf(row)]));
  const standings = afresh.size > 0 ? await computeAfresh(tx, [...afresh], last) : new Map<string, Standing>();
  for (const [id, gain] of gains) {
    if (afresh.has(id)) continue;
    const old = before.get(id);
    standings.set(id, { decayed: old?.decayed ? add(old.decayed, gain) : gain, lastAt: later(old?.lastAt ?? null, lastAt.get(id)) });
  }
  await writeStandings(tx, standings);
  const notices: string[] = [];
  for (let from = 0; from < ids.length; from += idsPerNotice) notices.push(JSON.stringify(ids.slice(from, from + idsPerNotice)));
  await tx.query("SELECT pg_notify('relationship', payload) FROM unnest($1::text[]) AS payload", [notices]);
}

/** Computes one customer's signals again, as far as the relay has read, and stores them; their pages hear of it. The caller holds the relay's cursor. */
export async function refresh(tx: Tx, customerId: string, upTo: { xid: string; seq: number }): Promise<Standing> {
  const standings = await computeAfresh(tx, [customerId], upTo);
  await writeStandings(tx, standings);
  await tx.query("SELECT pg_notify('relationship', $1)", [JSON.stringify([customerId])]);
  return standings.get(customerId) ?? { decayed: undefined, lastAt: null };
}

/**
 * Takes one batch of the ledger into the day counts and the stored signals, exactly once, whatever the order and the
 * size of the batches; staff and bot accounts count nothing. Afterwards the channel `relationship` names the
 * customers it moved. Resolves to how many interactions were taken: 0 when there is nothing left.
 */
export function relayRelationship(batch = batchSize): Promise<number> {
  return consume("relationship", apply, batch);
}
