import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";
import { transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import type { Block } from "#lib/mail/types.ts";

const sign = (said: string): string => createHmac("sha256", env().SECRET).update(`mail-seen:${said}`).digest("base64url").slice(0, 22);
const short = (id: string): string => id.replaceAll("-", "");
const long = (id: string): string => `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;

/** A picture of one point by which a letter says that it was opened. It stands only in letters to those who agreed to it. */
export function seenBlock(mailingId: string, accountId: string): Block {
  const said = `${short(mailingId)}${short(accountId)}`;
  return { kind: "html", html: `<img src="${publicUrl()}/api/mail/seen/${said}.${sign(said)}" width="1" height="1" alt="" style="display:block;border:0"/>`, text: "" };
}

// Whoever took their consent back is not counted, however old the letter is that they open.
const note = `
  UPDATE mailing_letter l SET opened_at = now() FROM mail_preference p
  WHERE p.account_id = l.account_id AND p.opens AND l.mailing_id = $1 AND l.account_id = $2 AND l.watched AND l.opened_at IS NULL RETURNING l.mail_id AS "mailId"`;

/** Notes that a letter was opened, once, by a reader who agrees to it. It is recorded and never scored: programs open mail, too. */
export async function noteOpened(token: string): Promise<void> {
  const [, mailing, account, signed = ""] = /^([0-9a-f]{32})([0-9a-f]{32})\.([\w-]{22})$/.exec(token) ?? [];
  if (!mailing || !account || !timingSafeEqual(Buffer.from(signed), Buffer.from(sign(mailing + account)))) return;
  await transact(async (tx) => {
    const [opened] = await tx.query<{ mailId: string | null }>(note, [long(mailing), long(account)]);
    if (opened) await record(tx, { kind: "mail.opened", customerId: long(account), occurredAt: new Date(), subject: { type: "mail", id: opened.mailId ?? "" }, source: "mail", key: `open:${mailing}:${account}` });
  });
}

/** The picture itself: a GIF of one clear point. */
export const point = Uint8Array.from(Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"));
