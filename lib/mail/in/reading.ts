import { simpleParser } from "mailparser";
import { automaticBy } from "./automatic.ts";
import { fieldsOf, headerEnd, idsIn } from "./fields.ts";
import { type MailReport, type ReportPart, reportsIn } from "./reports.ts";
import { writtenIn } from "./written.ts";

export type MailFile = { name: string; type: string; content: Buffer };
/** A mail as it was read. `text` is all of it; `markdown` what its HTML says where it has no text. `automatic` says why no person wrote it. */
export type ReadMail = {
  messageId?: string; answers: string[]; from?: { name: string; address: string }; to: string[]; subject: string; text: string;
  files: MailFile[]; automatic?: string; reports: MailReport[];
};
/** Why a mail was not read. */
export type Unread = { unread: "too large" | "header too large" | "too many parts" | "nested too deeply" | "not a mail" | "no sender" };

/** What a mail may be at most: bytes, bytes of its header, parts, multiparts (each may hold the next), bytes of text. */
export const most = { bytes: 12_000_000, header: 65_536, parts: 200, multiparts: 20, text: 200_000 } as const;

function countOf(raw: Buffer, word: string, limit: number): number {
  const text = raw.toString("latin1").toLowerCase();
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count <= limit; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

/** Why these bytes are not worth parsing, before a parser sees them; undefined when they are. */
export function tooMuch(raw: Buffer): Unread | undefined {
  if (raw.length > most.bytes) return { unread: "too large" };
  if (headerEnd(raw) > most.header) return { unread: "header too large" };
  if (countOf(raw, "\ncontent-type:", most.parts) > most.parts) return { unread: "too many parts" };
  if (countOf(raw, "boundary=", most.multiparts) + countOf(raw, "message/rfc822", most.multiparts) > most.multiparts) return { unread: "nested too deeply" };
  return undefined;
}

const clean = (value: string, length: number): string => value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, length);
const isAddress = (value: string | undefined): value is string => value !== undefined && /^[^\s<>@"(),:;[\]\\]{1,64}@[a-z0-9.-]{1,190}$/i.test(value);

/**
 * Reads a raw mail, or says why not. Nothing of it is trusted: names and subjects lose what cannot be seen, an address that is
 * not plainly one is none, HTML becomes Markdown and never leaves as HTML. `returnPath` is the envelope's sender.
 */
export async function readMail(raw: Buffer, returnPath?: string): Promise<ReadMail | Unread> {
  const stopped = tooMuch(raw);
  if (stopped) return stopped;
  const fields = fieldsOf(raw.toString("latin1", 0, headerEnd(raw)));
  if (fields.size === 0) return { unread: "not a mail" };
  if ((fields.get("from")?.length ?? 0) > 1) return { unread: "no sender" };
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true, keepDeliveryStatus: true, maxHtmlLengthToParse: most.text }).catch(() => undefined);
  if (!mail) return { unread: "not a mail" };
  const sender = mail.from?.value[0];
  if (mail.from && mail.from.value.length > 1) return { unread: "no sender" };
  const from = isAddress(sender?.address) ? { name: clean(sender?.name ?? "", 100), address: sender.address.toLowerCase() } : undefined;
  const to = [mail.to, mail.cc].flatMap((one) => one ?? []).flatMap((one) => one.value).map((one) => one.address).filter(isAddress).slice(0, 100).map((one) => one.toLowerCase());
  const parts: ReportPart[] = mail.attachments.map((file) => ({ type: file.contentType, content: file.content }));
  const automatic = automaticBy(fields, returnPath);
  const [messageId] = idsIn(fields.get("message-id")?.[0]);
  return {
    ...(messageId ? { messageId } : {}), answers: [...idsIn(fields.get("in-reply-to")?.[0]), ...idsIn(fields.get("references")?.[0]).reverse()], ...(from ? { from } : {}), to,
    subject: clean(mail.subject ?? "", 300), text: writtenIn(mail.text, mail.html === false ? undefined : mail.html, most.text),
    files: mail.attachments.filter((file) => !file.related && !file.contentType.startsWith("message/")).map((file) => ({ name: clean(file.filename ?? "", 120), type: file.contentType, content: file.content })),
    ...(automatic ? { automatic } : {}), reports: automatic === "report" ? reportsIn(parts) : [],
  };
}
