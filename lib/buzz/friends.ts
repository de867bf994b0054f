import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { type Letter, queueMail } from "#lib/mail/outbox.ts";
import { linkFor, urlOf } from "./links.ts";
import { mayInvite } from "./policy.ts";
import { mailTrace } from "./traces.ts";

const words = {
  en: {
    subject: (name: string) => `${name} would like you to have a look`, hello: "Hello,", line: (name: string) => `${name} is a member here and thought you might like it: people talking about what they use, and honest reviews.`,
    look: "Have a look", end: "We used your address for this one letter and did not keep it. You will not get another.",
  },
  fr: {
    subject: (name: string) => `${name} vous invite à venir voir`, hello: "Bonjour,", line: (name: string) => `${name} est membre ici et a pensé que cela vous plairait : des gens qui parlent de ce qu’ils utilisent, et des avis sincères.`,
    look: "Venez voir", end: "Votre adresse a servi à cette seule lettre et n’a pas été conservée. Vous n’en recevrez pas d’autre.",
  },
} as const;

/** The letter that brings somebody a member's invitation, in the language it was asked for in. */
export function friendLetter(to: { email: string; locale: "en" | "fr" }, by: { name: string; url: string }): Letter {
  const said = words[to.locale];
  const name = by.name.replace(/\s+/g, " ");
  return {
    to: to.email, locale: to.locale, letter: "friend", subject: said.subject(name),
    content: { title: said.subject(name), preview: said.line(name), blocks: [{ kind: "text", text: said.hello }, { kind: "text", text: said.line(name) }], action: { label: said.look, url: by.url }, foot: [said.end] },
  };
}

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
    await queueMail(tx, friendLetter({ email, locale: locale ?? (me.locale === "fr" ? "fr" : "en") }, { name: me.name, url: urlOf(link.token) }));
    return { sent: true };
  });
}
