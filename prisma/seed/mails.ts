import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Resident } from "./talk.ts";

type Mail = { days: number; to: string; subject: string; said: string; under?: string; state: "done" | "kept" | "refused"; reason?: string; route?: "topic" | "category"; topic?: true };

const mails: readonly Mail[] = [
  { days: 0.4, to: "hello", subject: "The parcel came", said: "The parcel came yesterday, and the lid fits. Please thank whoever wrapped it: not a scratch.", under: "Sent from my phone", state: "kept" },
  { days: 6, to: "coffee", subject: "Re: Which water for which kettle?", said: "I boil it once, let it stand overnight and pour off what settles. Two weeks now and the element is still bright.", under: "Have a good evening", state: "done", route: "topic", topic: true },
  { days: 19, to: "coffee", subject: "Hm", said: "Does anybody else hear the small grinder whistle when it is nearly empty?", state: "refused", reason: "A title has at least 8 characters.", route: "category" },
  { days: 33, to: "hello", subject: "About the care leaflet", said: "Your leaflet says to oil the board every month. In a dry kitchen every fortnight is better, my board tells me.", state: "kept" },
];

const rawOf = (mail: Mail, who: Resident, at: Date): Buffer =>
  Buffer.from([`From: ${who.name} <${who.email}>`, `To: <${mail.to}@rapport.invalid>`, `Subject: ${mail.subject}`, `Date: ${at.toUTCString()}`, "Content-Type: text/plain; charset=utf-8", "", mail.said, ...(mail.under ? ["", "-- ", mail.under] : []), ""].join("\r\n"));

/** What these people wrote to the house by mail, and what became of it. */
export async function insertMails(tx: Tx, { people, now }: { people: readonly Resident[]; now: Date }): Promise<void> {
  const [topic] = await tx.query<{ id: number; slug: string }>("SELECT t.id, t.slug FROM topic t JOIN category c ON c.id = t.category_id WHERE c.slug = 'coffee' ORDER BY t.id LIMIT 1");
  await insertRows(tx, {
    table: "incoming_mail", columns: ["content_hash:bytea", "recipient:text", "return_path:text", "door:text", "vouched:boolean", "bytes:int", "raw:bytea", "at:timestamptz", "state:text", "handled_at:timestamptz", "account_id:uuid", "from_address:citext", "from_name:text", "subject:text", "text:text", "route_type:text", "route_id:bigint", "path:text", "reason:text"],
  }, people.flatMap((who) => mails.map((mail) => {
    const at = new Date(now.getTime() - mail.days * 86_400_000);
    const raw = rawOf(mail, who, at);
    return [createHash("sha256").update(raw).digest(), `${mail.to}@rapport.invalid`, who.email, "smtp", true, raw.length, raw, at, mail.state, at, who.id, who.email, who.name, mail.subject, mail.said, mail.route ?? null, mail.topic ? (topic?.id ?? null) : null, mail.topic && topic ? `/t/${topic.id}/${topic.slug}` : null, mail.reason ?? ""];
  })));
}
