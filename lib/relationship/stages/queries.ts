import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { phasesOf } from "./machine.ts";
import type { NamedFact, StageCause, StageFact, Standing, StageView } from "./types.ts";

/** The stage of each of these customers who has one (model, section 6). */
export async function stagesOf(reader: Reader, customerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ id: string; stage: number }>("SELECT customer_id AS id, stage FROM customer_stage WHERE customer_id = ANY($1::uuid[]) AND stage > 0", [customerIds]);
  return new Map(rows.map((row) => [row.id, row.stage]));
}

type Row = { stage: number; since: Date; highest: number; loops: number; evidence: StageFact[]; due: Date | null };
const readRow = `SELECT stage, since, highest, loops, evidence, due_at AS due FROM customer_stage WHERE customer_id = $1`;

/** Where a customer stands, with the evidence; stage 0 for whoever never forwarded anything. One statement. */
export async function stageOf(reader: Reader, customerId: string): Promise<Standing> {
  const [row] = await reader.query<Row>(readRow, [customerId]);
  if (!row) return { stage: 0, since: null, evidence: [], highest: 0, loops: 0, due: null };
  return { ...row, since: row.since.toISOString(), due: row.due?.toISOString() ?? null };
}

type StepRow = { id: number; before: number; after: number; at: Date; cause: StageCause; evidence: StageFact[]; takenBackAt: Date | null };
const readSteps = `SELECT id, before, after, at, cause, evidence, taken_back_at AS "takenBackAt" FROM stage_change WHERE customer_id = $1 ORDER BY at DESC, id DESC LIMIT 60`;
const readTitles = `SELECT r.id::text AS id, left(r.wish, 90) AS title FROM request r WHERE r.customer_id = $1 AND r.id::text = ANY($2::text[])`;

async function viewOf(customerId: string, named: boolean): Promise<StageView> {
  const [standing, rows] = await Promise.all([stageOf(db(), customerId), db().query<StepRow>(readSteps, [customerId])]);
  const requests = [...standing.evidence, ...rows.flatMap((row) => row.evidence)].filter((one) => one.what !== "active" && one.what !== "brought").map((one) => one.id);
  const titles = named && requests.length > 0 ? new Map((await db().query<{ id: string; title: string }>(readTitles, [customerId, [...new Set(requests)]])).map((row) => [row.id, row.title])) : new Map<string, string>();
  const withName = (one: StageFact): NamedFact => ({ ...one, title: one.what === "active" || one.what === "brought" ? null : (titles.get(one.id) ?? null) });
  return {
    ...standing, phases: phasesOf(standing.stage), evidence: standing.evidence.map(withName),
    steps: rows.map((row) => ({ ...row, at: row.at.toISOString(), takenBackAt: row.takenBackAt?.toISOString() ?? null, evidence: row.evidence.map(withName) })),
  };
}

/** A member's own stage: where they stand, by what, and how they came there, with the words of their wishes. Three statements. */
export async function readStage(actor: Member): Promise<StageView | Refusal> {
  if (actor.role !== "customer") return new Refusal("forbidden", "People who work here have no relationship factor.");
  return viewOf(actor.id, true);
}

/** The same of a customer for who may see them, without a word of what they wished: that is between them and the desk. Two statements. */
export const stageViewOf = (customerId: string): Promise<StageView> => viewOf(customerId, false);
