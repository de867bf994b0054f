import { publicUrl } from "#lib/core/env.ts";
import type { Letter } from "#lib/mail/outbox.ts";

const words = {
  en: {
    confirm: { subject: "Confirm your new address", line: "This link makes this address the one of your account. It works once, for 24 hours, where you are signed in.", go: "Confirm the address", end: "If you did not ask for it, you can leave this mail alone: nothing happens." },
    taken: { subject: "This address has an account already", line: "Somebody with another account asked to use this address. It has an account of its own, so nothing was changed. If both are yours, write to us, and we make one of them.", end: "If you did not ask for it, you can leave this mail alone: nothing happens." },
    asked: { subject: "Another address was asked for", line: "Somebody who is signed in to your account asked to use {after} from now on. Nothing has changed yet: it takes the link that went there.", go: "Choose a new password", end: "If that was not you, choose a new password: that ends every other session." },
    changed: { subject: "Your address was changed", line: "Your account is reached at {after} from now on. If that was not you, this link takes it back for seven days: it ends every session and lets you choose a new password.", go: "Take it back", end: "If it was you, there is nothing to do." },
    now: { subject: "This is your address now", line: "Your account is reached here from now on, and no longer at {before}.", end: "Orders that were placed with this address are yours now." },
    hello: "Hello",
  },
  fr: {
    confirm: { subject: "Confirmez votre nouvelle adresse", line: "Ce lien fait de cette adresse celle de votre compte. Il sert une seule fois, pendant 24 heures, là où vous êtes connecté.", go: "Confirmer l’adresse", end: "Si vous n’avez rien demandé, laissez ce message de côté : il ne se passera rien." },
    taken: { subject: "Cette adresse a déjà un compte", line: "Quelqu’un qui a un autre compte a demandé à utiliser cette adresse. Elle a déjà un compte, donc rien n’a changé. Si les deux sont à vous, écrivez-nous, et nous n’en ferons qu’un.", end: "Si vous n’avez rien demandé, laissez ce message de côté : il ne se passera rien." },
    asked: { subject: "Une autre adresse a été demandée", line: "Quelqu’un qui est connecté à votre compte a demandé à utiliser désormais {after}. Rien n’a encore changé : il faut le lien qui y a été envoyé.", go: "Choisir un nouveau mot de passe", end: "Si ce n’était pas vous, choisissez un nouveau mot de passe : cela met fin à toutes les autres sessions." },
    changed: { subject: "Votre adresse a été modifiée", line: "Votre compte est désormais joint à {after}. Si ce n’était pas vous, ce lien revient en arrière pendant sept jours : il met fin à toutes les sessions et vous laisse choisir un nouveau mot de passe.", go: "Revenir en arrière", end: "Si c’était vous, il n’y a rien à faire." },
    now: { subject: "C’est votre adresse désormais", line: "Votre compte est désormais joint ici, et plus à {before}.", end: "Les commandes passées avec cette adresse sont maintenant à vous." },
    hello: "Bonjour",
  },
} as const;

export type AddressLetter = "confirm" | "taken" | "asked" | "changed" | "now";
const paths: Partial<Record<AddressLetter, string>> = { confirm: "me/email", changed: "me/email/undo", asked: "reset" };

/** A letter about a change of address, in its reader's language. One that carries a link is kept as secret as a link to sign in. */
export function addressLetter(letter: AddressLetter, to: { email: string; account: string | null; name: string; locale: string }, about: { before: string; after: string; token?: string }): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said: { subject: string; line: string; go?: string; end: string } = words[locale][letter];
  const line = said.line.replace("{after}", about.after).replace("{before}", about.before);
  const greeting = to.name ? `${words[locale].hello} ${to.name.replace(/\s+/g, " ")},` : `${words[locale].hello},`;
  // Whoever was asked about needs no link of their own: they choose a new password as anybody does.
  const path = letter === "asked" ? paths.asked : about.token && `${paths[letter] ?? ""}#token=${about.token}`;
  return {
    to: to.email, ...(to.account ? { account: to.account } : {}), locale, letter: `address-${letter}`, ...(about.token ? { secret: true } : {}), subject: said.subject,
    content: { title: said.subject, preview: line, blocks: [{ kind: "text", text: greeting }, { kind: "text", text: line }], ...(path && said.go ? { action: { label: said.go, url: `${publicUrl()}/${locale}/${path}` } } : {}), foot: [said.end] },
  };
}
