import type { Actor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { linkFor, urlOf } from "./links.ts";
import { mayInvite } from "./policy.ts";
import { mailTrace } from "./traces.ts";

const words = {
  en: {
    subject: (name: string) => `${name} would like you to have a look`, hello: "Hello,", line: (name: string) => `${name} is a member here and thought you might like it: people talking about what they use, and honest reviews.`,
    look: "Have a look:", end: "We used your address for this one letter and did not keep it. You will not get another.",
  },
  fr: {
    subject: (name: string) => `${name} vous invite à venir voir`, hello: "Bonjour,", line: (name: string) => `${name} est membre ici et a pensé que cela vous plairait : des gens qui parlent de ce qu’ils utilisent, et des avis sincères.`,
    look: "Venez voir :", end: "Votre adresse a servi à cette seule lettre et n’a pas été conservée. Vous n’en recevrez pas d’autre.",
  },
} as const;

const once = "INSERT INTO friend_mailed (mailbox) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM account WHERE email = $2) ON CONFLICT DO NOTHING RETURNING mailbox";

/**
 * Mails somebody an invitation on a member's behalf: once for a mailbox, whoever asks; afterwards only a keyed hash says that it was
 * written to. Whoever is here already, or was written to before, gets nothing; the answer is the same.
 */
export function mailFriend(actor: Actor, { email, locale }: { email: string; locale?: "en" | "fr" | undefined }): Promise<{ sent: true } | Refusal> {
  return transact(async (tx) => {
    const me = mayInvite(actor);
    if (refused(me)) return me;
    const link = await linkFor(tx, me, { thing: "invite", id: "", channel: "mail" });
    if (refused(link)) return link;
    const [fresh] = await tx.query(once, [mailTrace(email), email]);
    if (!fresh) return { sent: true };
    const said = words[locale ?? (me.locale === "fr" ? "fr" : "en")];
    const name = me.name.replace(/\s+/g, " ");
    await queueMail(tx, { to: email, subject: said.subject(name), body: `${said.hello}\n\n${said.line(name)}\n\n${said.look}\n${urlOf(link.token)}\n\n${said.end}\n${publicUrl()}\n` });
    return { sent: true };
  });
}
