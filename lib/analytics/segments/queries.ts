import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { criteria } from "#lib/badges/criteria.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { scoredKinds } from "#lib/relationship/weights.ts";
import { maySeeIndividuals } from "../policy.ts";
import { countRule } from "./count.ts";
import { resolvedOr, resolveRule } from "./saved.ts";
import { ruleOf } from "./schema.ts";
import type { Counted, Named, Rule, SegmentRow, SegmentVersion, SegmentView, Vocabulary } from "./types.ts";

type Row = Omit<SegmentRow, "changedAt" | "countedAt"> & { changedAt: Date; countedAt: Date | null };
const columns = `s.id, s.name, s.description, s.version, s.changed_at AS "changedAt", a.name AS by, s.counted, s.counted_at AS "countedAt", s.archived_at IS NOT NULL AS archived`;
const rowOf = <One extends Row>({ changedAt, countedAt, ...row }: One) => ({ ...row, changedAt: changedAt.toISOString(), countedAt: countedAt?.toISOString() ?? null });
const most = 200;

/** The segments there are, the last changed first; with `archived` those that were put away. */
export async function listSegments(actor: Actor, { archived }: { archived: boolean }): Promise<{ segments: SegmentRow[] } | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const rows = await db().query<Row>(`SELECT ${columns} FROM segment s LEFT JOIN account a ON a.id = s.made_by WHERE (s.archived_at IS NOT NULL) = $1 ORDER BY s.changed_at DESC, s.id DESC LIMIT ${most}`, [archived]);
  return { segments: rows.map(rowOf) };
}

const readVersions = `SELECT v.version, v.name, v.description, v.rule, v.back_to AS "backTo", a.name AS by, v.made_at AS at FROM segment_version v LEFT JOIN account a ON a.id = v.made_by WHERE v.segment_id = $1 ORDER BY v.version DESC LIMIT 200`;
const readUses = `SELECT u.kind, u.subject_id AS id, coalesce(o.name, '') AS name FROM segment_use u LEFT JOIN segment o ON u.kind = 'segment' AND o.id::text = u.subject_id WHERE u.segment_id = $1 ORDER BY 1, 3 LIMIT 100`;

/** A segment with its versions and what uses it. Three statements. */
export async function readSegment(actor: Actor, id: string): Promise<SegmentView | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [[row], versions, usedBy] = await Promise.all([
    db().query<Row & { rule: Rule }>(`SELECT ${columns}, s.rule FROM segment s LEFT JOIN account a ON a.id = s.made_by WHERE s.id = $1`, [id]),
    db().query<Omit<SegmentVersion, "at"> & { at: Date }>(readVersions, [id]),
    db().query<SegmentView["usedBy"][number]>(readUses, [id]),
  ]);
  return row ? { ...rowOf(row), versions: versions.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })), usedBy } : missing();
}

/** For how many a rule holds that is being written, and some of them. */
export async function countFor(actor: Actor, given: unknown): Promise<Counted | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const rule = ruleOf(given);
  const resolved = rule ? await resolveRule(db(), rule) : missing();
  return refused(resolved) ? resolved : countRule(resolved);
}

/** Counts a saved segment, and keeps the count for the lists. */
export async function countSegment(actor: Actor, id: string): Promise<Counted | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [row] = await db().query<{ rule: unknown; version: number }>("SELECT rule, version FROM segment WHERE id = $1", [id]);
  if (!row) return missing();
  const counted = await countRule(await resolvedOr(db(), row.rule), { sample: false });
  if (counted.exact) await db().query("UPDATE segment SET counted = $3, counted_at = now() WHERE id = $1 AND version = $2", [id, row.version, counted.count]);
  return counted;
}

const named = (sql: string): Promise<Named[]> => db().query<Named>(sql);

/** What a rule may choose from: the kinds there are, products, rooms, tags, badges, selections, other segments, indicators. Eight statements. */
export async function readVocabulary(actor: Actor): Promise<Vocabulary | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [products, categories, tags, selections, segments, [night], model, { currency }] = await Promise.all([
    named("SELECT code AS value, name FROM product WHERE active ORDER BY name, code LIMIT 500"),
    named("SELECT id::text AS value, name FROM category ORDER BY position, id LIMIT 200"),
    named("SELECT id::text AS value, name FROM tag ORDER BY name LIMIT 500"),
    named("SELECT id::text AS value, CASE WHEN name = '' THEN to_char(made_at, 'YYYY-MM-DD HH24:MI') ELSE name END || ' (' || count || ')' AS name FROM customer_selection ORDER BY made_at DESC LIMIT 100"),
    named("SELECT id::text AS value, name FROM segment WHERE archived_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT 200"),
    db().query<{ day: string }>("SELECT day::text AS day FROM portfolio_day ORDER BY day DESC LIMIT 1"), readModel(db()), readSettings(db()),
  ]);
  return { indicators: (model.indicators ?? []).map((one) => ({ value: one.name, name: one.label })), kinds: scoredKinds.filter((kind) => kind !== "refund"), languages: ["en", "fr"], products, categories, tags, badges: criteria.map((one) => one.key), selections, segments, asOf: night?.day ?? null, currency };
}
