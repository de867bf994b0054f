import { db } from "#lib/core/transact.ts";
import { countRule, underRule } from "./count.ts";
import { resolvedOr } from "./saved.ts";

const ruleOf = async (id: string): Promise<unknown> => (await db().query<{ rule: unknown }>("SELECT rule FROM segment WHERE id = $1", [id]))[0]?.rule;
/** Who writes to a whole segment has a minute for a page, not the second that a person waits. */
const patience = 60_000;

/** The segments that are not put away, by name, for whoever writes to one. */
export const namedSegments = (): Promise<{ id: string; name: string }[]> => db().query("SELECT id, name FROM segment WHERE archived_at IS NULL ORDER BY name, id LIMIT 500");

/** The ids of those for whom a saved segment's rule holds now, after one, in the order of their ids. */
export async function segmentMembers(id: string, after: string, limit: number): Promise<string[]> {
  const rows = await underRule<{ id: string }>(await resolvedOr(db(), await ruleOf(id)), ({ where, from, values }) => ({
    sql: `SELECT c.customer_id AS id FROM ${from} WHERE ${where} AND c.customer_id > $${values.length + 1}::uuid ORDER BY c.customer_id LIMIT ${Math.floor(limit)}`, values: [...values, after],
  }), { milliseconds: patience });
  if (!rows) throw new Error("a segment could not be read in time");
  return rows.map((row) => row.id);
}

/** For how many a saved segment holds now; estimated where counting would take too long. */
export const sizeOfSegment = async (id: string): Promise<number> => (await countRule(await resolvedOr(db(), await ruleOf(id)), { sample: false })).count;
