import { newId } from "#lib/core/ids.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { setTiers } from "#lib/identity/tiers.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { tell } from "#lib/realtime/tell.ts";
import { dateOf } from "../segments/snapshots.ts";
import { firstStanding, type Gap, type Ladder, type Move, rule, type TierStanding } from "./ladder.ts";

/** A tier_standing row as `standingColumns` selects it; all null for whoever has none. */
export type StandingRow = {
  level: number | null; since: number | null; risingSince: number | null; failingSince: number | null; toldOn: number | null; granted: number | null; grantUntil: number | null; evaluatedOn: number | null;
};
const epoch = "'1970-01-01'::date";
export const tierColumns = `s.level, s.since - ${epoch} AS since, s.rising_since - ${epoch} AS "risingSince", s.failing_since - ${epoch} AS "failingSince", s.told_on - ${epoch} AS "toldOn",
  s.granted, s.grant_until - ${epoch} AS "grantUntil", s.evaluated_on - ${epoch} AS "evaluatedOn"`;

/** Where somebody stands. Whose account has another tier than the ladder gave was given it by a person: that is a grant without end. */
export function tierStandingOf(row: StandingRow, tier: number, day: number): TierStanding {
  if (row.level === null || row.since === null || row.level !== tier) return firstStanding(tier, day);
  const { level, since, risingSince, failingSince, toldOn, granted, grantUntil } = row;
  return { level, since, risingSince, failingSince, toldOn, grant: granted === null ? null : { level: granted, until: grantUntil } };
}

/** The rules of the ladder, by level. Throws when a stored rule is none. */
export async function readLadder(reader: Reader): Promise<Ladder> {
  const rows = await reader.query<{ level: number; rule: unknown }>("SELECT level, rule FROM tier WHERE rule IS NOT NULL ORDER BY level");
  return new Map(rows.map((row) => [row.level, rule.parse(row.rule)]));
}

/** Whose grant began or ended, by a person, since an instant: of these customers. */
export async function grantedSince(reader: Reader, customerIds: readonly string[], since: Date): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set();
  const rows = await reader.query<{ id: string }>("SELECT customer_id AS id FROM tier_change WHERE customer_id = ANY($1::uuid[]) AND made_at >= $2 AND kind IN ('granted', 'grant-ended') AND made_by IS NOT NULL", [customerIds, since]);
  return new Set(rows.map((row) => row.id));
}

/** A customer's standing after a day, and what happened. */
export type Climbed = { customerId: string; before: TierStanding; after: TierStanding; move: Move | null; gap: Gap[] };

const upsert = `ON CONFLICT (customer_id) DO UPDATE SET level = excluded.level, since = excluded.since, rising_since = excluded.rising_since, failing_since = excluded.failing_since,
  told_on = excluded.told_on, gap = excluded.gap, granted = excluded.granted, grant_until = excluded.grant_until, evaluated_on = excluded.evaluated_on,
  granted_by = CASE WHEN excluded.granted IS NULL THEN NULL ELSE tier_standing.granted_by END, grant_reason = CASE WHEN excluded.granted IS NULL THEN NULL ELSE tier_standing.grant_reason END`;
const columns = ["customer_id:uuid", "level:smallint", "since:date", "rising_since:date", "failing_since:date", "told_on:date", "gap:jsonb", "granted:smallint", "grant_until:date", "evaluated_on:date"];
const date = (day: number | null): string | null => (day === null ? null : dateOf(day));

/**
 * Writes a day's standings: each move with its cause, the tier into the account, the interaction that notices hear of, and
 * word to whoever is here. `by` is the person behind a grant.
 */
export async function writeClimbs(tx: Tx, day: number, climbs: readonly Climbed[]): Promise<void> {
  await insertRows(tx, { table: "tier_standing", columns, suffix: upsert }, climbs.map(({ customerId, after, gap }) => [
    customerId, after.level, dateOf(after.since), date(after.risingSince), date(after.failingSince), date(after.toldOn), after.failingSince === null ? null : JSON.stringify(gap),
    after.grant?.level ?? null, date(after.grant?.until ?? null), dateOf(day)]));
  const moves = climbs.flatMap((one) => (one.move ? [{ ...one, move: one.move, id: newId() }] : []));
  await insertRows(tx, { table: "tier_change", columns: ["id:uuid", "customer_id:uuid", "kind:text", "before:smallint", "after:smallint", "cause:jsonb", "day:date"] },
    moves.map(({ id, customerId, move, before, after, gap }) => [id, customerId, move, before.level, after.level, JSON.stringify({ gap, risingSince: before.risingSince, failingSince: before.failingSince, toldOn: before.toldOn }), dateOf(day)]));
  await setTiers(tx, climbs.filter(({ before, after }) => before.level !== after.level).map(({ customerId, after }) => ({ accountId: customerId, tier: after.level })));
  await recordMany(tx, moves.filter(({ move }) => move !== "grant-ended").map(({ id, customerId, move }) => (
    { customerId, kind: move === "notice" || move === "recovered" ? `tier.${move}` : "tier.changed", occurredAt: new Date(), subject: { type: "tier-change", id }, source: "job", key: `tier:${id}` })));
  for (const { customerId, after, move } of moves) if (move === "up" || move === "down") await tell(tx, { room: `me:${customerId}`, event: "tier", data: { tier: after.level, move } });
}
