import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Resident } from "./talk.ts";

type Mail = { days: number; to: string; subject: string; said: string; under?: string; state: "done" | "kept" | "refused"; reason?: string; route?: "topic" | "category"; became?: Written };
/** A reply of theirs, which came by mail. */
type Written = { accountId: string; id: number; number: number; source: string; at: Date; topicId: number; slug: string; title: string };

const mails: readonly Mail[] = [
  { days: 0.4, to: "hello", subject: "The parcel came", said: "The parcel came yesterday, and the lid fits. Please thank whoever wrapped it: not a scratch.", under: "Sent from my phone", state: "kept" },
  { days: 19, to: "coffee", subject: "Hm", said: "Does anybody else hear the small grinder whistle when it is nearly empty?", state: "refused", reason: "A title has at least 8 characters.", route: "category" },
  { days: 33, to: "hello", subject: "About the care leaflet", said: "Your leaflet says to oil the board every month. In a dry kitchen every fortnight is better, my board tells me.", state: "kept" },
];

const rawOf = (mail: Mail, who: Resident, at: Date): Buffer =>
  Buffer.from([`From: ${who.name} <${who.email}>`, `To: <${mail.to}@rapport.invalid>`, `Subject: ${mail.subject}`, `Date: ${at.toUTCString()}`, "Content-Type: text/plain; charset=utf-8", "", mail.said, ...(mail.under ? ["", "-- ", mail.under] : []), ""].join("\r\n"));

const replies = `SELECT DISTINCT ON (p.author_id) p.author_id AS "accountId", p.id, p.number, p.source, p.created_at AS at, t.id AS "topicId", t.slug, t.title FROM post p JOIN topic t ON t.id = p.topic_id
  WHERE p.author_id = ANY($1::uuid[]) AND p.number BETWEEN 2 AND 20 AND p.deleted_at IS NULL AND t.deleted_at IS NULL AND p.source !~ '[<>!\\[]' ORDER BY p.author_id, p.id DESC`;

/** What these people wrote to the house by mail, and what became of it. */
export async function insertMails(tx: Tx, { people, now }: { people: readonly Resident[]; now: Date }): Promise<void> {
  const written = await tx.query<Written>(replies, [people.map((who) => who.id)]);
  const byMail = (who: Resident): Mail[] => written.filter((one) => one.accountId === who.id).map((one) => ({ days: (now.getTime() - one.at.getTime()) / 86_400_000, to: "hello", subject: `Re: ${one.title}`, said: one.source, under: "Sent from my phone", state: "done", route: "topic", became: one }));
  await insertRows(tx, {
    table: "incoming_mail", columns: ["content_hash:bytea", "recipient:text", "return_path:text", "door:text", "vouched:boolean", "bytes:int", "raw:bytea", "at:timestamptz", "state:text", "handled_at:timestamptz", "account_id:uuid", "from_address:citext", "from_name:text", "subject:text", "text:text", "route_type:text", "route_id:bigint", "path:text", "reason:text", "became_type:text", "became_id:bigint"],
  }, people.flatMap((who) => [...byMail(who), ...mails].map((mail) => {
    const at = new Date(now.getTime() - mail.days * 86_400_000);
    const raw = rawOf(mail, who, at);
    return [createHash("sha256").update(raw).digest(), `${mail.to}@rapport.invalid`, who.email, "smtp", true, raw.length, raw, at, mail.state, at, who.id, who.email, who.name, mail.subject, mail.said, mail.route ?? null, mail.became?.topicId ?? null, mail.became ? `/t/${mail.became.topicId}/${mail.became.slug}#post-${mail.became.number}` : null, mail.reason ?? "", mail.became ? "post" : null, mail.became?.id ?? null];
  })));
}
