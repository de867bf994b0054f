import { publicUrl } from "#lib/core/env.ts";
import type { Letter } from "#lib/mail/outbox.ts";

export type LinkPurpose = "sign-in" | "reset";

const words = {
  en: {
    "sign-in": { subject: "Your link to sign in", line: "This link signs you in and confirms your address. It works once, for 30 minutes.", go: "Sign in" },
    reset: { subject: "Choose a new password", line: "This link lets you choose a new password. It works once, for 30 minutes.", go: "Choose a password" },
    hello: "Hello", end: "If you did not ask for it, you can leave this mail alone: nothing happens.",
  },
  fr: {
    "sign-in": { subject: "Votre lien de connexion", line: "Ce lien vous connecte et confirme votre adresse. Il sert une seule fois, pendant 30 minutes.", go: "Se connecter" },
    reset: { subject: "Choisissez un nouveau mot de passe", line: "Ce lien vous permet de choisir un nouveau mot de passe. Il sert une seule fois, pendant 30 minutes.", go: "Choisir un mot de passe" },
    hello: "Bonjour", end: "Si vous n’avez rien demandé, laissez ce message de côté : il ne se passera rien.",
  },
} as const;

/** The letter that carries a link, in the reader's language: the one that goes to an address before it is confirmed. */
export function linkLetter(to: { id: string; email: string; name: string; locale: string }, purpose: LinkPurpose, token: string): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said = words[locale];
  const path = purpose === "reset" ? "reset" : "sign-in/confirm";
  const plain = to.name.replace(/\s+/g, " ");
  return {
    to: to.email, account: to.id, locale, letter: purpose, secret: true, subject: said[purpose].subject,
    content: { title: said[purpose].subject, preview: said[purpose].line, blocks: [{ kind: "text", text: `${said.hello} ${plain},` }, { kind: "text", text: said[purpose].line }], action: { label: said[purpose].go, url: `${publicUrl()}/${locale}/${path}#token=${token}` }, foot: [said.end] },
  };
}
