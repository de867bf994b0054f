"use client";
import { MessagesSquare, Pin } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { memo, useState } from "react";
import { Standing } from "#components/shell/standing.tsx";
import { withWords } from "#components/shell/with-words.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import type { MessageView } from "#lib/threads/types.ts";
import { type Acting, messagePath } from "./acting.ts";
import { Clock } from "./clock.tsx";
import { EditMessage } from "./edit-message.tsx";
import { Deleted } from "./deleted.tsx";
import { MessageTools } from "./message-tools.tsx";
import { plainText } from "./plain-text.ts";
import { Reactions } from "./reactions.tsx";

const CameByMail = withWords(() => import("#components/shell/came-by-mail.tsx").then((module) => module.CameByMail));
const History = withWords(() => import("./history.tsx").then((module) => module.History));

type Props = { message: MessageView; leads: boolean; acting: Acting; active: boolean; editing: boolean; onActive: (seq: number | undefined) => void; extra: number; chosen?: boolean | undefined };

// What came by mail came before the page was opened, or is seen to have when it is opened again: what one writes here is not asked about.
const mayBeMail = (message: MessageView, acting: Acting): boolean => message.author.id === acting.me?.id && Date.parse(message.createdAt) < performance.timeOrigin;

function EventLine({ message }: { message: MessageView }) {
  const t = useTranslations("chat.events");
  const locale = useLocale();
  const { event, author } = message;
  const text = t(event?.what ?? "other", { name: author.name, title: event?.title ?? "" });
  return <p className="px-3 py-2 text-center font-serif text-[0.95rem] text-faint italic">{event?.path ? <a className="link" href={`/${locale}${event.path}`}>{text}</a> : text}</p>;
}

function Quoted({ message, acting }: { message: MessageView; acting: Acting }) {
  const t = useTranslations("chat");
  const { replyTo } = message;
  if (!replyTo) return null;
  return (
    <button type="button" onClick={() => acting.show(replyTo.seq)} title={t("toQuoted")}
      className="mb-0.5 flex max-w-full items-baseline gap-1.5 border-l-2 border-line-strong pl-2.5 text-left text-[0.875rem] text-faint hover:text-ink">
      <span className="flex-none font-[540]">{replyTo.name}</span><span className="truncate">{replyTo.excerpt}</span>
    </button>
  );
}

function Body({ message, acting, extra }: { message: MessageView; acting: Acting; extra: number }) {
  const t = useTranslations("chat");
  const [history, setHistory] = useState(false);
  const replies = message.replies + extra;
  return (
    <>
      <Quoted message={message} acting={acting} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server when it was written */}
      <div className="prose-post text-base! leading-[1.58]! [&>*+*]:mt-2! [&_img]:max-h-80!" dangerouslySetInnerHTML={{ __html: message.html }} />
      {(message.editedAt || message.pinned) && (
        <p className="flex gap-3 text-[0.8rem] text-faint">
          {message.editedAt && <button type="button" className="underline decoration-dotted underline-offset-4 hover:text-ink" onClick={() => setHistory(true)}>{t("edited")}</button>}
          {message.pinned && <span className="inline-flex items-center gap-1"><Pin aria-hidden size={12} />{t("pinned")}</span>}
        </p>
      )}
      {mayBeMail(message, acting) && <CameByMail type="message" id={message.id} words />}
      <Reactions acting={acting} message={message} />
      {replies > 0 && acting.onSide && (
        <button type="button" className="act mt-0.5 -ml-2 text-accent" onClick={() => acting.onSide?.(message.seq)}><MessagesSquare aria-hidden size={15} />{t("replies", { count: replies })}</button>
      )}
      {history && <History message={message} onClose={() => setHistory(false)} />}
    </>
  );
}

function Head({ message, acting }: { message: MessageView; acting: Acting }) {
  const locale = useLocale();
  const { author } = message;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2.5 text-[0.85rem] text-faint">
      <a className="post-name text-[0.975rem]" href={`/${locale}/u/${author.handle}`}>{author.name}</a>
      <Standing role={author.role} tier={author.tier} />
      <a className="no-underline hover:text-ink hover:underline" href={messagePath(locale, acting.roomId, message.seq)}><Clock at={message.createdAt} className="tabular-nums" /></a>
    </p>
  );
}

/** A message's place among those that are being chosen. */
function Choice({ message, acting, chosen }: { message: MessageView; acting: Acting; chosen: boolean }) {
  const t = useTranslations("chat");
  return <label className="absolute inset-0 z-10 flex cursor-pointer items-start rounded-lg has-focus-visible:outline-2"><input type="checkbox" className="mt-2 ml-3 size-4 accent-(--accent)" aria-label={t("chooseMessage", { name: message.author.name, text: plainText(message.html).slice(0, 80) })} checked={chosen} onChange={() => acting.onChoose?.(message.seq)} /></label>;
}

/** One message. What can be done with it is there while one points at it or is on it. `chosen` is there while several are being chosen. */
export const Message = memo(function Message({ message, leads, acting, active, editing, onActive, extra, chosen }: Props) {
  const t = useTranslations("chat");
  const { seq, author } = message;
  const choosing = chosen !== undefined;
  const [open, setOpen] = useState(false);
  if (message.kind === "event") return <li data-seq={seq}><EventLine message={message} /></li>;
  const point = (): void => onActive(seq);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing only brings up what the keyboard reaches by moving here
    <li data-seq={seq} data-item tabIndex={-1} aria-label={t("messageOf", { name: author.name })} onPointerEnter={(event) => { if (event.pointerType === "mouse") point(); }} onFocus={point} onClick={point}
      className={`group relative flex gap-3 rounded-lg px-3 py-[0.2rem] outline-offset-[-2px] sm:gap-4 ${leads ? "mt-3" : ""} ${chosen ? "bg-accent-soft/60" : active ? "bg-sunk/60" : ""} ${choosing ? "pl-10" : ""}`}>
      <span className="w-10 flex-none">{leads ? <Avatar id={author.id} /> : <Clock at={message.createdAt} className={`block pt-1.5 text-right text-[0.68rem] text-faint tabular-nums ${active ? "" : "invisible"}`} />}</span>
      <div className="min-w-0 flex-1">
        {leads && <Head message={message} acting={acting} />}
        {message.deletedAt ? <Deleted message={message} acting={acting} /> : editing ? <EditMessage message={message} acting={acting} /> : <Body message={message} acting={acting} extra={extra} />}
      </div>
      {choosing && !message.deletedAt && <Choice message={message} acting={acting} chosen={chosen} />}
      {(active || open) && !choosing && !editing && !message.deletedAt && <MessageTools message={message} acting={acting} onOpen={setOpen} />}
    </li>
  );
});
