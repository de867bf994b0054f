import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";
import type { Block, Letter } from "#lib/mail/types.ts";

const words = {
  en: {
    subject: (name: string, more: number) => (more ? `How do you like ${name}, and what came with it?` : `How do you like ${name}?`), hello: "Hello",
    line: (more: number) => `You have had ${more ? "these" : "it"} for a while now. What you think of ${more ? "them" : "it"}, good or bad, helps the next person to choose, and us to make ${more ? "them" : "it"} better.`,
    incentive: "As a thank-you there is a small reward, whatever you write. Your review will say so.", end: "We ask once for each thing you buy, and not more than once a week.", leave: "Do not ask me again", go: (name: string) => `Review ${name}`,
  },
  fr: {
    subject: (name: string, more: number) => (more ? `Que pensez-vous de ${name}, et du reste ?` : `Que pensez-vous de ${name} ?`), hello: "Bonjour",
    line: (more: number) => `Vous ${more ? "les" : "l’"}${more ? " " : ""}avez depuis un moment. Ce que vous en pensez, en bien ou en mal, aide la personne suivante à choisir, et nous à ${more ? "les" : "l’"}${more ? " " : ""}améliorer.`,
    incentive: "En remerciement, une petite récompense vous attend, quoi que vous écriviez. Votre avis le dira.", end: "Nous demandons une fois par achat, et pas plus d’une fois par semaine.", leave: "Ne plus me solliciter", go: (name: string) => `Donner mon avis : ${name}`,
  },
} as const;

const signature = (accountId: string): string => createHmac("sha256", env().SECRET).update(`no-invitations:${accountId}`).digest("base64url");

/** What a letter carries so that its reader can decline without signing in. It does nothing else. */
export const declineToken = (accountId: string): string => `${accountId}.${signature(accountId)}`;

/** The account a token declines for, or undefined when it is none of ours. */
export function accountOfToken(token: string): string | undefined {
  const [id = "", signed = ""] = token.split(".");
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const [one, other] = [Buffer.from(signed), Buffer.from(signature(id))];
  return one.length === other.length && timingSafeEqual(one, other) ? id : undefined;
}

export type Invited = { accountId: string; email: string; name: string; locale: string; incentive: boolean; products: { slug: string; name: string }[] };

/** The letter that asks for reviews, in its reader's language: what they bought, where to write, how not to be asked again. */
export function invitationLetter(to: Invited): Letter {
  const locale = to.locale === "fr" ? "fr" : "en";
  const said = words[locale];
  const plain = (name: string): string => name.replace(/\s+/g, " ");
  const where = (slug: string): string => `${publicUrl()}/${locale}/products/${slug}/review?invited=1`;
  const [first, ...more] = to.products;
  const subject = said.subject(plain(first?.name ?? ""), more.length);
  const line = said.line(more.length);
  const text = (words: string): Block => ({ kind: "text", text: words });
  return {
    to: to.email, account: to.accountId, locale, letter: "invitation", stream: "conversation", subject,
    content: {
      title: subject, preview: line, action: { label: said.go(plain(first?.name ?? "")), url: where(first?.slug ?? "") }, foot: [said.end], leave: { label: said.leave, url: `${publicUrl()}/${locale}/no-invitations#token=${declineToken(to.accountId)}` },
      blocks: [text(`${said.hello} ${plain(to.name)},`), text(line), ...more.map((one): Block => ({ kind: "item", title: plain(one.name), url: where(one.slug) })), ...(to.incentive ? [text(said.incentive)] : [])],
    },
  };
}
