import { readSettings } from "#lib/catalogue/settings.ts";
import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import type { ServiceInput } from "./schema.ts";
import { type RawService, type RawSetting, serviceColumns, serviceOf, settingOf } from "./rows.ts";
import type { KeptService, ServiceVersion } from "./types.ts";

function mayKeep(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? actor : missing();
}

const insert = `INSERT INTO service (slug, name, spans, targets, weekly_cases) VALUES ($1, $2, '[]', '[]', 1) RETURNING id`;
const write = `
  UPDATE service SET name = $2, does = $3, does_not = $4, alternative = $5, taken = $6 OR fallback, zone = $7, spans = $8, holidays = $9::date[], targets = $10, weekly_cases = $11, line_weeks = $12, case_cents = $13, minute_cents = $14, position = $15,
    archived_at = CASE WHEN $16 AND NOT fallback THEN coalesce(archived_at, now()) END, version = $17, changed_at = now() WHERE id = $1`;
const keep = `INSERT INTO service_version (service_id, version, setting, note, made_by) SELECT id, version, to_jsonb(s) - ARRAY['changed_at', 'version'], $2, $3 FROM service s WHERE id = $1`;

async function slugFor(tx: Tx, name: string): Promise<string> {
  const slug = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 50) || "service";
  const [there] = await tx.query<{ n: number }>("SELECT count(*)::int AS n FROM service WHERE slug = $1 OR slug LIKE $1 || '-%'", [slug]);
  return there?.n ? `${slug}-${there.n + 1}` : slug;
}

/** Changes a category of the catalogue, or makes one when no id is given, keeping every version of it. Clocks that run keep what they began with. Refused when it was changed since `version` was read. */
export function saveService(actor: Actor, id: number | null, input: ServiceInput): Promise<{ id: number; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeep(actor);
    if (refused(me)) return me;
    const [now] = id === null ? [] : await tx.query<{ id: number; version: number }>("SELECT id, version FROM service WHERE id = $1 FOR UPDATE", [id]);
    if (id !== null && !now) return missing();
    if ((now?.version ?? 0) !== input.version) return new Refusal("conflict", "This was changed meanwhile. Look at it again.");
    const [made] = now ? [now] : await tx.query<{ id: number }>(insert, [await slugFor(tx, input.name), input.name]);
    if (!made) return missing();
    const version = input.version + 1;
    const { hours } = input;
    await tx.query(write, [made.id, input.name, input.does, input.doesNot, input.alternative, input.taken, hours.zone, JSON.stringify(hours.spans), [...new Set(hours.holidays)].sort(), JSON.stringify(input.targets), input.weeklyCases, input.lineWeeks, input.caseCents, input.minuteCents, input.position, input.archived, version]);
    await tx.query(keep, [made.id, input.note, me.id]);
    await noteAct(tx, me, { act: "service.saved", subject: { type: "service", id: made.id }, detail: { version } });
    return { id: made.id, version };
  });
}

const versions = `SELECT v.version, v.note, a.name AS "madeBy", v.made_at AS "madeAt", v.setting, lag(v.setting) OVER (ORDER BY v.version) AS before FROM service_version v LEFT JOIN account a ON a.id = v.made_by WHERE v.service_id = $1 ORDER BY v.version DESC LIMIT 50`;
type RawVersion = { version: number; note: string; madeBy: string | null; madeAt: Date; setting: RawSetting; before: RawSetting | null };

const changedIn = (setting: RawSetting, before: RawSetting): string[] => (Object.keys(setting) as (keyof RawSetting)[]).filter((name) => JSON.stringify(setting[name]) !== JSON.stringify(before[name]));

/** How a category came to be what it is, the latest first, each with what it changed. */
export async function listVersions(actor: Actor, id: number): Promise<{ versions: ServiceVersion[] } | Refusal> {
  const me = mayKeep(actor);
  if (refused(me)) return me;
  const rows = await db().query<RawVersion>(versions, [id]);
  if (rows.length === 0) return missing();
  return {
    versions: rows.map(({ setting, before, madeAt, ...row }) => ({ ...row, madeAt: madeAt.toISOString(), changed: before ? changedIn(setting, before) : [], setting: settingOf(setting), before: before && settingOf(before) })),
  };
}

/** The whole catalogue for its keepers, what is archived last. Two queries. */
export async function listKept(actor: Actor): Promise<{ services: KeptService[]; currency: string } | Refusal> {
  const me = mayKeep(actor);
  if (refused(me)) return me;
  const rows = await db().query<RawService & { archived: boolean; open: number }>(`SELECT ${serviceColumns}, s.archived_at IS NOT NULL AS archived, (SELECT count(*)::int FROM request r WHERE r.service_id = s.id AND r.state = 'open') AS open FROM service s ORDER BY s.archived_at IS NOT NULL, s.position, s.id LIMIT 200`);
  return { services: rows.map((row) => ({ ...serviceOf(row), archived: row.archived, open: row.open })), currency: (await readSettings(db())).currency };
}
