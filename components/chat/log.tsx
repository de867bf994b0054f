"use client";
import { ArrowDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { say } from "#components/ui/toast.tsx";
import type { Acting } from "./acting.ts";
import { Day } from "./clock.tsx";
import { Message } from "./message.tsx";
import type { Writing } from "./outbox-store.ts";
import { PendingMessage } from "./pending.tsx";
import { rowsOf } from "./rows.ts";
import type { Line } from "./use-room.ts";
import { useHeld } from "./use-room.ts";
import { keptPlace, useScroll } from "./use-scroll.ts";
import { plainText } from "./plain-text.ts";

export type LogHandle = { show: (seq: number) => Promise<void>; showDate: (date: string) => Promise<void>; toEnd: () => void; focusLast: () => void };
type Props = {
  acting: Acting; editing: number | undefined; chosen: ReadonlySet<number> | undefined; me: string | undefined; readSeq: number; target: number | undefined; waiting: readonly Writing[]; onRead: (seq: number, lastSeq: number) => void;
  onRetry: (clientId: string) => void; onDiscard: (clientId: string) => void; ref: Ref<LogHandle>;
};

/** Says aloud what arrives, and nothing else: history that is scrolled in is no news. */
function Announced({ lines, me }: { lines: readonly Line[]; me: string | undefined }) {
  const t = useTranslations("chat");
  const from = useRef<number>(undefined);
  const last = lines.at(-1)?.seq ?? 0;
  if (from.current === undefined && last > 0) from.current = last;
  const fresh = lines.filter((line) => line.seq > (from.current ?? last) && line.author.id !== me && line.kind === "text" && !line.deletedAt).slice(-5);
  return <div role="log" aria-live="polite" aria-relevant="additions" aria-label={t("arriving")} className="sr-only">{fresh.map((line) => <p key={line.seq}>{t("said", { name: line.author.name, text: plainText(line.html).slice(0, 300) })}</p>)}</div>;
}

function moveAmong(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!by || target.closest("textarea, input, [role=menu]")) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-item]")];
  const at = lines.indexOf(target.closest<HTMLElement>("[data-item]") ?? target);
  const next = at === -1 ? lines.at(-1) : lines[at + by];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

/** Where one begins: at the message an address names, where one stopped, at what is unread, or at the end. */
function useBeginning({ acting, me, readSeq, target }: Pick<Props, "acting" | "me" | "readSeq" | "target">, aim: (seq: number, where?: "top" | "middle") => void): (seq: number) => Promise<void> {
  const { feed, roomId } = acting;
  const t = useTranslations("chat");
  const [marked, setMarked] = useState<number>();
  const show = async (seq: number): Promise<void> => {
    const { held } = feed.state();
    if (seq < held.from || seq > held.to) { if (!(await feed.show({ seq }))) return say(t("notReached"), { tone: "danger" }); }
    aim(seq);
    setMarked(seq);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the room is there
  useEffect(() => {
    const kept = me ? keptPlace(me, roomId) : undefined;
    const { unread, lastSeq } = acting.room;
    if (target) void show(target);
    else if (unread > 0 && readSeq > 0 && readSeq < lastSeq) { aim(readSeq + 1, "top"); void feed.show(lastSeq - readSeq > 25 ? { seq: readSeq + 1 } : undefined); }
    else if (kept && kept < lastSeq - 2) { aim(kept, "top"); void feed.show({ seq: kept }); }
    else void feed.show();
  }, [feed, target]);
  useEffect(() => {
    const line = marked === undefined ? null : document.querySelector<HTMLElement>(`[data-seq="${marked}"]`);
    line?.classList.remove("arrived");
    requestAnimationFrame(() => { line?.classList.add("arrived"); line?.focus({ preventScroll: true }); });
  }, [marked]);
  return show;
}

/** The messages of a room, as far as one looks: scrolled both ways without an end, new ones at the bottom. */
export function Log({ acting, editing, chosen, me, readSeq, target, waiting, onRead, onRetry, onDiscard, ref }: Props) {
  const t = useTranslations("chat");
  const format = useFormatter();
  const { feed, roomId } = acting;
  const { held, ready, failed, loading } = useHeld(feed);
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [active, setActive] = useState<number>();
  // Where the unread begins stays where it was when the room was opened.
  const [line] = useState(readSeq);
  const shown = useMemo(() => held.messages.filter((message) => message.root === null), [held.messages]);
  const rows = useMemo(() => rowsOf(shown, { readSeq: line || undefined, mine: me }), [shown, line, me]);
  const here = useMemo(() => new Set(held.messages.flatMap((message) => message.clientId ?? [])), [held.messages]);
  const pending = held.following || !ready ? waiting.filter((one) => one.body.root === null && !here.has(one.clientId)) : [];
  const key = `${rows.length} ${pending.length}`;
  const seen = useMemo(() => [rows, key], [rows, key]);
  const scroll = useScroll({ feed, scroller, list, owner: me ?? "visitor", roomId, rows: seen, onRead });
  const show = useBeginning({ acting, me, readSeq, target }, scroll.aim);
  useImperativeHandle(ref, () => ({
    show, toEnd: scroll.toEnd, focusLast: () => list.current?.querySelector<HTMLElement>("[data-item]:last-of-type")?.focus(),
    showDate: async (date) => { if (await feed.show({ date })) { const first = feed.state().held.messages.find((one) => Date.parse(one.createdAt) >= Date.parse(date)); if (first) scroll.aim(first.seq, "top"); } },
  }));
  const behind = Math.max(0, held.lastSeq - held.to);
  const replies = useMemo(() => repliesOf(held.messages), [held.messages]);
  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section ref={scroller} tabIndex={0} aria-label={t("messages")} aria-busy={!ready} onKeyDown={moveAmong} onPointerLeave={(event) => { if (event.pointerType === "mouse") setActive(undefined); }}
        className="absolute inset-0 overflow-y-auto overscroll-contain [overflow-anchor:none] [scrollbar-gutter:stable]">
        <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-end px-1 pt-6 pb-2 sm:px-4">
          {!ready && !failed && <Waiting />}
          {failed && <p role="alert" className="py-10 text-center text-soft">{t("notReached")} <button type="button" className="link" onClick={() => void feed.show()}>{t("again")}</button></p>}
          {ready && held.from <= 1 && <Beginning name={acting.name} empty={held.lastSeq === 0 && pending.length === 0} />}
          <ol ref={list}>
            {rows.map((row) => row.kind === "day" ? <Day key={row.key} at={row.at} /> : row.kind === "new"
              ? <li key={row.key} data-new className="my-3 flex items-center gap-3 px-3 text-[0.8rem] font-[560] text-accent"><span className="h-px flex-1 bg-accent/40" />{t("newFrom")}</li>
              : <Message key={row.key} message={row.message} leads={row.leads} acting={acting} active={active === row.message.seq} editing={editing === row.message.seq} onActive={setActive} extra={replies.get(row.message.seq) ?? 0} chosen={chosen?.has(row.message.seq)} />)}
            {pending.map((one, at) => <PendingMessage key={one.clientId} writing={one} leads={at === 0} onRetry={onRetry} onDiscard={onDiscard} />)}
          </ol>
        </div>
      </section>
      {loading === "before" && <Older />}
      {!scroll.atEnd && ready && (
        <button type="button" className="btn btn-quiet absolute right-4 bottom-3 z-10 shadow-md" onClick={scroll.toEnd}>
          <ArrowDown aria-hidden size={16} />{behind > 0 ? t("toNewest", { count: behind, shown: format.number(behind) }) : t("toEnd")}
        </button>
      )}
      <Announced lines={held.following ? shown : []} me={me} />
    </div>
  );
}

/** Replies in side threads that came after their first message was counted. */
function repliesOf(messages: readonly Line[]): ReadonlyMap<number, number> {
  const asOf = new Map(messages.map((message) => [message.seq, message.asOf]));
  const more = new Map<number, number>();
  for (const { root, seq } of messages) if (root !== null && seq > (asOf.get(root) ?? seq)) more.set(root, (more.get(root) ?? 0) + 1);
  return more;
}

/** Says that more is coming, when it takes long enough to wonder. It lies over the list, which it must not move. */
function Older() {
  const t = useTranslations("chat");
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 600);
    return () => clearTimeout(timer);
  }, []);
  return long ? <p role="status" className="pointer-events-none absolute inset-x-0 top-2 text-center text-sm"><span className="rounded-full border border-line bg-raised px-3 py-1 text-faint">{t("loadingOlder")}</span></p> : null;
}

function Waiting() {
  return <div aria-hidden className="grid gap-6 px-3 pb-4">{["w-2/3", "w-1/2", "w-3/4", "w-2/5"].map((width) => <div key={width} className="flex gap-3"><span className="skeleton size-10 rounded-full" /><div className="flex-1 pt-1"><div className="skeleton h-3.5 w-32" /><div className={`skeleton mt-2.5 h-4 ${width}`} /></div></div>)}</div>;
}

function Beginning({ name, empty }: { name: string; empty: boolean }) {
  const t = useTranslations("chat");
  return (
    <div className="px-3 pt-6 pb-4">
      <p className="section-title text-[1.6rem] [overflow-wrap:anywhere]">{name}</p>
      <p className="mt-1 text-soft">{t(empty ? "nothingYet" : "beginning")}</p>
    </div>
  );
}
