import { spawn } from "node:child_process";
import { join } from "node:path";
import nodemailer from "nodemailer";
import pg from "pg";

/** Asks the database of the product under test. */
export async function inDatabase(sql: string, values: unknown[] = []): Promise<{ [column: string]: unknown }[]> {
  const client = new pg.Client({ connectionString: process.env.RAPPORT_E2E_DATABASE });
  await client.connect();
  const { rows } = await client.query(sql, values);
  await client.end();
  return rows as { [column: string]: unknown }[];
}

async function sender(url: string, more: { [name: string]: string } = {}): Promise<void> {
  const env = { ...process.env, DATABASE_URL: process.env.RAPPORT_E2E_DATABASE, SECRET: process.env.RAPPORT_E2E_SECRET, SMTP_URL: url, MAIL_FROM: "hello@house.example", LOG_LEVEL: "error", ...more };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "../../tests/mail/sender.ts")], { env, stdio: "inherit" });
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Lets the product write what is due, and a sender take it to a mail server outside. Letters to others stay where they are. */
export async function sent(url: string, to: string): Promise<void> {
  await inDatabase("UPDATE mail SET due_at = now() + interval '1 day' WHERE state = 'waiting' AND recipient <> $1", [to]);
  await sender(url);
}

/** Lets a sender take the letters of one mailing to a mail server outside, to its readers or to one of them alone. It is no quiet hour, and none of them got anything today. */
export async function sentOf(url: string, mailing: string, to: string | null = null): Promise<void> {
  await inDatabase("UPDATE notice_hours SET quiet_from = NULL, quiet_to = NULL");
  await inDatabase("UPDATE mail SET sent_at = sent_at - interval '2 days' WHERE sent_at > now() - interval '1 day' AND recipient IN (SELECT m.recipient FROM mailing_letter l JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1 AND m.state = 'waiting')", [mailing]);
  await inDatabase("UPDATE mail m SET due_at = CASE WHEN EXISTS (SELECT 1 FROM mailing_letter l WHERE l.mail_id = m.id AND l.mailing_id = $1) AND ($2::text IS NULL OR m.recipient = $2) THEN now() ELSE now() + interval '1 day' END WHERE state = 'waiting'", [mailing, to]);
  // As the product under test calls itself: then the ways of a letter are its own, and counted.
  await sender(url, { PORT: "0", MAIL_PACE: "1000" });
}

/** Brings a mail to the product's own door, as a mail server does. */
export async function brought(raw: string, { from, to }: { from: string; to: string }): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: Number(process.env.RAPPORT_E2E_MAIL), secure: false, ignoreTLS: true });
  await transport.sendMail({ envelope: { from, to: [to] }, raw });
  transport.close();
}
