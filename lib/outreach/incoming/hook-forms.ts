import nodemailer from "nodemailer";
import { z } from "zod";

/** A mail as a provider handed it over: all of it, to whom, and from whom by its envelope. */
export type Handed = { raw: Buffer; to: string[]; from: string; identity?: string };

const text = z.string().catch("");
const addresses = z.union([z.string(), z.array(z.string())]).catch([]).transform((said) => (Array.isArray(said) ? said : said.split(",")).map((one) => /[^\s<>"',;]+@[^\s<>"',;]+/.exec(one)?.[0] ?? "").filter(Boolean).slice(0, 50));
const person = z.object({ Email: text, Name: text });
// Raw mail in JSON, by the names providers have for it; or a mail in parts (Postmark's form), of which one is made again.
const rawForm = z.object({ raw: z.string().optional(), rawBase64: z.string().optional(), RawEmail: z.string().optional(), to: addresses, from: text, OriginalRecipient: text, From: text });
const partsForm = z.object({
  FromFull: person, OriginalRecipient: text, To: addresses, Subject: text, MessageID: text, Date: text, TextBody: text, HtmlBody: text, Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).max(200).catch([]),
  Attachments: z.array(z.object({ Name: text, Content: text, ContentType: text })).max(50).catch([]),
});
const envelope = z.object({ to: addresses, from: text });
/** What of the original's header counts for us: what it answers, whether a program wrote it, and what relays found. */
const kept = /^(message-id|in-reply-to|references|auto-submitted|return-path|precedence|list-id|list-unsubscribe|x-auto-response-suppress|x-autoreply|x-autorespond|feedback-id|authentication-results)$/i;

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
const oneLine = (value: string): string => value.replace(/[\r\n]+\s*/g, " ").slice(0, 8000);

async function fromParts(parts: z.infer<typeof partsForm>): Promise<Handed | undefined> {
  if (!/^[^\s<>]+@[^\s<>]+$/.test(parts.FromFull.Email)) return undefined;
  const headers = parts.Headers.filter((one) => kept.test(one.Name)).map((one) => ({ key: one.Name, value: oneLine(one.Value) }));
  const named = headers.some((one) => one.key.toLowerCase() === "message-id");
  const made = await composer.sendMail({
    from: { name: oneLine(parts.FromFull.Name), address: parts.FromFull.Email }, to: parts.To.map((address) => ({ name: "", address })), subject: oneLine(parts.Subject), text: parts.TextBody, ...(parts.HtmlBody ? { html: parts.HtmlBody } : {}),
    headers, ...(named || !parts.MessageID ? {} : { messageId: oneLine(parts.MessageID) }), ...(Number.isNaN(Date.parse(parts.Date)) ? {} : { date: new Date(parts.Date) }),
    attachments: parts.Attachments.map((one) => ({ filename: oneLine(one.Name), content: Buffer.from(one.Content, "base64"), contentType: oneLine(one.ContentType) })), disableFileAccess: true, disableUrlAccess: true,
  });
  return Buffer.isBuffer(made.message) ? { raw: made.message, to: parts.OriginalRecipient ? [parts.OriginalRecipient] : parts.To, from: parts.FromFull.Email, identity: JSON.stringify(parts) } : undefined;
}

/** A mail out of a provider's JSON; undefined where there is none in it. */
export async function fromJson(body: string): Promise<Handed | undefined> {
  let said: unknown;
  try { said = JSON.parse(body); } catch { return undefined; }
  const form = rawForm.safeParse(said);
  if (!form.success) return undefined;
  const { raw, rawBase64, RawEmail, to, from, OriginalRecipient, From } = form.data;
  const bytes = rawBase64 !== undefined ? Buffer.from(rawBase64, "base64") : raw !== undefined || RawEmail !== undefined ? Buffer.from(raw ?? RawEmail ?? "", "utf8") : undefined;
  if (bytes) return { raw: bytes, to: OriginalRecipient ? [OriginalRecipient] : to, from: from || (addresses.parse(From)[0] ?? "") };
  const parts = partsForm.safeParse(said);
  return parts.success ? fromParts(parts.data) : undefined;
}

/** A mail out of a provider's form with the raw mail in it: `email` with an `envelope` (SendGrid), or `body-mime` with `recipient` (Mailgun). */
export function fromForm(fields: Record<string, unknown>): Handed | undefined {
  const field = (name: string): string => { const value = fields[name]; return typeof value === "string" ? value : ""; };
  const raw = field("email") || field("body-mime");
  if (!raw) return undefined;
  let said: unknown = {};
  try { said = JSON.parse(field("envelope") || "{}"); } catch { /* Then the fields beside it say it. */ }
  const around = envelope.parse(said);
  return { raw: Buffer.from(raw, "utf8"), to: around.to.length ? around.to : addresses.parse(field("recipient") || field("to")), from: around.from || field("sender") };
}
