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
  const body = letter.content ? letterText(letter.content, letter.locale ?? "en") : (letter.body ?? "");
  await tx.query(insert, [
    newId(), letter.to, letter.subject, body, letter.content ? JSON.stringify(letter.content, wellFormed) : null, letter.account ?? null, letter.locale === "fr" ? "fr" : "en", letter.stream ?? "transactional",
    letter.letter ?? "", letter.answers?.type ?? null, letter.answers?.id ?? null, letter.listId ?? null, letter.key ?? null, letter.secret ?? false, letter.leave ?? null, letter.dueAt ?? null,
  ]);
  await tx.query("SELECT pg_notify('mail', '')");
}

const insertMany = `
  INSERT INTO mail (id, recipient, subject, body, content, account_id, locale, stream, letter, answers_type, answers_id, list_id, key, leave_url)
  SELECT id, recipient, subject, body, content::jsonb, account_id, locale, stream, letter, answers_type, answers_id, list_id, key, leave_url
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::text[])
    AS m (id, recipient, subject, body, content, account_id, locale, stream, letter, answers_type, answers_id, list_id, key, leave_url)
  ON CONFLICT (key) DO NOTHING`;

/** Puts many letters with content into the outbox in one statement. Resolves to their ids, in their order; a letter with a key that was there is left out (undefined). */
export async function queueMany(tx: Tx, letters: readonly Letter[]): Promise<(string | undefined)[]> {
  if (letters.some((letter) => /[\r\n\0]/.test(letter.to + letter.subject + (letter.listId ?? "") + (letter.leave ?? "")))) throw new Error("a mail header may not span lines");
  const ids = letters.map(() => newId());
  const of = <T>(each: (letter: Letter) => T): T[] => letters.map(each);
  const kept = new Set((await tx.query<{ id: string }>(`${insertMany} RETURNING id`, [
    ids, of((one) => one.to), of((one) => one.subject), of((one) => (one.content ? letterText(one.content, one.locale ?? "en") : (one.body ?? ""))), of((one) => (one.content ? JSON.stringify(one.content, wellFormed) : null)), of((one) => one.account ?? null), of((one) => (one.locale === "fr" ? "fr" : "en")),
    of((one) => one.stream ?? "transactional"), of((one) => one.letter ?? ""), of((one) => one.answers?.type ?? null), of((one) => one.answers?.id ?? null), of((one) => one.listId ?? null), of((one) => one.key ?? null), of((one) => one.leave ?? null),
  ])).map((row) => row.id));
  await tx.query("SELECT pg_notify('mail', '')");
  return ids.map((id) => (kept.has(id) ? id : undefined));
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
