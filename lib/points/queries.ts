import { db, type Reader } from "#lib/core/transact.ts";
import type { Balance, Entries, EntryView } from "./types.ts";

const balance = `
  SELECT coalesce(sum(left_points) FILTER (WHERE available_at <= now()), 0)::int AS available, coalesce(sum(left_points) FILTER (WHERE available_at > now()), 0)::int AS pending,
    min(available_at) FILTER (WHERE available_at > now() AND left_points > 0) AS "nextAt", coalesce(sum(owed), 0)::int AS owed
  FROM point_lot WHERE account_id = $1 AND (left_points > 0 OR owed > 0) AND (expires_at IS NULL OR expires_at > now())`;

/** What someone has: to spend, pending, and owed. */
export async function balanceOf(reader: Reader, accountId: string): Promise<Balance> {
  const [row] = await reader.query<Omit<Balance, "nextAt"> & { nextAt: Date | null }>(balance, [accountId]);
  return row ? { ...row, nextAt: row.nextAt?.toISOString() ?? null } : { available: 0, pending: 0, nextAt: null, owed: 0 };
}

const size = 30;
type Row = Omit<EntryView, "subject" | "at" | "availableAt" | "expiresAt"> & { subjectType: string; subjectId: string; at: Date; stamp: string; availableAt: Date; expiresAt: Date | null };
// What one spend took out of several lots is one change of somebody's points, and so is its coming back.
const list = `
  WITH changes AS (SELECT coalesce(spend_id, id) AS id, kind, max(at) AS at, sum(points)::int AS points, (array_agg(lot_id))[1] AS lot_id, (array_agg(spend_id))[1] AS spend_id FROM point_entry WHERE account_id = $1 GROUP BY coalesce(spend_id, id), kind
      HAVING $2::timestamptz IS NULL OR (max(at), coalesce(spend_id, id)) < ($2::timestamptz, $3::uuid) ORDER BY 3 DESC, 1 DESC LIMIT $4)
  SELECT c.id, c.kind, c.points, l.kind AS cause, coalesce(s.subject_type, l.subject_type) AS "subjectType", coalesce(s.subject_id, l.subject_id) AS "subjectId", c.at, to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp, l.available_at AS "availableAt", l.expires_at AS "expiresAt"
  FROM changes c JOIN point_lot l ON l.id = c.lot_id LEFT JOIN point_spend s ON s.id = c.spend_id ORDER BY c.at DESC, c.id DESC`;
const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([0-9a-f-]{36})$/;

/** Someone's changes of points, the newest first: one line for each spend, however many lots it took. */
export async function listEntries(accountId: string, after?: string): Promise<Entries> {
  const [, at = null, id = null] = cursor.exec(after ?? "") ?? [];
  const rows = await db().query<Row>(list, [accountId, at, id, size + 1]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    entries: shown.map(({ subjectType, subjectId, stamp: _stamp, ...row }) => ({ ...row, subject: { type: subjectType, id: subjectId }, at: row.at.toISOString(), availableAt: row.availableAt.toISOString(), expiresAt: row.expiresAt?.toISOString() ?? null })),
    next: rows.length > size && last ? `${last.stamp}~${last.id}` : null,
  };
}
