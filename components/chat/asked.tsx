"use client";
import { useLocale } from "next-intl";
import { withWords } from "#components/shell/with-words.tsx";
import { type Acting, type Asked, messagePath } from "./acting.ts";
import { plainText } from "./plain-text.ts";

const AskConsent = withWords(() => import("#components/shell/ask-consent.tsx").then((module) => module.AskConsent));
const Report = withWords(() => import("#components/shell/report.tsx").then((module) => module.Report));
const QuoteTo = withWords(() => import("./quote-to.tsx").then((module) => module.QuoteTo));
const ToTopic = withWords(() => import("./to-topic.tsx").then((module) => module.ToTopic));

/** What was asked of a message, over the room. */
export function AskedOf({ asked: { what, message }, acting, onClose }: { asked: Asked; acting: Acting; onClose: () => void }) {
  const locale = useLocale();
  if (what === "report") return <Report subjectType="message" subjectId={String(message.id)} onClose={onClose} />;
  if (what === "topic") return <ToTopic acting={acting} message={message} onClose={onClose} />;
  if (what === "consent") return <AskConsent member={message.author} at={{ origin: "message", originId: `${acting.roomId}:${message.seq}` }} text={plainText(message.html)} onClose={onClose} />;
  const text = plainText(message.html).slice(0, 1500);
  const quote = `> **${message.author.name}** [↑](${messagePath(locale, acting.roomId, message.seq)})\n>\n> ${text}\n\n`;
  return acting.me ? <QuoteTo me={acting.me.id} said={{ name: message.author.name, text }} quote={quote} onClose={onClose} /> : null;
}
