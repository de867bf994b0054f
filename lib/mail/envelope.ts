import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { env } from "#lib/core/env.ts";
import type { Claimed } from "./claims.ts";
import { letterHtml } from "./letter-html.ts";
import { contentOf } from "./letter-text.ts";
import { partOf } from "./parts.ts";
import { type Answerable, mailDomain, replyAddress } from "./reply-token.ts";
import { counted } from "./ways.ts";

/** Letters never weigh more than this: beyond it the big clients cut them off. */
export const mostBytes = 100 * 1024;

// Signed with what every receiver reads of a letter: the lists' headers too, so that nobody can add a way out that is theirs.
const signers = new Map<string, DKIM>();

function signer(key: string): DKIM {
  const made = signers.get(key) ?? new DKIM({ domainName: mailDomain(), keySelector: env().DKIM_SELECTOR, privateKey: key.replaceAll("\\n", "\n") });
  signers.set(key, made);
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

function topOf(mail: Claimed): { head: string; boundary: string } {
  const answers = mail.answersType && mail.answersId !== null && mail.accountId ? { type: mail.answersType as Answerable, id: mail.answersId, accountId: mail.accountId } : undefined;
  const top = new MailComposer({
    from: { name: env().SITE_NAME, address: env().MAIL_FROM },
    // The address goes as an object: as a string it would be parsed again, and crafted ones are misrouted.
    to: { name: "", address: mail.recipient }, subject: mail.subject, text: "x", html: "x",
    messageId: messageId(mail.id), headers: headersOf(mail), ...(answers ? { replyTo: { name: env().SITE_NAME, address: replyAddress(answers) } } : {}),
    disableFileAccess: true, disableUrlAccess: true,
  }).compile();
  const head = top.buildHeaders();
  if (!top.boundary) throw new Error("a letter was not composed");
  return { head, boundary: top.boundary };
}

/** The most bytes of plain text; of a longer one the beginning is sent, and its end, where the way out stands. */
const mostText = 60_000;

function cut(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= mostText ? text : `${bytes.toString("utf8", 0, mostText - 2000).replace(/\ufffd$/, "")}\n\n[…]\n\n${bytes.toString("utf8", bytes.length - 1500).replace(/^\ufffd+/, "")}`;
}

/** All of a letter put together. Its header is composed by nodemailer; what it says is spelt by ourselves, in one go. */
function composed(mail: Claimed, html: string | undefined): Buffer {
  const { head, boundary } = topOf(mail);
  const part = (type: string, said: string): string => { const { encoding, said: spelt } = partOf(said); return `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${spelt}\r\n`; };
  return Buffer.from(`${head}\r\n\r\n${part("text/plain", cut(mail.body))}${html === undefined ? "" : part("text/html", html)}--${boundary}--\r\n`);
}

/** The bytes of a letter: headers, plain text, HTML, signed where there is a key. What would be too heavy goes as plain text alone. */
export async function bytesOf(mail: Claimed): Promise<Buffer> {
  const content = counted(mail.content ?? contentOf(mail.subject, mail.body), mail);
  const whole = composed(mail, letterHtml(content, mail.locale));
  const bytes = whole.length < mostBytes - 2000 ? whole : composed(mail, undefined);
  const key = env().DKIM_KEY;
  return key ? buffer(signer(key).sign(bytes)) : bytes;
}
