import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { queueMany } from "#lib/mail/outbox.ts";
import { said } from "../newsletters/said.ts";
import { choicesLink } from "../leave-token.ts";
import { localeOf } from "../words.ts";
import { mayConverse } from "./policy.ts";
import type { LetterInput } from "./schema.ts";

type Reader = { id: string; email: string; locale: string };
const reader = "SELECT id, email::text AS email, locale FROM account WHERE id = $1 AND role <> 'bot'";
const reached = "SELECT 1 FROM account a WHERE a.id = $1 AND a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AND a.suspended_at IS NULL AND NOT EXISTS (SELECT 1 FROM mail_suppression s WHERE s.address = a.email AND s.stream IN ('all', 'conversation'))";
/** An answer that is of no mailing: it stands in the conversation with whoever wrote it. */
const ofNothing = 0;

/** Writes to one person in the name of whoever writes; what they answer stands in the same conversation. The same client id again is the same letter. */
export function writeTo(actor: Actor, accountId: string, input: LetterInput): Promise<{ sent: true } | Refusal> {
  return transact(async (tx) => {
    const me = mayConverse(actor);
    if (refused(me)) return me;
    const [to] = await tx.query<Reader>(reader, [accountId]);
    if (!to) return missing();
    if ((await tx.query(reached, [accountId])).length === 0) return new Refusal("conflict", "There is no address of theirs that mail may go to.");
    const locale = localeOf(to.locale);
    const [id] = await queueMany(tx, [{
      to: to.email, account: to.id, locale, stream: "conversation", letter: "conversation", subject: input.subject, answers: { type: "newsletter", id: ofNothing }, key: `conversation:${me.id}:${input.clientId}`,
      content: {
        title: input.subject, preview: input.body.slice(0, 120).replace(/\s+/g, " "), blocks: [...input.body.split(/\n{2,}/).map((text) => ({ kind: "text" as const, text })), { kind: "text" as const, text: me.name }],
        foot: [said[locale].answer], leave: { label: said[locale].leave, url: choicesLink({ what: "choices", of: "", accountId: to.id }, locale) },
      },
    }]);
    if (id) await tx.query("INSERT INTO conversation_letter (mail_id, account_id, by_id) VALUES ($1, $2, $3)", [id, to.id, me.id]);
    return { sent: true as const };
  });
}
