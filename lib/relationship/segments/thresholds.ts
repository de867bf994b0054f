import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { holding } from "./axes.ts";

/** The thresholds of the portfolio: of X in points of the factor, of Y as the percentage of net profit the vital set makes. Version 0 is what the model says unless somebody set it. */
export type Thresholds = { version: number; threshold: number; vital: number };
export type ThresholdChange = Thresholds & { reason: string; by: string | null; at: string };
export type Standing = { A: number; B: number; C: number; D: number };

const unset: Thresholds = { version: 0, threshold: holding.threshold, vital: Math.round(100 * holding.vital) };

/** The thresholds in force. */
export async function readThresholds(reader: Reader): Promise<Thresholds> {
  const [row] = await reader.query<Thresholds>("SELECT version, threshold::float8 AS threshold, vital FROM portfolio_rule ORDER BY version DESC LIMIT 1");
  return row ?? unset;
}

/** The last changes of the thresholds, the newest first. */
export async function listThresholds(limit = 20): Promise<ThresholdChange[]> {
  const rows = await db().query<Omit<ThresholdChange, "at"> & { at: Date }>(
    `SELECT r.version, r.threshold::float8 AS threshold, r.vital, r.reason, a.name AS by, r.made_at AS at FROM portfolio_rule r LEFT JOIN account a ON a.id = r.made_by ORDER BY r.version DESC LIMIT $1`, [limit]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/**
 * Sets the thresholds, in the name of a person and with their reason; what was stays in the list. The next nights place
 * customers by them, with their patience, so nobody moves at once. `version` is the one that was looked at.
 */
export function setThresholds(by: Member, wanted: { threshold: number; vital: number; reason: string; version: number }): Promise<Thresholds | Refusal> {
  return transact(async (tx) => {
    await tx.query("LOCK TABLE portfolio_rule IN EXCLUSIVE MODE");
    const before = await readThresholds(tx);
    if (before.version !== wanted.version) return new Refusal("conflict", "The thresholds were changed meanwhile. Look at them again.");
    const [row] = await tx.query<{ version: number }>("INSERT INTO portfolio_rule (threshold, vital, reason, made_by) VALUES ($1, $2, $3, $4) RETURNING version", [wanted.threshold, wanted.vital, wanted.reason, by.id]);
    const after: Thresholds = { version: row?.version ?? 0, threshold: wanted.threshold, vital: wanted.vital };
    await noteAct(tx, by, { act: "thresholds.changed", subject: { type: "portfolio", id: after.version }, detail: { before, after, reason: wanted.reason } });
    return after;
  });
}

const readCounts = `
  SELECT count(*) FILTER (WHERE rf >= $1 AND net_cents >= $2) AS a, count(*) FILTER (WHERE rf < $1 AND net_cents >= $2) AS b,
         count(*) FILTER (WHERE rf >= $1 AND net_cents < $2) AS c, count(*) FILTER (WHERE rf < $1 AND net_cents < $2) AS d FROM portfolio`;

/** How many would stand in each segment under thresholds, dwelling aside, as the last night left everybody. `edgeCents` is the least profit in the vital set. */
export async function countUnder({ threshold, edgeCents }: { threshold: number; edgeCents: number }): Promise<Standing> {
  const [row] = await db().query<{ a: number; b: number; c: number; d: number }>(readCounts, [threshold, Math.max(1, Math.ceil(edgeCents))]);
  return { A: row?.a ?? 0, B: row?.b ?? 0, C: row?.c ?? 0, D: row?.d ?? 0 };
}
