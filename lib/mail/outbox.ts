import { env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/core/transact.ts";
import { letterText } from "./letter-text.ts";
import type { KeptMail, Letter } from "./types.ts";

export type { Letter } from "./types.ts";

const insert = `
  INSERT INTO mail (id, recipient, subject, body, content, account_id, locale, stream, letter, answers_type, answers_id, list_id, key, secret, leave_url, due_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, coalesce($16, now())) ON CONFLICT (key) DO NOTHING`;

// Half a letter outside the basic plane, which a name may hold, is no text to the database.
const wellFormed = (_key: string, value: unknown): unknown => (typeof value === "string" ? value.toWellFormed() : value);

/**
 * Puts a letter into the outbox in the caller's transaction: it leaves only when what it tells of is committed. A letter with a
 * key that is there already is that letter.
 */
export async function queueMail(tx: Tx, letter: Letter): Promise<void> {
  if (/[\r\n\0]/.test(letter.to + letter.subject + (letter.listId ?? "") + (letter.leave ?? ""))) throw new Error("a mail header may not span lines");
  const body = letter.content ? letterText(letter.content, letter.locale) : (letter.body ?? "");
  await tx.query(insert, [
    newId(), letter.to, letter.subject, body, letter.content ? JSON.stringify(letter.content, wellFormed) : null, letter.account ?? null, letter.locale === "fr" ? "fr" : "en", letter.stream ?? "transactional",
    letter.letter ?? "", letter.answers?.type ?? null, letter.answers?.id ?? null, letter.listId ?? null, letter.key ?? null, letter.secret ?? false, letter.leave ?? null, letter.dueAt ?? null,
  ]);
  await tx.query("SELECT pg_notify('mail', '')");
}

/** Where kept mail is shown, or undefined where it must not be: in production, and wherever mail is really sent. */
export function keptMailPath(locale: string): string | undefined {
  const { NODE_ENV, DEMO, SMTP_URL } = env();
  return SMTP_URL || (NODE_ENV === "production" && DEMO !== "on") ? undefined : `/${locale}/dev/mail`;
}

/** The newest hundred letters of the local outbox, for a developer without a mail server. */
export function readKeptMail(): Promise<KeptMail[]> {
  return db().query<KeptMail>(`SELECT id, recipient, subject, body, stream, created_at AS "createdAt" FROM mail ORDER BY id DESC LIMIT 100`);
}
