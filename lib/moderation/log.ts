import type { Actor } from "#lib/core/actor.ts";
import { env } from "#lib/core/env.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { mayDecide } from "./policy.ts";
import type { LogQuery } from "./schema.ts";
import type { LogPage, LogRow } from "./types.ts";

const pageSize = 40;
type Raw = Omit<LogRow, "at"> & { at: Date };
const list = (where: string): string => `SELECT s.id, a.name AS by, s.act, s.subject_type AS "subjectType", s.subject_id AS "subjectId", s.detail, s.at FROM staff_act s LEFT JOIN account a ON a.id = s.actor_id
  WHERE ($1::bigint IS NULL OR s.id < $1) ${where} ORDER BY s.id DESC LIMIT ${pageSize + 1}`;

async function page(sql: string, after: string | undefined, values: readonly unknown[] = []): Promise<LogPage> {
  const rows = await db().query<Raw>(sql, [decodeCursor(after)?.id ?? null, ...values]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { acts: shown.map((row) => ({ ...row, at: row.at.toISOString() })), next: rows.length > pageSize && last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null };
}

const narrowed = "AND ($2::text IS NULL OR s.act LIKE $2 || '.%') AND ($3::text IS NULL OR a.name ILIKE '%' || $3 || '%' OR s.subject_id = $4)";

/** Every act of staff, the newest first, for the desk: of one group of acts, and of whom or to what, by a part of the name or the whole number. */
export async function readLog(actor: Actor, { after, group, like }: LogQuery): Promise<LogPage | Refusal> {
  const me = mayDecide(actor);
  return refused(me) ? me : page(list(narrowed), after, [group ?? null, like ? like.replace(/[\\%_]/g, "\\$&") : null, like ?? ""]);
}

/** What moderators did, for everyone, where the house says so (MODERATION_LOG=public): acts and reasons, and nobody's name. */
export async function readPublicLog(after: string | undefined): Promise<LogPage | Refusal> {
  if (env().MODERATION_LOG !== "public") return missing();
  const found = await page(list("AND (s.act LIKE 'item.%' OR s.act LIKE 'person.%' OR s.act LIKE 'topic.%')"), after);
  return { ...found, acts: found.acts.map((one) => ({ id: one.id, by: null, act: one.act, subjectType: one.subjectType, subjectId: "", detail: { reason: one.detail.reason ?? null }, at: one.at })) };
}
