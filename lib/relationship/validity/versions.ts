import { Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import type { Model } from "../factor.ts";
import { modelOf } from "../standing.ts";

export type VersionStatus = "draft" | "adopted" | "retired";
export type ModelVersion = Model & { status: VersionStatus; metrics: unknown; note: string; madeBy: string | null; madeAt: string; adoptedBy: string | null; adoptedAt: string | null };
type Row = { version: number; kappa: unknown; weights: unknown; indicators: unknown; status: VersionStatus; metrics: unknown; note: string; madeBy: string | null; madeAt: Date; adoptedBy: string | null; adoptedAt: Date | null };

const select = `SELECT version, kappa, weights, indicators, status, metrics, note, made_by AS "madeBy", made_at AS "madeAt", adopted_by AS "adoptedBy", adopted_at AS "adoptedAt" FROM model_version`;
const versionOf = (row: Row): ModelVersion => ({
  ...modelOf(row), status: row.status, metrics: row.metrics, note: row.note, madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), adoptedBy: row.adoptedBy, adoptedAt: row.adoptedAt?.toISOString() ?? null,
});

/** Every model version, the newest first. */
export async function readVersions(): Promise<ModelVersion[]> {
  return (await db().query<Row>(`${select} ORDER BY version DESC`)).map(versionOf);
}

/** One model version, or undefined. */
export async function readVersion(version: number): Promise<ModelVersion | undefined> {
  const [row] = await db().query<Row>(`${select} WHERE version = $1`, [version]);
  return row && versionOf(row);
}

/** Writes a draft under the next number, with the live indicators unless it names others; it changes nobody's factor. Resolves to its number. */
export function draftVersion(draft: Pick<Model, "kappa" | "weights" | "indicators"> & { metrics: unknown; note: string; madeBy: string | null }): Promise<number> {
  return transact(async (tx) => {
    await tx.query("LOCK TABLE model_version IN EXCLUSIVE MODE");
    const [row] = await tx.query<{ version: number }>(
      `INSERT INTO model_version (version, kappa, weights, status, metrics, note, made_by, indicators)
       SELECT max(version) + 1, $1, $2, 'draft', $3, $4, $5, coalesce($6::jsonb, (SELECT indicators FROM model_version WHERE status = 'adopted'), '[]') FROM model_version RETURNING version`,
      [JSON.stringify(draft.kappa), JSON.stringify(draft.weights), JSON.stringify(draft.metrics), draft.note, draft.madeBy, draft.indicators ? JSON.stringify(draft.indicators) : null]);
    if (!row) throw new Error("There is no model version to follow.");
    return row.version;
  });
}

/**
 * Makes a version the live one, in the name of a person: everybody's factor is read under it from the next moment on. The
 * one before is retired and can be adopted again. Adopting the live one again changes nothing.
 */
export function adoptVersion(version: number, by: { id: string; role: string }): Promise<ModelVersion | Refusal> {
  return transact(async (tx) => {
    if (by.role !== "marketer" && by.role !== "admin") return new Refusal("forbidden", "Marketers and admins adopt a model version.");
    await tx.query("LOCK TABLE model_version IN EXCLUSIVE MODE");
    const [row] = await tx.query<{ status: VersionStatus }>("SELECT status FROM model_version WHERE version = $1", [version]);
    if (!row) return new Refusal("missing", "There is no such model version.");
    if (row.status !== "adopted") {
      await tx.query("UPDATE model_version SET status = 'retired' WHERE status = 'adopted'");
      await tx.query("UPDATE model_version SET status = 'adopted', adopted_at = now(), adopted_by = $2 WHERE version = $1", [version, by.id]);
    }
    const [live] = await tx.query<Row>(`${select} WHERE version = $1`, [version]);
    if (!live) throw new Error("the version that was adopted is gone");
    return versionOf(live);
  });
}
