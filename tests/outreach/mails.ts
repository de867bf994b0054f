import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { acceptMail } from "#lib/mail/in/accepting.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { type Answerable, mailDomain, replyAddress } from "#lib/mail/reply-token.ts";
import { handleIncoming } from "#lib/outreach/incoming/handling.ts";
import type { Somebody } from "#tests/world/people.ts";

type Written = { from: string; to: string; subject?: string; text?: string; headers?: string[]; returnPath?: string; type?: string };
type Came = { id: number; state: string; reason: string; path: string | null; text: string; accountId: string | null; routeType: string | null };

/** A mail as a person's program sends it. */
export function written({ from, to, subject = "Re: A thing", text = "", headers = [], type = "text/plain; charset=utf-8" }: Written): string {
  return [`From: Somebody <${from}>`, `To: <${to}>`, `Subject: ${subject}`, `Message-ID: <${newId()}@mail.example>`, `Date: ${new Date().toUTCString()}`, "MIME-Version: 1.0", `Content-Type: ${type}`, "Content-Transfer-Encoding: 8bit", ...headers, "", text, ""].join("\r\n");
}

/** Where somebody answers something by mail. */
export const answerTo = (who: Somebody, type: Answerable, id: number): string => replyAddress({ type, id, accountId: who.id });
/** The address of the house for something. */
export const house = (local: string): string => `${local}@${mailDomain()}`;

/** Takes in a mail and handles it: what came of it. */
export async function comes(mail: Written, raw = written(mail)): Promise<Came> {
  await acceptMail({ raw: Buffer.from(raw), recipients: [mail.to], returnPath: mail.returnPath ?? mail.from, door: "smtp", vouched: true });
  await handleIncoming();
  return lastTo(mail.to);
}

/** What came of the last mail to an address. */
export async function lastTo(to: string): Promise<Came> {
  const [row] = await db().query<Came>(`SELECT id, state, reason, path, text, account_id AS "accountId", route_type AS "routeType" FROM incoming_mail WHERE recipient = lower($1) ORDER BY id DESC LIMIT 1`, [to]);
  if (!row) throw new Error("no mail came");
  return row;
}

/** A letter of ours that somebody got, which can be answered: its id. */
export async function letterTo(who: Somebody, answers?: { type: Answerable; id: number }): Promise<string> {
  await transact((tx) => queueMail(tx, { to: who.email, account: who.id, subject: "A letter", body: "x", stream: "conversation", ...(answers ? { answers } : {}) }));
  const [row] = await db().query<{ id: string }>("UPDATE mail SET state = 'sent', sent_at = now() WHERE id = (SELECT id FROM mail WHERE account_id = $1 ORDER BY id DESC LIMIT 1) RETURNING id", [who.id]);
  if (!row) throw new Error("no letter was queued");
  return row.id;
}
