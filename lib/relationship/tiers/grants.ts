import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { setTiers } from "#lib/identity/tiers.ts";
import { record } from "#lib/ledger/record.ts";
import { tell } from "#lib/realtime/tell.ts";
import { dayOf } from "../decay.ts";
import { dateOf } from "../segments/snapshots.ts";

export type Grant = { customerId: string; level: number; reason: string; until: Date | null };
const may = (by: Member): true | Refusal => (["concierge", "marketer", "admin"].includes(by.role) ? true : new Refusal("forbidden", "Concierges, marketers and admins grant a tier."));

type Held = { tier: number; granted: number | null; reason: string | null; until: string | null };
const hold = `SELECT a.tier, s.granted, s.grant_reason AS reason, s.grant_until::text AS until FROM account a LEFT JOIN tier_standing s ON s.customer_id = a.id WHERE a.id = $1 AND a.role = 'customer' FOR UPDATE OF a`;

async function tellOf(tx: Tx, by: Member, change: { customerId: string; kind: "granted" | "grant-ended"; before: number; after: number; cause: unknown }): Promise<void> {
  const id = newId();
  await tx.query("INSERT INTO tier_change (id, customer_id, kind, before, after, cause, made_by, day) VALUES ($1, $2, $3, $4, $5, $6, $7, (now() AT TIME ZONE 'UTC')::date)",
    [id, change.customerId, change.kind, change.before, change.after, JSON.stringify(change.cause), by.id]);
  await record(tx, { customerId: change.customerId, kind: "tier.changed", occurredAt: new Date(), subject: { type: "tier-change", id }, source: "web", key: `tier:${id}` });
}

/**
 * Gives a customer a tier, with a reason and an end (null: without one), in the name of a person, at once. What they have
 * earned stays: a lower tier than theirs is refused. The ladder never takes them below it before its end.
 */
export function grantTier(by: Member, { customerId, level, reason, until }: Grant): Promise<{ level: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = may(by);
    if (allowed !== true) return allowed;
    if (reason.trim().length < 3) return new Refusal("invalid", "Say why, in a few words.", { field: "reason" });
    if (until && until <= new Date()) return new Refusal("invalid", "The end must lie ahead.", { field: "until" });
    const [held] = await tx.query<Held>(hold, [customerId]);
    if (!held) return missing();
    if (level < held.tier) return new Refusal("conflict", "They stand higher than that already.", { field: "level" });
    const [why, end] = [reason.trim().slice(0, 500), until && dateOf(dayOf(until))];
    // The same again changes nothing, and is told once.
    if (held.granted === level && held.reason === why && held.until === end) return { level };
    const today = dateOf(dayOf(new Date()));
    await tx.query(
      `INSERT INTO tier_standing AS s (customer_id, level, since, granted, granted_by, grant_reason, grant_until) VALUES ($1, $2, $3, $2, $4, $5, $6)
       ON CONFLICT (customer_id) DO UPDATE SET level = excluded.level, since = CASE WHEN s.level = excluded.level THEN s.since ELSE excluded.since END, rising_since = NULL, failing_since = NULL, told_on = NULL,
         gap = NULL, granted = excluded.granted, granted_by = excluded.granted_by, grant_reason = excluded.grant_reason, grant_until = excluded.grant_until`,
      [customerId, level, today, by.id, why, end]);
    await setTiers(tx, [{ accountId: customerId, tier: level }]);
    await tellOf(tx, by, { customerId, kind: "granted", before: held.tier, after: level, cause: { reason: why, until: until?.toISOString() ?? null } });
    if (level !== held.tier) await tell(tx, { room: `me:${customerId}`, event: "tier", data: { tier: level, move: "granted" } });
    return { level };
  });
}

/** Ends a grant. Nobody falls by it: from now on the ladder's own rules hold, with their patience and their notice. */
export function endGrant(by: Member, customerId: string): Promise<{ level: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = may(by);
    if (allowed !== true) return allowed;
    const [held] = await tx.query<Held>(hold, [customerId]);
    if (held?.granted === null || held?.granted === undefined) return missing();
    await tx.query("UPDATE tier_standing SET granted = NULL, granted_by = NULL, grant_reason = NULL, grant_until = NULL, failing_since = NULL, told_on = NULL WHERE customer_id = $1", [customerId]);
    await tellOf(tx, by, { customerId, kind: "grant-ended", before: held.tier, after: held.tier, cause: {} });
    return { level: held.tier };
  });
}
