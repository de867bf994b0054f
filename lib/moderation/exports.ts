import type { Member } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { accountColumns, type Row, rowsOf } from "./account-rows.ts";
import { personRooms } from "./person-rooms.ts";
import type { ExportView } from "./types.ts";

// Notes of the desk and of the studio are about people and not theirs; sessions hold secrets; a merge holds another's rows.
const closed = ["queue_item", "queue_note", "decision", "staff_act", "filter_change", "account_merge", "sign_in_link", "export_file", "customer_note", "customer_note_version", "customer_selected"];
const own = new Set(["author_id", "account_id", "customer_id", "owner_id", "editor_id", "by_id"]);
// Who else had a hand in it is not told, nor what would open a door.
const secret = ["by_id", "decided_by", "resolved_by", "claimed_by", "ended_by", "used_by", "token_hash", "password_hash", "not_for", "reader_id"];
const most = 50_000;
const without = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !secret.includes(name)));

/** Asks for everything that is kept about oneself, as one file. */
export function askExport(me: Member): Promise<{ id: string }> {
  return transact(async (tx) => {
    const id = newId();
    await tx.query("INSERT INTO export_file (id, account_id) VALUES ($1, $2)", [id, me.id]);
    await enqueue(tx, { name: "account.export", payload: { id } });
    return { id };
  });
}

async function collect(accountId: string): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = { account: (await db().query<{ row: Row }>("SELECT to_jsonb(a) AS row FROM account a WHERE id = $1", [accountId])).map((one) => without(one.row)) };
  for (const { table, column } of await accountColumns(db(), closed)) {
    // What others said against someone is not theirs to read; what they said themselves is.
    if (!own.has(column) || (column === "by_id") !== (table === "flag")) continue;
    const rows = await rowsOf(db(), { table, column }, { accountId, most });
    if (rows.length > 0) all[table] = [...(all[table] ?? []), ...rows.map(without)];
  }
  for (const { saidTo } of personRooms()) Object.assign(all, await saidTo?.(db(), accountId));
  all.interaction = (await db().query<{ row: Row }>("SELECT to_jsonb(i) - 'xid' - 'seq' AS row FROM interaction i WHERE customer_id = $1 ORDER BY recorded_at LIMIT 50000", [accountId])).map((one) => one.row);
  return all;
}

/** The job: makes the file. It can be fetched for a day. */
export async function makeExport(payload: unknown): Promise<void> {
  const { id } = payload as { id: string };
  const [file] = await db().query<{ accountId: string }>(`SELECT account_id AS "accountId" FROM export_file WHERE id = $1 AND body IS NULL`, [id]);
  if (!file) return;
  const body = Buffer.from(JSON.stringify(await collect(file.accountId), null, 1));
  await db().query("UPDATE export_file SET body = $2, made_at = now(), expires_at = now() + interval '24 hours' WHERE id = $1", [id, body]);
}

/** The job: deletes files whose day is over, and those that never came to be. */
export async function sweepExports(): Promise<void> {
  await db().query("DELETE FROM export_file WHERE expires_at < now() OR (body IS NULL AND asked_at < now() - interval '2 days')");
}

/** One's own exports that can still be fetched, the newest first. */
export async function listExports(me: Member): Promise<ExportView[]> {
  const rows = await db().query<{ id: string; askedAt: Date; expiresAt: Date | null }>(`SELECT id, asked_at AS "askedAt", expires_at AS "expiresAt" FROM export_file WHERE account_id = $1 AND coalesce(expires_at > now(), true) ORDER BY asked_at DESC LIMIT 5`, [me.id]);
  return rows.map((row) => ({ id: row.id, askedAt: row.askedAt.toISOString(), expiresAt: row.expiresAt?.toISOString() ?? null }));
}

/** The file of an export of one's own, while its day lasts. */
export async function readExport(me: Member, id: string): Promise<Buffer | undefined> {
  const [file] = await db().query<{ body: Buffer | null }>("SELECT body FROM export_file WHERE id = $1 AND account_id = $2 AND expires_at > now()", [id, me.id]);
  return file?.body ?? undefined;
}
