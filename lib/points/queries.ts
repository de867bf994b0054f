import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
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
const list = `
  SELECT e.id, e.kind, e.points, l.kind AS cause, coalesce(s.subject_type, l.subject_type) AS "subjectType", coalesce(s.subject_id, l.subject_id) AS "subjectId", e.at, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp, l.available_at AS "availableAt", l.expires_at AS "expiresAt"
  FROM point_entry e JOIN point_lot l ON l.id = e.lot_id LEFT JOIN point_spend s ON s.id = e.spend_id
  WHERE e.account_id = $1 AND ($2::timestamptz IS NULL OR e.at < $2::timestamptz) ORDER BY e.at DESC, e.id DESC LIMIT $3`;

/** Someone's changes of points, the newest first. */
export async function listEntries(accountId: string, after?: string): Promise<Entries> {
  const rows = await db().query<Row>(list, [accountId, decodeCursor(after)?.at ?? null, size + 1]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    entries: shown.map(({ subjectType, subjectId, stamp: _stamp, ...row }) => ({ ...row, subject: { type: subjectType, id: subjectId }, at: row.at.toISOString(), availableAt: row.availableAt.toISOString(), expiresAt: row.expiresAt?.toISOString() ?? null })),
    next: rows.length > size && last ? encodeCursor({ at: last.stamp, id: 0 }) : null,
  };
}
