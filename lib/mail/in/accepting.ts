import { createHash } from "node:crypto";
import { transact } from "#lib/core/transact.ts";
import { fieldsOf, headerEnd } from "./fields.ts";

/** A mail as a door was given it. `vouched` says that it comes by our own relay, whose word about the sender counts; `identity` what makes it the same mail where its bytes were put together by ourselves. */
export type Arriving = { raw: Buffer; recipients: readonly string[]; returnPath: string; door: "smtp" | "http"; vouched: boolean; identity?: string };

// What says that two deliveries are one mail: its own name, sender and date, and what it says. The lines that each relay adds, and
// the ends of lines, are left out.
function contentHash(raw: Buffer): Buffer {
  const end = headerEnd(raw);
  const fields = fieldsOf(raw.toString("latin1", 0, end));
  const sum = createHash("sha256");
  for (const name of ["message-id", "from", "date", "subject"]) sum.update(`${fields.get(name)?.[0] ?? ""}\n`);
  return sum.update(raw.toString("latin1", end).replaceAll("\r\n", "\n").trim(), "latin1").digest();
}

const insert = `
  WITH taken AS (INSERT INTO incoming_mail (content_hash, recipient, return_path, door, vouched, bytes, raw) SELECT $1, r, $3, $4, $5, $6, $7 FROM unnest($2::text[]) AS r
    ON CONFLICT ON CONSTRAINT incoming_mail_once DO NOTHING RETURNING id)
  SELECT id FROM taken, (SELECT pg_notify('mail_in', '')) AS told`;

/**
 * Takes a mail in: once this resolves it is committed, and handled sooner or later whatever ends this process. The same mail to
 * the same address again is the same mail, by whatever door it comes. Resolves to how many were not there yet.
 */
export async function acceptMail({ raw, recipients, returnPath, door, vouched, identity }: Arriving): Promise<number> {
  const to = [...new Set(recipients.map((one) => one.toLowerCase()))];
  const rows = await transact((tx) => tx.query(insert, [identity === undefined ? contentHash(raw) : createHash("sha256").update(identity).digest(), to, returnPath, door, vouched, raw.length, raw]));
  return rows.length;
}
