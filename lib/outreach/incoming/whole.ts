import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { fieldsOf, headerEnd } from "#lib/mail/in/fields.ts";
import { readMail } from "#lib/mail/in/reading.ts";
import { mayReadWhole } from "./policy.ts";
import type { RouteType, WholeMail } from "./types.ts";

type Row = { accountId: string | null; route: RouteType | null; raw: Buffer | null; returnPath: string; subject: string; at: Date; state: string };
const find = `SELECT account_id AS "accountId", route_type AS route, raw, return_path AS "returnPath", subject, at, state FROM incoming_mail WHERE id = $1`;
/** The header fields that tell where a mail came from and went; their order. */
const shown = ["from", "to", "cc", "date", "subject", "message-id", "in-reply-to", "authentication-results"];

/** All of a mail as plain text, quotes and signature with it, for who may read it; while it is kept. Fetching and authorising are one step. */
export async function readWhole(actor: Actor, id: number): Promise<WholeMail | Refusal> {
  const [row] = await db().query<Row>(find, [id]);
  // Until its sender has said that it is theirs, a mail in somebody's name is nobody's.
  if (!row?.raw || !mayReadWhole(actor, { ...row, accountId: row.state === "asked" ? null : row.accountId })) return missing();
  const mail = await readMail(row.raw, row.returnPath);
  if ("unread" in mail) return missing();
  const fields = fieldsOf(row.raw.toString("latin1", 0, headerEnd(row.raw)));
  const head = shown.flatMap((name) => (fields.get(name) ?? []).slice(0, 3).map((value) => ({ name, value: value.slice(0, 2000) })));
  return { id, at: row.at.toISOString(), subject: mail.subject, head, text: mail.text, files: mail.files.map((file) => ({ name: file.name, bytes: file.content.length })) };
}
