import type { Letter } from "#lib/mail/outbox.ts";
import { standingLink } from "./standing-link.ts";

const words = {
  en: { subject: "Your account is suspended", hello: "Hello", line: "A moderator has suspended your account.", until: "It opens again by itself on", link: "What was decided, why, and how to appeal:" },
  fr: { subject: "Votre compte est suspendu", hello: "Bonjour", line: "La modération a suspendu votre compte.", until: "Il s’ouvrira de nouveau tout seul le", link: "Ce qui a été décidé, pourquoi, et comment faire appel :" },
} as const;

/** The letter that tells someone of their suspension, in their language, with a link that works without signing in. */
export function suspensionLetter(to: { id: string; email: string; name: string; locale: string }, of: { message: string; until: Date | null }): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said = words[locale];
  const until = of.until ? `\n${said.until} ${new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(of.until)}.` : "";
  return { to: to.email, subject: said.subject, body: `${said.hello} ${to.name},\n\n${said.line}${until}\n${of.message ? `\n${of.message}\n` : ""}\n${said.link}\n${standingLink(to.id, locale)}\n` };
}
