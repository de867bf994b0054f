import type { Block, Letter } from "#lib/mail/types.ts";
import { standingLink } from "./standing-link.ts";

const words = {
  en: { subject: "Your account is suspended", hello: "Hello", line: "A moderator has suspended your account.", until: "It opens again by itself on", link: "What was decided, why, and how to appeal is on a page of your own.", go: "See the decision" },
  fr: { subject: "Votre compte est suspendu", hello: "Bonjour", line: "La modération a suspendu votre compte.", until: "Il s’ouvrira de nouveau tout seul le", link: "Ce qui a été décidé, pourquoi, et comment faire appel : tout est sur une page à vous.", go: "Voir la décision" },
} as const;

/** The letter that tells someone of their suspension, in their language, with a link that works without signing in. */
export function suspensionLetter(to: { id: string; email: string; name: string; locale: string }, of: { message: string; until: Date | null }): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said = words[locale];
  const until = of.until ? ` ${said.until} ${new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(of.until)}.` : "";
  const blocks: Block[] = [{ kind: "text", text: `${said.hello} ${to.name.replace(/\s+/g, " ")},` }, { kind: "text", text: `${said.line}${until}` }, ...(of.message ? [{ kind: "text" as const, text: of.message }] : []), { kind: "text", text: said.link }];
  return { to: to.email, account: to.id, locale, letter: "suspension", subject: said.subject, content: { title: said.subject, blocks, action: { label: said.go, url: standingLink(to.id, locale) } } };
}
