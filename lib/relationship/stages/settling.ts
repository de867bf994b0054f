import { insertRows } from "#lib/core/insert-rows.ts";
import { newId } from "#lib/core/ids.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { actedKind } from "#lib/buzz/events.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { requestKinds } from "#lib/privilege/events.ts";
import { tellMany } from "#lib/realtime/tell.ts";
import type { Active } from "./cycles.ts";
import { ratings, type StageEvent, type Trail, trailOf } from "./machine.ts";
import type { StageFact } from "./types.ts";

/** What the ledger says that stages are computed from, by the name it has here. */
export const eventNames: ReadonlyMap<string, StageEvent["kind"]> = new Map([
  [requestKinds.forwarded, "forwarded"], [requestKinds.learned, "learned"], [requestKinds.fulfilled, "fulfilled"], [requestKinds.rated, "rated"], [actedKind, "acted"],
]);
/** What somebody's cycles are made of. It moves only who had two needs met. */
export const activeKinds: readonly string[] = ["purchase", "visit"];
/** The live room of whoever looks at stages in the studio. */
export const stagesRoom = "studio:stages";

const pageSize = 500;
// The kinds are spelled out, so that the small index over them is used.
const spelled = [...eventNames.keys()].map((kind) => `'${kind}'`).join(", ");
const lives = "i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id)";
// What a member leaves out counts in no figure, hence in no stage.
const used = "NOT EXISTS (SELECT 1 FROM left_out o WHERE o.customer_id = i.customer_id AND o.kind = i.kind)";
const readEvents = `
  SELECT i.customer_id AS "customerId", i.kind, i.subject_id AS id, i.occurred_at AS at, i.value FROM interaction i JOIN account a ON a.id = i.customer_id AND a.role = 'customer'
  WHERE i.customer_id = ANY($1::uuid[]) AND i.kind IN (${spelled}) AND ${lives} AND ${used}`;
// Own cycles are those of the years around what was met: two before the first of it.
const readActive = `
  SELECT i.customer_id AS "customerId", i.kind, floor(extract(epoch FROM i.occurred_at) / 86400)::int AS day, min(i.occurred_at) AS at FROM unnest($1::uuid[], $2::timestamptz[]) AS c (id, since)
    JOIN interaction i ON i.customer_id = c.id AND i.occurred_at > c.since
  WHERE i.kind IN ('purchase', 'visit') AND NOT (i.kind = 'purchase' AND coalesce(i.value, 0) < 0) AND ${lives} AND ${used} GROUP BY 1, 2, 3`;
type EventRow = { customerId: string; kind: string; id: string; at: Date; value: number | null };

const looksBack = 730 * 86_400_000;

/** What is known of these customers; what they bought and when they came only of those who may reach the fourth stage. */
async function readKnown(reader: Reader, customerIds: readonly string[]): Promise<Map<string, { events: StageEvent[]; active: Active[] }>> {
  const known = new Map(customerIds.map((id) => [id, { events: [] as StageEvent[], active: [] as Active[] }]));
  const first = new Map<string, Date[]>();
  for (const { customerId, kind, id, at, value } of await reader.query<EventRow>(readEvents, [customerIds])) {
    const name = eventNames.get(kind);
    if (name) known.get(customerId)?.events.push({ kind: name, id, at: at.getTime(), value });
    if (name === "rated" && (value ?? 0) >= ratings.good) first.set(customerId, [...(first.get(customerId) ?? []), at]);
  }
  const near = [...first].filter(([, times]) => times.length > 1).map(([id, times]) => ({ id, since: new Date(Math.min(...times.map(Number)) - looksBack) }));
  if (near.length === 0) return known;
  const rows = await reader.query<{ customerId: string; kind: Active["kind"]; day: number; at: Date }>(readActive, [near.map((one) => one.id), near.map((one) => one.since)]);
  for (const { customerId, kind, day, at } of rows) known.get(customerId)?.active.push({ kind, day, at: at.getTime() });
  return known;
}

/** What the ledger says now of the way of these customers through the stages. */
export async function trailsOf(reader: Reader, customerIds: readonly string[], now: Date): Promise<Map<string, Trail>> {
  return new Map([...(await readKnown(reader, customerIds))].map(([id, known]) => [id, trailOf(known, now.getTime())]));
}

type Kept = { customerId: string; stage: number | null; changes: { id: number; before: number; after: number; at: Date; cause: string; evidence: StageFact[] }[] };
const readKept = `
  SELECT u.id AS "customerId", s.stage, c.id, c.before, c.after, c.at, c.cause, c.evidence FROM unnest($1::uuid[]) AS u (id)
  LEFT JOIN customer_stage s ON s.customer_id = u.id LEFT JOIN stage_change c ON c.customer_id = u.id AND c.taken_back_at IS NULL`;

/** What is kept of these customers. */
export async function keptOf(reader: Reader, customerIds: readonly string[]): Promise<Map<string, Kept>> {
  type Row = Kept["changes"][number] & { customerId: string; stage: number | null };
  const kept = new Map<string, Kept>();
  for (const { customerId, stage, ...change } of await reader.query<Row>(readKept, [customerIds])) {
    const one = kept.get(customerId) ?? { customerId, stage, changes: [] };
    if (change.id !== null) one.changes.push(change);
    kept.set(customerId, one);
  }
  return kept;
}

/** A change as a text: two that read the same are one. */
export const lineOf = (one: { before: number; after: number; at: string | Date; cause: string; evidence: readonly StageFact[] }): string =>
  JSON.stringify([one.before, one.after, new Date(one.at).toISOString(), one.cause, one.evidence.map(({ what, id, at, value }) => [what, id, at, value ?? null])]);

const upsert = `ON CONFLICT (customer_id) DO UPDATE SET stage = excluded.stage, since = excluded.since, highest = excluded.highest, loops = excluded.loops, evidence = excluded.evidence, due_at = excluded.due_at, changed_at = now()`;
const rowColumns = ["customer_id:uuid", "stage:smallint", "since:timestamptz", "highest:smallint", "loops:int", "evidence:jsonb", "due_at:timestamptz"];
const changeColumns = ["customer_id:uuid", "before:smallint", "after:smallint", "at:timestamptz", "cause:text", "evidence:jsonb"];

async function write(tx: Tx, trails: ReadonlyMap<string, Trail>, kept: ReadonlyMap<string, Kept>): Promise<void> {
  const lines = (id: string): Map<string, number> => new Map((kept.get(id)?.changes ?? []).map((one) => [lineOf(one), one.id]));
  const [gone, fresh]: [number[], unknown[][]] = [[], []];
  for (const [id, { changes }] of trails) {
    const before = lines(id);
    const now = new Set(changes.map(lineOf));
    for (const [line, row] of before) if (!now.has(line)) gone.push(row);
    for (const one of changes) if (!before.has(lineOf(one))) fresh.push([id, one.before, one.after, one.at, one.cause, JSON.stringify(one.evidence)]);
  }
  if (gone.length > 0) await tx.query("UPDATE stage_change SET taken_back_at = now() WHERE id = ANY($1::bigint[])", [gone]);
  await insertRows(tx, { table: "stage_change", columns: changeColumns }, fresh);
  const [stand, nowhere] = [[...trails].filter(([, trail]) => trail.changes.length > 0), [...trails].filter(([, trail]) => trail.changes.length === 0)];
  await insertRows(tx, { table: "customer_stage", columns: rowColumns, suffix: upsert }, stand.map(([id, one]) => [id, one.stage, one.since, one.highest, one.loops, JSON.stringify(one.evidence), one.due]));
  const left = nowhere.map(([id]) => id).filter((id) => kept.get(id)?.stage !== null);
  if (left.length > 0) await tx.query("DELETE FROM customer_stage WHERE customer_id = ANY($1::uuid[])", [left]);
}

type Moved = { customerId: string; before: number; stage: number; at: string };
// What is computed afresh of times long past is no news.
const newsFor = 2 * 86_400_000;

/** Tells the ledger, the customer's open pages and the studio who stands elsewhere than before; and whoever came further than before what they came to, once for each stage. */
async function announce(tx: Tx, moved: readonly Moved[], now: Date): Promise<void> {
  if (moved.length === 0) return;
  const further = moved.filter(({ before, stage, at }) => stage > before && now.getTime() - Date.parse(at) < newsFor);
  await recordMany(tx, further.map(({ customerId, stage, at }) => ({ customerId, kind: "stage.reached", occurredAt: new Date(at), subject: { type: "stage", id: String(stage) }, source: "job", key: `stage.reached:${customerId}:${stage}` })));
  await recordMany(tx, moved.map(({ customerId, stage, at }) => ({ customerId, kind: "stage.changed", occurredAt: new Date(at), value: stage, subject: { type: "stage", id: String(stage) }, source: "job", key: `stage:${newId()}` })));
  await tellMany(tx, [...moved.map(({ customerId, stage }) => ({ room: `me:${customerId}`, event: "stage.changed", data: { stage } })), { room: stagesRoom, event: "stages.changed", data: {} }]);
}

/**
 * Brings these customers' stages to what the ledger says now: the row of each, the changes that are new, those that are taken
 * back. Done twice it changes nothing. The caller holds the cursor of the consumer, so that nobody settles them meanwhile.
 */
export async function settleStages(tx: Tx, customerIds: readonly string[], now = new Date()): Promise<number> {
  let moved = 0;
  const ids = [...new Set(customerIds)].sort();
  for (let from = 0; from < ids.length; from += pageSize) {
    const page = ids.slice(from, from + pageSize);
    const trails = await trailsOf(tx, page, now);
    const kept = await keptOf(tx, page);
    await write(tx, trails, kept);
    const elsewhere = [...trails].map(([customerId, { stage, since }]): Moved => ({ customerId, before: kept.get(customerId)?.stage ?? 0, stage, at: since ?? now.toISOString() })).filter((one) => one.before !== one.stage);
    await announce(tx, elsewhere, now);
    moved += elsewhere.length;
  }
  return moved;
}
