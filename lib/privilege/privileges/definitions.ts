import { readSettings } from "#lib/catalogue/settings.ts";
import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayKeepPrivileges } from "./policy.ts";
import { privilegeColumns, privilegeOf, type RawPrivilege } from "./rows.ts";
import type { AllowanceInput, PrivilegeInput } from "./schema.ts";
import type { Kept, PrivilegeVersion } from "./types.ts";

const named = "words, kind, grants, period, starts_at, ends_at, use_days, units, points, value_cents, cost_cents, position, retired_at";
const insert = `INSERT INTO privilege (client_id, ${named}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, CASE WHEN $14 THEN now() END) RETURNING id`;
const write = `UPDATE privilege SET (${named}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, CASE WHEN $15 THEN coalesce(retired_at, now()) END), version = $2, changed_at = now() WHERE id = $1`;
const keep = `INSERT INTO privilege_version (privilege_id, version, setting, note, made_by) SELECT id, version, to_jsonb(p) - ARRAY['changed_at', 'version', 'client_id'], $2, $3 FROM privilege p WHERE id = $1`;
const changedMeanwhile = (): Refusal => new Refusal("conflict", "This was changed meanwhile. Look at it again.");

function values(input: PrivilegeInput): unknown[] {
  const timed = input.kind === "timed";
  return [JSON.stringify(input.words), input.kind, input.grants, input.period, timed ? input.startsAt : null, timed ? input.endsAt : null, input.useDays, input.units, input.points, input.valueCents, input.costCents, input.position, input.retired];
}

async function written(tx: Tx, id: number | null, input: PrivilegeInput): Promise<{ id: number; version: number; again?: true } | Refusal> {
  if (id === null) {
    const [there] = await tx.query<{ id: number; version: number }>("SELECT id, version FROM privilege WHERE client_id = $1", [input.clientId]);
    if (there) return { ...there, again: true };
    const [made] = await tx.query<{ id: number }>(insert, [input.clientId, ...values(input)]);
    return made ? { id: made.id, version: 1 } : missing();
  }
  const [now] = await tx.query<{ version: number }>("SELECT version FROM privilege WHERE id = $1 FOR UPDATE", [id]);
  if (!now) return missing();
  if (now.version !== input.version) return changedMeanwhile();
  await tx.query(write, [id, now.version + 1, ...values(input)]);
  return { id, version: now.version + 1 };
}

/** Changes what members are given, or makes a privilege when no id is given; every version is kept. What was claimed stays as it was claimed. Refused when it was changed since `version` was read. */
export function savePrivilege(actor: Actor, id: number | null, input: PrivilegeInput): Promise<{ id: number; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepPrivileges(actor);
    if (refused(me)) return me;
    const done = await written(tx, id, input);
    if (refused(done)) return done;
    const { again, ...saved } = done;
    if (again) return saved;
    await tx.query(keep, [saved.id, input.note, me.id]);
    await noteAct(tx, me, { act: "privilege.saved", subject: { type: "privilege", id: saved.id }, detail: { version: saved.version } });
    return saved;
  });
}

/** Says how many of what is by allowance a member of each tier chooses in a year. */
export function setAllowance(actor: Actor, { choices, version }: AllowanceInput): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepPrivileges(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ version: number }>("UPDATE privilege_allowance SET choices = $1, version = version + 1 WHERE version = $2 RETURNING version", [choices, version]);
    if (!row) return changedMeanwhile();
    await noteAct(tx, me, { act: "privilege.allowance", subject: { type: "privilege", id: "allowance" }, detail: { choices, version: row.version } });
    return row;
  });
}

const kept = `
  SELECT ${privilegeColumns}, p.retired_at IS NOT NULL AS retired, coalesce(c.claimed, 0)::int AS claimed, coalesce(c.used, 0)::int AS used, coalesce(c.spent, 0)::float8 AS "spentCents" FROM privilege p
    LEFT JOIN (SELECT privilege_id, count(*) FILTER (WHERE state <> 'returned') AS claimed, count(*) FILTER (WHERE state = 'used') AS used, sum(cost_cents) FILTER (WHERE state = 'used') AS spent FROM privilege_claim WHERE claimed_at > now() - interval '1 year' GROUP BY 1) c ON c.privilege_id = p.id
  ORDER BY p.retired_at IS NOT NULL, p.position, p.id LIMIT 200`;
const people = "SELECT tier, count(*)::int AS count FROM account WHERE role = 'customer' AND (suspended_at IS NULL OR suspended_until <= now()) GROUP BY tier";
type Row = RawPrivilege & { retired: boolean; claimed: number; used: number; spentCents: number };

/** Everything that is given, for its keepers: with how often it was taken within a year, what it cost, and how many people each tier has. Four statements. */
export async function listKept(actor: Actor): Promise<Kept | Refusal> {
  const me = mayKeepPrivileges(actor);
  if (refused(me)) return me;
  const [rows, tiers, [allowance], settings] = await Promise.all([
    db().query<Row>(kept), db().query<{ tier: number; count: number }>(people), db().query<{ choices: number[]; version: number }>("SELECT choices::int[] AS choices, version FROM privilege_allowance"), readSettings(db()),
  ]);
  return { privileges: rows.map(privilegeOf), allowance: allowance ?? { choices: [0, 0, 0, 0], version: 0 }, people: [0, 1, 2, 3].map((tier) => tiers.find((one) => one.tier === tier)?.count ?? 0), currency: settings.currency };
}

const versions = `SELECT v.version, v.note, a.name AS "madeBy", v.made_at AS "madeAt", v.setting, lag(v.setting) OVER (ORDER BY v.version) AS before FROM privilege_version v LEFT JOIN account a ON a.id = v.made_by WHERE v.privilege_id = $1 ORDER BY v.version DESC LIMIT 50`;
type RawVersion = { version: number; note: string; madeBy: string | null; madeAt: Date; setting: Record<string, unknown>; before: Record<string, unknown> | null };

/** How a privilege came to be what it is, the latest first, each with what it changed. */
export async function listVersions(actor: Actor, id: number): Promise<{ versions: PrivilegeVersion[] } | Refusal> {
  const me = mayKeepPrivileges(actor);
  if (refused(me)) return me;
  const rows = await db().query<RawVersion>(versions, [id]);
  if (rows.length === 0) return missing();
  return { versions: rows.map(({ setting, before, madeAt, ...row }) => ({ ...row, madeAt: madeAt.toISOString(), changed: before ? Object.keys(setting).filter((name) => JSON.stringify(setting[name]) !== JSON.stringify(before[name])) : [] })) };
}
