import nodemailer from "nodemailer";
import { env } from "#lib/core/env.ts";
import type { Claimed } from "./claims.ts";
import { letterHtml } from "./letter-html.ts";
import { contentOf } from "./letter-text.ts";
import { type Answerable, mailDomain, replyAddress } from "./reply-token.ts";
import { counted } from "./ways.ts";

/** Letters never weigh more than this: beyond it the big clients cut them off. */
export const mostBytes = 100 * 1024;

const composers = new Map<string, ReturnType<typeof compose>>();

function compose() {
  const { DKIM_KEY, DKIM_SELECTOR } = env();
  // Signed with what every receiver reads of a letter: the lists' headers too, so that nobody can add a way out that is theirs.
  return nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows", ...(DKIM_KEY ? { dkim: { domainName: mailDomain(), keySelector: DKIM_SELECTOR, privateKey: DKIM_KEY.replaceAll("\\n", "\n") } } : {}) });
}

function composer(): ReturnType<typeof compose> {
  const key = env().DKIM_KEY ?? "";
  const made = composers.get(key) ?? compose();
  composers.set(key, made);
  return made;
}

/** The stable name of a letter: the same on every try. */
export const messageId = (id: string): string => `<${id}@${mailDomain()}>`;

/** The address bounces of a letter come back to; it names the letter. */
export const bounceAddress = (id: string): string => `bounce+${id.replaceAll("-", "")}@${mailDomain()}`;

/** What of a letter's headers says which letter it is, where it is answered and how it ends. */
export function headersOf(mail: Claimed): Record<string, string> {
  const list = mail.listId ?? (mail.stream === "transactional" ? null : `${mail.stream}.${mailDomain()}`);
  return {
    ...(mail.leaveUrl ? { "List-Unsubscribe": `<${mail.leaveUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
    ...(list ? { "List-Id": `<${list.replace(/[<>]/g, "")}>` } : {}),
    ...(mail.letter === "list" && list?.endsWith(`.${mailDomain()}`) ? { "List-Post": `<mailto:${list.slice(0, -mailDomain().length - 1)}@${mailDomain()}>` } : {}),
    ...(mail.stream === "newsletter" ? { Precedence: "bulk" } : {}),
    // Machines that answer mail leave this alone; people's programs do not look at it.
    "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Feedback-ID": `${mail.letter || "letter"}:${mail.stream}:rapport`,
  };
}

/** The bytes of a letter: headers, plain text, HTML, signed where there is a key. */
export async function bytesOf(mail: Claimed): Promise<Buffer> {
  const content = counted(mail.content ?? contentOf(mail.subject, mail.body), mail);
  const html = letterHtml(content, mail.locale);
  const answers = mail.answersType && mail.answersId !== null && mail.accountId ? { type: mail.answersType as Answerable, id: mail.answersId, accountId: mail.accountId } : undefined;
  const made = await composer().sendMail({
    from: { name: env().SITE_NAME, address: env().MAIL_FROM },
    // The address goes as an object: as a string it would be parsed again, and crafted ones are misrouted.
    to: { name: "", address: mail.recipient }, subject: mail.subject, text: mail.body, ...(Buffer.byteLength(html) < mostBytes - 20_000 ? { html } : {}),
    messageId: messageId(mail.id), headers: headersOf(mail), ...(answers ? { replyTo: { name: env().SITE_NAME, address: replyAddress(answers) } } : {}),
    disableFileAccess: true, disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(made.message)) throw new Error("a letter was not composed");
  return made.message;
}
