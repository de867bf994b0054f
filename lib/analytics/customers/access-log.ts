import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Tx } from "#lib/core/transact.ts";

export type PersonalRead = { at: string; what: string; role: string };

/** Notes that someone of the house looks at somebody's data; in the transaction, or before the answer, of the reading itself. */
export async function noteRead(reader: Pick<Tx, "query">, read: { accountId: string; readerId: string; what: "page" | "timeline" | "orders" | "notes" }): Promise<void> {
  await reader.query("INSERT INTO personal_read (account_id, reader_id, what) SELECT id, $2, $3 FROM account WHERE id = $1", [read.accountId, read.readerId, read.what]);
}

/** Who looked at somebody's data, the newest first: when, at what, and in which role; for the person themselves. */
export async function readAccessLog(accountId: string, limit = 100): Promise<PersonalRead[]> {
  const rows = await db().query<{ at: Date; what: string; role: string }>(
    "SELECT p.at, p.what, a.role FROM personal_read p JOIN account a ON a.id = p.reader_id WHERE p.account_id = $1 ORDER BY p.id DESC LIMIT $2", [accountId, limit]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const perPage = 50;
const page = `SELECT p.id, p.at, p.what, a.role FROM personal_read p JOIN account a ON a.id = p.reader_id WHERE p.account_id = $1 AND p.reader_id <> $1 AND ($2::bigint IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT ${perPage + 1}`;

/** The same, a page at a time. One query. */
export async function listReads(accountId: string, after?: string): Promise<{ reads: (PersonalRead & { id: number })[]; next: string | null }> {
  const rows = await db().query<{ id: number; at: Date; what: string; role: string }>(page, [accountId, decodeCursor(after)?.id ?? null]);
  const reads = rows.slice(0, perPage).map((row) => ({ ...row, at: row.at.toISOString() }));
  const last = reads.at(-1);
  return { reads, next: rows.length > perPage && last ? encodeCursor({ at: last.at, id: last.id }) : null };
}
