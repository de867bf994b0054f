import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { mayWatch } from "../queries.ts";
import type { Timeline } from "./types.ts";

const steps = 48;
const marks = `
  SELECT p.number, p.created_at AS at FROM topic t CROSS JOIN LATERAL (
    SELECT DISTINCT 1 + round((t.last_number - 1) * s::numeric / ${steps})::int AS number FROM generate_series(0, ${steps}) s) q
  JOIN post p ON p.topic_id = t.id AND p.number = q.number WHERE t.id = $1 ORDER BY p.number`;

/** When the posts of a topic were written, about: as many looks in an index as there are marks, however long it is. Two queries. */
export async function readTimeline(actor: Actor, id: number): Promise<Timeline | Refusal> {
  if (!(await mayWatch(actor, id))) return missing();
  const rows = await db().query<{ number: number; at: Date }>(marks, [id]);
  return { marks: rows.map((row) => ({ number: row.number, at: row.at.toISOString() })) };
}

// Later posts have later numbers, so the first one after a moment is found by halving what is left.
const search = `
  WITH RECURSIVE half (low, high) AS (
    SELECT 1, t.last_number FROM topic t WHERE t.id = $1
    UNION ALL
    SELECT CASE WHEN p.created_at < $2 THEN (low + high) / 2 + 1 ELSE low END, CASE WHEN p.created_at < $2 THEN high ELSE (low + high) / 2 END
    FROM half JOIN post p ON p.topic_id = $1 AND p.number = (low + high) / 2 WHERE low < high)
  SELECT low AS number FROM half WHERE low >= high LIMIT 1`;

/** The number of the first post written at a moment or after it; the last one when nothing was. Two queries. */
export async function findPlace(actor: Actor, id: number, at: Date): Promise<{ number: number } | Refusal> {
  if (!(await mayWatch(actor, id))) return missing();
  const [row] = await db().query<{ number: number }>(search, [id, at]);
  return row ?? missing();
}
