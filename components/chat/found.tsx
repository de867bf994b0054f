"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MessageView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";
import { plainText } from "./plain-text.ts";

/** Messages out of their place, each with the way to it. */
export function FoundList({ messages, acting }: { messages: readonly MessageView[]; acting: Acting }) {
  const show = (message: MessageView): void => {
    if (message.root !== null && acting.onSide) acting.onSide(message.root);
    else acting.show(message.seq);
  };
  return (
    <ul className="divide-y divide-line">
      {messages.map((message) => (
        <li key={message.seq}>
          <button type="button" className="flex w-full gap-3 px-4 py-3 text-left hover:bg-sunk" onClick={() => show(message)}>
            <Avatar id={message.author.id} size="small" />
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline justify-between gap-2"><span className="truncate text-[0.9rem] font-[560]">{message.author.name}</span><Time at={message.createdAt} className="flex-none text-xs text-faint" /></span>
              <span className="line-clamp-3 text-[0.925rem] text-soft [overflow-wrap:anywhere]">{plainText(message.html)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Looks for words in this room. */
export function SearchTab({ acting }: { acting: Acting }) {
  const t = useTranslations("chat");
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<{ q: string; messages: MessageView[]; next: number | null }>();
  const q = typed.trim();
  useEffect(() => {
    if (q.length < 2) return setFound(undefined);
    let stopped = false;
    const timer = setTimeout(() => void chat.search(acting.roomId, q).then((answer) => { if (!stopped && answer.ok) setFound({ q, ...answer.data }); }), 250);
    return () => { stopped = true; clearTimeout(timer); };
  }, [q, acting.roomId]);
  const more = async (): Promise<void> => {
    if (!found?.next) return;
    const answer = await chat.search(acting.roomId, found.q, found.next);
    if (answer.ok) setFound({ q: found.q, messages: [...found.messages, ...answer.data.messages], next: answer.data.next });
  };
  return (
    <>
      <div className="p-3"><input type="search" className="field-input" aria-label={t("searchRoom")} placeholder={t("searchRoom")} value={typed} onChange={(event) => setTyped(event.target.value)} /></div>
      <p role="status" className="sr-only">{found ? t("found", { count: found.messages.length }) : ""}</p>
      {found?.messages.length === 0 && <p className="px-4 py-8 text-center text-soft">{t("nothingFound")}</p>}
      {found && <FoundList messages={found.messages} acting={acting} />}
      {found?.next && <p className="p-3 text-center"><button type="button" className="btn btn-quiet" onClick={() => void more()}>{t("older")}</button></p>}
    </>
  );
}
