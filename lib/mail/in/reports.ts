import { fieldsOf } from "./fields.ts";

/** What a report of another mail server says: that a mail did not arrive, or that someone complained of it. */
export type MailReport = { kind: "bounce"; address: string; hard: boolean; response: string; original?: string } | { kind: "complaint"; address: string; original?: string };
/** A part of a mail, decoded. */
export type ReportPart = { type: string; content: Buffer };

const addressIn = (value: string | undefined): string | undefined => /([^\s<>;,]{1,64}@[^\s<>;,]{1,190})/.exec(value ?? "")?.[1]?.toLowerCase();
const blocksOf = (text: string) => text.split(/\r?\n\s*\r?\n/).map(fieldsOf);

function originalIn(parts: readonly ReportPart[]): { id?: string; to?: string } {
  const kept = parts.find((part) => part.type === "message/rfc822" || part.type === "text/rfc822-headers");
  if (!kept) return {};
  const fields = fieldsOf(kept.content.toString("latin1", 0, 65_536).split(/\r?\n\r?\n/)[0] ?? "");
  const [id, to] = [/<[^<>\s]{1,250}>/.exec(fields.get("message-id")?.[0] ?? "")?.[0], addressIn(fields.get("to")?.[0])];
  return { ...(id ? { id } : {}), ...(to ? { to } : {}) };
}

/**
 * The reports a mail carries: failed deliveries (RFC 3464), lasting (5.x.x) or passing (4.x.x), and complaints (RFC 5965). What
 * was only delayed or delivered is no bounce. The original's id is given where the report carries it.
 */
export function reportsIn(parts: readonly ReportPart[]): MailReport[] {
  const original = originalIn(parts);
  const named = original.id ? { original: original.id } : {};
  const status = parts.find((part) => part.type === "message/delivery-status" || part.type === "message/global-delivery-status");
  if (status) {
    return blocksOf(status.content.toString("latin1", 0, 65_536)).slice(0, 100).flatMap((fields) => {
      const address = addressIn(fields.get("original-recipient")?.[0]) ?? addressIn(fields.get("final-recipient")?.[0]);
      const code = /\b([245])\.\d{1,3}\.\d{1,3}\b/.exec(fields.get("status")?.[0] ?? "")?.[1];
      if (!address || (fields.get("action")?.[0] ?? "").toLowerCase() !== "failed" || (code !== "4" && code !== "5")) return [];
      return [{ kind: "bounce" as const, address, hard: code === "5", response: (fields.get("diagnostic-code")?.[0] ?? fields.get("status")?.[0] ?? "").slice(0, 300), ...named }];
    });
  }
  const feedback = parts.find((part) => part.type === "message/feedback-report");
  if (!feedback) return [];
  const fields = fieldsOf(feedback.content.toString("latin1", 0, 65_536));
  const address = addressIn(fields.get("original-rcpt-to")?.[0]) ?? original.to;
  return address && (fields.get("feedback-type")?.[0] ?? "abuse").toLowerCase() !== "not-spam" ? [{ kind: "complaint", address, ...named }] : [];
}
