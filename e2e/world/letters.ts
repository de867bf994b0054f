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

/** Lets the product write what is due, and a sender take it to a mail server outside. Letters to others stay where they are. */
export async function sent(url: string, to: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: process.env.RAPPORT_E2E_DATABASE, SECRET: process.env.RAPPORT_E2E_SECRET, SMTP_URL: url, MAIL_FROM: "hello@house.example", LOG_LEVEL: "error" };
  await inDatabase("UPDATE mail SET due_at = now() + interval '1 day' WHERE state = 'waiting' AND recipient <> $1", [to]);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "../../tests/mail/sender.ts")], { env, stdio: "inherit" });
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Brings a mail to the product's own door, as a mail server does. */
export async function brought(raw: string, { from, to }: { from: string; to: string }): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: Number(process.env.RAPPORT_E2E_MAIL), secure: false, ignoreTLS: true });
  await transport.sendMail({ envelope: { from, to: [to] }, raw });
  transport.close();
}
