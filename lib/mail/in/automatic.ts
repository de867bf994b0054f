/** Header fields of a mail by lower-case name, each with all its values in order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

const first = (fields: Fields, name: string): string => (fields.get(name)?.[0] ?? "").trim().toLowerCase();
// Mailboxes that are programs whatever else they say.
const programs = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)(?:[+=-].*)?@/;

/**
 * Why a mail was written by a program and not by a person, or undefined. Such mail is never answered, opens nothing and posts
 * nothing (RFC 3834, RFC 3464, RFC 2919). `returnPath` is the envelope's sender where the door knows it.
 */
export function automaticBy(fields: Fields, returnPath?: string): string | undefined {
  // A report says so whatever else it says: it has an empty return path, too.
  if (/^multipart\/report\b/.test(first(fields, "content-type"))) return "report";
  const said = first(fields, "auto-submitted").split(";")[0]?.trim();
  if (said && said !== "no") return "auto-submitted";
  const path = (returnPath ?? fields.get("return-path")?.[0])?.trim();
  if (path !== undefined && path.replace(/[<>\s]/g, "") === "") return "empty return path";
  if (/^(?:bulk|junk|list|auto_reply)\b/.test(first(fields, "precedence"))) return "precedence";
  if (fields.has("list-id") || fields.has("list-unsubscribe") || fields.has("list-post") || fields.has("mailing-list")) return "list";
  // What asks others for silence is itself a program's (Exchange).
  if (/\b(?:all|dr|oof|autoreply|rn|nrn)\b/.test(first(fields, "x-auto-response-suppress"))) return "response suppressed";
  if (fields.has("x-autoreply") || fields.has("x-autorespond") || fields.has("x-auto-reply") || fields.has("feedback-id")) return "auto-reply";
  const from = /<?([^<>\s]+@[^<>\s]+?)>?$/.exec(first(fields, "from"))?.[1] ?? "";
  return programs.test(from) || (path && programs.test(path.replace(/[<>]/g, "").toLowerCase())) ? "program's mailbox" : undefined;
}
