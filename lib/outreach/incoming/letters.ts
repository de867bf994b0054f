import { publicUrl } from "#lib/core/env.ts";
import { inFrench } from "#lib/identity/french.ts";
import type { Letter } from "#lib/mail/types.ts";
import { type Locale, localeOf } from "../words.ts";
import { confirmLink } from "./confirm-token.ts";

type To = { email: string; accountId?: string; locale: string };
type Mail = { id: number; subject: string; text: string };
/** The most of a mail that is quoted back: a letter stays small, and all of it can be read on the page. */
const mostQuoted = 20_000;

const words = {
  en: {
    refused: "Your mail was not posted", because: "We could not take your mail:", back: "This is what you wrote, so that nothing is lost:", all: "Your mails to us",
    ask: "Did you write this?", asked: "A mail came in your name, from an address or by a way that does not prove that it is yours. Nothing was posted. If you wrote it, say so, and it goes where you meant it to.", asks: "Look at it", askedNot: "If you did not write it, you can leave this mail alone.",
    strangerNeeds: "Thank you for writing to us", strangerNeedsText: "This address opens requests for members of our privilege space, and we know no member by your address. If you are one, write from the address of your account, or open the request on our pages.",
    strangerTopic: "Your mail was not posted", strangerTopicText: "Topics can be opened by mail from the address of an account here. With an account, send your mail again.", site: "To our pages",
  },
  fr: {
    refused: "Votre mail n’a pas été publié", because: "Nous n’avons pas pu prendre votre mail :", back: "Voici ce que vous aviez écrit, pour que rien ne se perde :", all: "Vos mails à notre adresse",
    ask: "Est-ce vous qui avez écrit ceci ?", asked: "Un mail est arrivé en votre nom, d’une adresse ou par un chemin qui ne prouve pas qu’il est de vous. Rien n’a été publié. Si vous l’avez écrit, dites-le, et il ira où vous le vouliez.", asks: "Le voir", askedNot: "Si vous ne l’avez pas écrit, laissez ce message de côté.",
    strangerNeeds: "Merci de nous avoir écrit", strangerNeedsText: "Cette adresse ouvre des demandes pour les membres de notre espace privilège, et nous n’y connaissons personne à votre adresse. Si vous en êtes, écrivez de l’adresse de votre compte, ou ouvrez la demande sur nos pages.",
    strangerTopic: "Votre mail n’a pas été publié", strangerTopicText: "On peut ouvrir un sujet par mail de l’adresse d’un compte d’ici. Avec un compte, renvoyez votre mail.", site: "Vers nos pages",
  },
} as const;

const quoted = (text: string): string => text.slice(0, mostQuoted).split("\n").map((line) => `> ${line}`).join("\n");
const base = (to: To, letter: string): { to: string; locale: Locale; letter: string; account?: string } => ({ to: to.email, locale: localeOf(to.locale), letter, ...(to.accountId ? { account: to.accountId } : {}) });
const about = (title: string, subject: string): string => (subject ? `${title} · ${subject.slice(0, 120)}` : title);

/** Says why a mail was not taken, with what it said. `reason` is a refusal's sentence. */
export function refusedLetter(to: To, mail: Mail, reason: string): Letter {
  const said = words[localeOf(to.locale)];
  const why = localeOf(to.locale) === "fr" ? inFrench(reason) : reason;
  return {
    ...base(to, "mail-refused"), subject: about(said.refused, mail.subject),
    content: { title: said.refused, preview: why, blocks: [{ kind: "text", text: `${said.because}\n${why}` }, { kind: "text", text: said.back }, { kind: "text", text: quoted(mail.text) }], action: { label: said.all, url: `${publicUrl()}/${localeOf(to.locale)}/me/mail` } },
  };
}

/** Asks the owner of an account whether a mail in their name is theirs. */
export function askLetter(to: To, mail: Mail): Letter {
  const said = words[localeOf(to.locale)];
  return {
    ...base(to, "mail-ask"), subject: about(said.ask, mail.subject), key: `mail-ask:${mail.id}`,
    content: { title: said.ask, preview: said.asked, blocks: [{ kind: "text", text: said.asked }, { kind: "text", text: quoted(mail.text.slice(0, 1000)) }], action: { label: said.asks, url: confirmLink(mail.id, localeOf(to.locale)) }, foot: [said.askedNot] },
  };
}

/** Answers who has no account, politely and once. */
export function strangerLetter(to: To, of: "needs" | "category", mail: Mail): Letter {
  const locale = localeOf(to.locale);
  const said = words[locale];
  const [title, text] = of === "needs" ? [said.strangerNeeds, said.strangerNeedsText] : [said.strangerTopic, said.strangerTopicText];
  return { ...base(to, "mail-stranger"), subject: about(title, mail.subject), content: { title, preview: text, blocks: [{ kind: "text", text }], action: { label: said.site, url: `${publicUrl()}/${locale}` } } };
}
