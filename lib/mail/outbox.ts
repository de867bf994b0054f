import nodemailer, { type Transporter } from "nodemailer";
import { env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";

export type Letter = { to: string; subject: string; body: string };
export type KeptMail = { id: string; recipient: string; subject: string; body: string; createdAt: string };

/** Puts a letter into the outbox in the caller's transaction: it leaves only when what it tells of is committed. */
export async function queueMail(tx: Tx, letter: Letter): Promise<void> {
  if (/[\r\n]/.test(letter.to + letter.subject)) throw new Error("a mail header may not span lines");
  await tx.query("INSERT INTO mail (id, recipient, subject, body) VALUES ($1, $2, $3, $4)", [newId(), letter.to, letter.subject, letter.body]);
  await tx.query("SELECT pg_notify('mail', '')");
}

let transport: Transporter | undefined;

/**
 * Sends what waits in the outbox over SMTP_URL, oldest first; without one the letters stay for /dev/mail. A row is locked
 * while it is sent, so two processes never send it both. Resolves to how many left.
 */
export async function deliverMail(): Promise<number> {
  const url = env().SMTP_URL;
  if (!url) return 0;
  transport ??= nodemailer.createTransport(url);
  const sender = transport;
  return transact(async (tx) => {
    const [next] = await tx.query<KeptMail>("SELECT id, recipient, subject, body FROM mail WHERE sent_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED");
    if (!next) return 0;
    // The address goes as an object: as a string it would be parsed again, and crafted ones are misrouted.
    await sender.sendMail({ from: { name: env().SITE_NAME, address: env().MAIL_FROM }, to: { name: "", address: next.recipient }, subject: next.subject, text: next.body });
    await tx.query("UPDATE mail SET sent_at = now() WHERE id = $1", [next.id]);
    return 1;
  });
}

/** Where kept mail is shown, or undefined where it must not be: in production, and wherever mail is really sent. */
export function keptMailPath(locale: string): string | undefined {
  const { NODE_ENV, DEMO, SMTP_URL } = env();
  return SMTP_URL || (NODE_ENV === "production" && DEMO !== "on") ? undefined : `/${locale}/dev/mail`;
}

/** The newest hundred letters of the local outbox, for a developer without a mail server. */
export async function readKeptMail(): Promise<KeptMail[]> {
  return db().query<KeptMail>(`SELECT id, recipient, subject, body, created_at AS "createdAt" FROM mail ORDER BY id DESC LIMIT 100`);
}
