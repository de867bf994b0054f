import { friendLetter } from "#lib/buzz/friends.ts";
import { addressLetter } from "#lib/identity/email-letters.ts";
import { linkLetter } from "#lib/identity/letters.ts";
import type { Letter } from "#lib/mail/types.ts";
import { suspensionLetter } from "#lib/moderation/letters.ts";
import { noticeKinds } from "#lib/notices/kinds.ts";
import type { NoticeView } from "#lib/notices/types.ts";
import { digestLetter } from "#lib/outreach/digests.ts";
import { askLetter, refusedLetter, strangerLetter } from "#lib/outreach/incoming/letters.ts";
import { listLetter } from "#lib/outreach/lists/letters.ts";
import { chatLetter, deskLetter, noticeLetter } from "#lib/outreach/notice-letters.ts";
import { invitationLetter } from "#lib/reviews/letters.ts";

export type Named = { name: string; letter: Letter };
const id = "0197a0b0-0000-7000-8000-000000000001";

/** Words for a letter: usual ones, and (`long`) the longest that its parts let through. */
export type Wording = { name: string; title: string; text: string };
export const usual: Wording = { name: "Juniper Hale", title: "A kettle that ticks as it cools", text: "Ten minutes long, every evening, and only on the gas ring. I have turned it, emptied it and put a cloth under it. Whose does too, and what did you do?" };
/** The most anybody can bring about: names of fifty letters, titles of two hundred, texts without end and outside the basic plane. */
export const longest: Wording = { name: "Maximiliana-Theodora von und zu Hohenlohe-Bartenstein".slice(0, 50), title: "𝒜 漢字 ".repeat(40).slice(0, 200).toWellFormed(), text: "漢字かな交じり文 ".repeat(12_000).slice(0, 100_000) };

function noticeOf(kind: NoticeView["kind"], { name, title, text }: Wording, more: Partial<NoticeView> = {}): NoticeView {
  const post = ["mention", "reply", "followed", "topic", "accepted", "reaction", "reminder", "idea", "moderation"].includes(kind);
  return {
    id: 1, kind, event: "post.created", subject: { type: kind === "message" ? "message" : kind === "request" ? "request" : "post", id: "7" }, actors: [{ id, name, handle: "juniper" }], actorCount: 1, acts: 1,
    topic: post ? { id: 7, slug: "a-kettle", title, category: "Coffee", colour: "ink" } : null, number: 2, path: "/t/7/a-kettle#post-2", excerpt: kind === "tier" ? "Premier" : post || kind === "review" ? text.slice(0, 120) : "", at: new Date(0).toISOString(), read: false, ...more,
  };
}

/** Every kind of letter that the house writes by itself, in one language; newsletters are their editors' own. */
export function everyLetter(locale: "en" | "fr", words: Wording = usual): Named[] {
  const { name, title, text } = words;
  const to = { id, email: "robin@example.org", name: "Robin Marlow", locale };
  const link = "x".repeat(43);
  const about = { before: "robin@example.org", after: "robin.marlow@example.org" };
  const mail = { id: 1, subject: title, text };
  const listed = { postId: 9, number: 2, source: text, author: name, topicId: 7, topic: title, slug: "a-kettle", categoryId: 3, category: "Coffee", categorySlug: "coffee", accountId: id, email: to.email, locale };
  const worth = { id: 7, slug: "a-kettle", title, category: "Coffee", author: name, replies: 12, html: `<p>${text.slice(0, 300)}</p>`, score: 4 };
  const all: [string, Letter | undefined][] = [
    ["sign-in", linkLetter(to, "sign-in", link)], ["reset", linkLetter(to, "reset", link)],
    ...(["confirm", "taken", "asked", "changed", "now"] as const).map((one): [string, Letter] => [`address-${one}`, addressLetter(one, { email: to.email, account: id, name: to.name, locale }, { before: about.before, after: about.after, ...(one === "confirm" || one === "changed" ? { token: link } : {}) })]),
    ["suspension", suspensionLetter(to, { message: text.slice(0, 2000), until: new Date(Date.UTC(2026, 11, 24)) })], ["suspension-for-good", suspensionLetter(to, { message: "", until: null })],
    ["invitation", invitationLetter({ accountId: id, email: to.email, name: to.name, locale, incentive: false, products: [{ slug: "finch-hand-grinder", name: "Finch hand grinder" }] })],
    ["invitation-several", invitationLetter({ accountId: id, email: to.email, name: to.name, locale, incentive: true, products: ["Finch hand grinder", "Alder kettle, 1.2 l", title.slice(0, 120)].map((product) => ({ slug: "a-product", name: product })) })],
    ["friend", friendLetter({ email: to.email, locale }, { name, url: "https://house.example/j/abc" })],
    ...noticeKinds.map((kind): [string, Letter | undefined] => [`notice-${kind}`, noticeLetter(to, [noticeOf(kind, words)])]),
    ["notices", noticeLetter(to, Array.from({ length: 12 }, (_, at) => noticeOf((["reply", "followed", "mention", "accepted"] as const)[at % 4] ?? "reply", words, { actorCount: 1 + (at % 4), acts: 1 + at })))],
    ["chat", chatLetter(to, noticeOf("message", words), { room: "", said: [{ name, source: text }, { name, source: "It does not fit the small one.\n\n[bill.pdf](/media/a/bill.pdf)" }], more: 0 })],
    ["chat-called", chatLetter(to, noticeOf("mention", words, { subject: { type: "message", id: "7" }, topic: null, excerpt: "" }), { room: "The tasting table", said: Array.from({ length: 8 }, (_, at) => ({ name: at % 2 ? "Wren Alder" : name, source: text })), more: 3 })],
    ["request", deskLetter(to, noticeOf("request", words, { event: "request.answered", path: "/premium/requests/7" }), text)],
    ["digest", digestLetter(to, Array.from({ length: 6 }, (_, at) => ({ ...worth, id: at + 1, replies: at })))],
    ["list", listLetter(listed)],
    ["mail-refused", refusedLetter({ email: to.email, accountId: id, locale }, mail, "This topic is closed: it takes no more replies.")], ["mail-ask", askLetter({ email: to.email, accountId: id, locale }, mail)],
    ["mail-stranger-needs", strangerLetter({ email: to.email, locale }, "needs", mail)], ["mail-stranger-topic", strangerLetter({ email: to.email, locale }, "category", mail)],
  ];
  return all.flatMap(([called, letter]) => (letter ? [{ name: called, letter }] : []));
}
