import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { maySeeIndividuals } from "../policy.ts";
import { noteRead } from "./access-log.ts";
import type { NoteVersion, NoteView } from "./types.ts";

type Row = Omit<NoteView, "at" | "editedAt" | "by" | "mine"> & { authorId: string; author: string; at: Date; editedAt: Date | null };
const columns = `n.id, n.body, n.version, n.created_at AS at, n.edited_at AS "editedAt", n.author_id AS "authorId", a.name AS author`;
const viewOf = ({ authorId, author, at, editedAt, ...row }: Row, me: Member): NoteView => ({ ...row, by: { id: authorId, name: author }, at: at.toISOString(), editedAt: editedAt?.toISOString() ?? null, mine: authorId === me.id || me.role === "admin" });

/** The notes about a customer, the newest first. */
export async function listNotes(reader: Reader, customerId: string, me: Member): Promise<NoteView[]> {
  const rows = await reader.query<Row>(`SELECT ${columns} FROM customer_note n JOIN account a ON a.id = n.author_id WHERE n.customer_id = $1 AND n.deleted_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT 200`, [customerId]);
  return rows.map((row) => viewOf(row, me));
}

/** Writes a note about a customer. Its id comes from whoever writes, so that the same one twice is one. */
export function writeNote(actor: Actor, { customerId, id, body }: { customerId: string; id: string; body: string }): Promise<NoteView | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [made] = await tx.query<{ id: string }>(
      "INSERT INTO customer_note (id, customer_id, author_id, body) SELECT $1, c.customer_id, $3, $4 FROM customer_fact c WHERE c.customer_id = $2 ON CONFLICT (id) DO NOTHING RETURNING id", [id, customerId, me.id, body]);
    if (made) await noteAct(tx, me, { act: "note.written", subject: { type: "account", id: customerId }, detail: { note: id } });
    const [row] = await tx.query<Row>(`SELECT ${columns} FROM customer_note n JOIN account a ON a.id = n.author_id WHERE n.id = $1 AND n.customer_id = $2 AND n.author_id = $3`, [id, customerId, me.id]);
    return row ? viewOf(row, me) : missing();
  });
}

async function own(tx: Tx, actor: Actor, id: string): Promise<{ me: Member; customerId: string; version: number; deleted: boolean } | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [row] = await tx.query<{ customerId: string; authorId: string; version: number; deleted: boolean }>(
    `SELECT customer_id AS "customerId", author_id AS "authorId", version, deleted_at IS NOT NULL AS deleted FROM customer_note WHERE id = $1 FOR UPDATE`, [id]);
  if (!row) return missing();
  return row.authorId === me.id || me.role === "admin" ? { me, customerId: row.customerId, version: row.version, deleted: row.deleted } : new Refusal("forbidden", "Only its author or an admin changes a note.");
}

/** Changes a note; what it said stays readable in its history. */
export function changeNote(actor: Actor, id: string, said: { body: string; version: number }): Promise<NoteView | Refusal> {
  return transact(async (tx) => {
    const note = await own(tx, actor, id);
    if (refused(note)) return note;
    if (note.deleted) return missing();
    if (note.version !== said.version) return new Refusal("conflict", "This note was changed meanwhile. Look at it again.");
    await tx.query("INSERT INTO customer_note_version (note_id, version, body, editor_id, written_at) SELECT id, version, body, $2, coalesce(edited_at, created_at) FROM customer_note WHERE id = $1", [id, note.me.id]);
    await tx.query("UPDATE customer_note SET body = $2, version = version + 1, edited_at = now() WHERE id = $1", [id, said.body]);
    await noteAct(tx, note.me, { act: "note.changed", subject: { type: "account", id: note.customerId }, detail: { note: id } });
    const [row] = await tx.query<Row>(`SELECT ${columns} FROM customer_note n JOIN account a ON a.id = n.author_id WHERE n.id = $1`, [id]);
    return row ? viewOf(row, note.me) : missing();
  });
}

/** Takes a note away, or brings it back. */
export function removeNote(actor: Actor, id: string, removed: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    const note = await own(tx, actor, id);
    if (refused(note)) return note;
    if (note.deleted === removed) return true;
    await tx.query("UPDATE customer_note SET deleted_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1", [id, removed]);
    await noteAct(tx, note.me, { act: removed ? "note.removed" : "note.returned", subject: { type: "account", id: note.customerId }, detail: { note: id } });
    return true;
  });
}

/** What a note said before, the newest first. */
export async function readNoteHistory(actor: Actor, id: string): Promise<{ versions: NoteVersion[] } | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [note] = await db().query<{ customerId: string }>(`SELECT customer_id AS "customerId" FROM customer_note WHERE id = $1 AND deleted_at IS NULL`, [id]);
  if (!note) return missing();
  await noteRead(db(), { accountId: note.customerId, readerId: me.id, what: "notes" });
  const rows = await db().query<{ version: number; body: string; by: string | null; at: Date }>(
    "SELECT v.version, v.body, a.name AS by, v.written_at AS at FROM customer_note_version v JOIN account a ON a.id = v.editor_id WHERE v.note_id = $1 ORDER BY v.version DESC LIMIT 100", [id]);
  return { versions: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
