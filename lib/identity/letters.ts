import { publicUrl } from "#lib/core/env.ts";
import type { Letter } from "#lib/mail/outbox.ts";

export type LinkPurpose = "sign-in" | "reset";

const words = {
  en: {
    "sign-in": { subject: "Your link to sign in", line: "This link signs you in and confirms your address. It works once, for 30 minutes:" },
    reset: { subject: "Choose a new password", line: "This link lets you choose a new password. It works once, for 30 minutes:" },
    hello: "Hello", end: "If you did not ask for it, you can leave this mail alone: nothing happens.",
  },
  fr: {
    "sign-in": { subject: "Votre lien de connexion", line: "Ce lien vous connecte et confirme votre adresse. Il sert une seule fois, pendant 30 minutes :" },
    reset: { subject: "Choisissez un nouveau mot de passe", line: "Ce lien vous permet de choisir un nouveau mot de passe. Il sert une seule fois, pendant 30 minutes :" },
    hello: "Bonjour", end: "Si vous n’avez rien demandé, laissez ce message de côté : il ne se passera rien.",
  },
} as const;

/** The letter that carries a link, in the reader's language. */
export function linkLetter(to: { email: string; name: string; locale: string }, purpose: LinkPurpose, token: string): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said = words[locale];
  const path = purpose === "reset" ? "reset" : "sign-in/confirm";
  return { to: to.email, subject: said[purpose].subject, body: `${said.hello} ${to.name},\n\n${said[purpose].line}\n\n${publicUrl()}/${locale}/${path}#token=${token}\n\n${said.end}\n` };
}
