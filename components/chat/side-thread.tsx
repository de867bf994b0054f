"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Problem } from "#components/doors/call.ts";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { ChatEvents } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";
import { type Answering, Composer, type ComposerHandle } from "./composer.tsx";
import { Message } from "./message.tsx";
import type { Outbox, Writing } from "./outbox-store.ts";
import { PendingMessage } from "./pending.tsx";
import { rowsOf } from "./rows.ts";
import { withMine } from "./use-room.ts";
import { plainText } from "./plain-text.ts";

const none: readonly Writing[] = [];

/** The messages of one side thread, with what arrives and what changes. */
function useSide(roomId: number, root: number) {
  const [messages, setMessages] = useState<ReadonlyMap<number, MessageView>>();
  const [problem, setProblem] = useState<Problem>();
  const signs = useRef(new Map<number, readonly string[]>());
  const merge = useCallback((found: readonly MessageView[]) => setMessages((old) => {
    const next = new Map(old ?? []);
    for (const message of found) {
      const known = next.get(message.seq);
      if (!known || message.change >= known.change) next.set(message.seq, withMine(message, known, signs.current.get(message.seq)));
    }
    return next;
  }), []);
  const load = useCallback(() => void chat.messages(roomId, { root, limit: 200 }).then((answer) => { if (answer.ok) { merge(answer.data.messages); setProblem(undefined); } else setProblem(answer.problem); }), [roomId, root, merge]);
  useEffect(() => {
    load();
    const mine = ({ roomId: where, message }: ChatEvents["chat.message"]): void => { if (where === roomId && (message.root === root || message.seq === root)) merge([message]); };
    const reacted = ({ roomId: where, seq, mine: own }: ChatEvents["chat.reacted"]): void => {
      if (where !== roomId) return;
      signs.current.set(seq, own);
      setMessages((old) => { const line = old?.get(seq); return old && line ? new Map([...old, [seq, { ...line, reactions: line.reactions.map((one) => ({ ...one, mine: own.includes(one.emoji) })) }]]) : old; });
    };
    const stops = [hear("chat.message", mine), hear("chat.changed", mine), hear("chat.reacted", reacted), atEachConnection(() => { signs.current.clear(); load(); })];
    return () => { for (const stop of stops) stop(); };
  }, [roomId, root, load, merge]);
  const all = useMemo(() => [...(messages?.values() ?? [])].sort((a, b) => a.seq - b.seq), [messages]);
  return { all, ready: messages !== undefined, problem, merge, load };
}

/** A conversation beside the conversation: under one message, in a column of its own. */
export function SideThread({ acting: outer, root, box }: { acting: Acting; root: number; box: Outbox | undefined }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const { all, ready, problem, merge, load } = useSide(outer.roomId, root);
  const [active, setActive] = useState<number>();
  const [editing, setEditing] = useState<number>();
  const [answering, setAnswering] = useState<Answering>();
  const composer = useRef<ComposerHandle>(null);
  const end = useRef<HTMLDivElement>(null);
  const waiting = useSyncExternalStore(box?.subscribe ?? (() => () => {}), () => box?.of(outer.roomId) ?? none, () => none);
  const here = new Set(all.map((one) => one.clientId));
  const pending = waiting.filter((one) => one.body.root === root && !here.has(one.clientId));
  useEffect(() => box?.onTaken((where, taken) => { if (where === outer.roomId && "seq" in taken && taken.root === root) merge([taken]); }), [box, outer.roomId, root, merge]);
  const acting = useMemo((): Acting => ({
    ...outer, onSide: undefined, onChoose: undefined, onEdit: setEditing, take: (message) => { outer.take(message); merge([message]); },
    onReply: (message) => { setAnswering({ seq: message.seq, name: message.author.name, excerpt: plainText(message.html).slice(0, 140) }); composer.current?.focus(); },
  }), [outer, merge]);
  const count = all.length + pending.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end comes into view whenever there is more
  useEffect(() => { end.current?.scrollIntoView({ block: "nearest" }); }, [count]);
  const send = (text: string): void => {
    box?.write(outer.roomId, { text, replyTo: answering ?? null, root, media: [] });
    setAnswering(undefined);
  };
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-3">
        {problem && !ready && <p role="alert" className="p-4 text-soft">{words(problem)} <button type="button" className="link" onClick={load}>{t("again")}</button></p>}
        {!ready && !problem && <div className="grid gap-3 p-4"><div className="skeleton h-12" /><div className="skeleton h-12" /></div>}
        <ol className="[&_.avatar]:size-8">
          {rowsOf(all, { readSeq: undefined, mine: outer.me?.id }).map((row) => row.kind === "message" && (
            <Message key={row.key} message={row.message} leads={row.leads} acting={acting} active={active === row.message.seq} editing={editing === row.message.seq} onActive={setActive} extra={0} />
          ))}
          {pending.map((one, at) => <PendingMessage key={one.clientId} writing={one} leads={at === 0} onRetry={(id) => box?.retry(id)} onDiscard={(id) => box?.discard(id)} />)}
        </ol>
        {ready && all.length === 1 && pending.length === 0 && <p className="px-4 pt-4 text-sm text-faint">{t("sideEmpty")}</p>}
        <div ref={end} />
      </div>
      {outer.room.can.write && box && <div className="px-2 pb-[calc(1.75rem+env(safe-area-inset-bottom))]"><Composer ref={composer} roomId={outer.roomId} label={t("writeSide")} draftKey={`draft:${outer.me?.id}:chat:${outer.roomId}:${root}`} answering={answering} onAnswering={setAnswering} onSend={send} onTyping={() => {}} onEditLast={() => setEditing(all.findLast((one) => one.author.id === outer.me?.id && !one.deletedAt)?.seq)} onEscape={() => {}} /></div>}
    </>
  );
}
