"use client";
import { Popover } from "@base-ui/react/popover";
import { SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { MessageView, ReactionView } from "#lib/threads/types.ts";
import { type Acting, quickSigns } from "./acting.ts";

function toggled(reactions: readonly ReactionView[], emoji: string, on: boolean): ReactionView[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, count: 1, mine: true }] : [...reactions];
  return reactions.map((one) => (one.emoji === emoji ? { ...one, mine: on, count: one.count + (on ? 1 : -1) } : one)).filter((one) => one.count > 0);
}

/** Puts a sign under a message or takes it away: shown at once, put back when the server says otherwise. */
export function useReact({ feed, take }: Acting, message: MessageView): (emoji: string) => Promise<void> {
  const words = useProblem();
  return async (emoji) => {
    const on = !message.reactions.some((one) => one.emoji === emoji && one.mine);
    feed.patch(message.seq, { reactions: toggled(message.reactions, emoji, on) });
    const answer = await chat.react(message.id, emoji, on);
    if (answer.ok) return take(answer.data);
    feed.patch(message.seq, { reactions: message.reactions });
    say(words(answer.problem), { tone: "danger" });
  };
}

let signs: Promise<[name: string, sign: string][]> | undefined;
function useSigns(typed: string): string[] {
  const [found, setFound] = useState<string[]>([]);
  useEffect(() => {
    let stopped = false;
    const q = typed.trim().toLowerCase();
    signs ??= import("markdown-it-emoji/lib/data/full.mjs").then((module) => Object.entries(module.default));
    if (q.length > 1) void signs.then((all) => { if (!stopped) setFound([...new Set([...all.filter(([name]) => name.startsWith(q)), ...all.filter(([name]) => name.includes(q))].map(([, sign]) => sign))].slice(0, 24)); });
    return () => { stopped = true; };
  }, [typed]);
  return typed.trim().length > 1 ? found : [...quickSigns];
}

function Picker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const t = useTranslations("chat");
  const [typed, setTyped] = useState("");
  const found = useSigns(typed);
  return (
    <>
      <input className="field-input mb-2 min-h-9 text-[0.925rem]" aria-label={t("findSign")} placeholder={t("findSign")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <div className="grid grid-cols-8 gap-0.5">
        {found.map((sign) => <button key={sign} type="button" className="grid size-9 place-items-center rounded-md text-xl hover:bg-sunk" aria-label={t("reactWith", { sign })} onClick={() => onChoose(sign)}>{sign}</button>)}
      </div>
      {found.length === 0 && <p className="px-2 py-3 text-center text-sm text-faint">{t("noSign")}</p>}
    </>
  );
}

/** A button that offers signs: the nearest at hand, all others by their name. */
export function ReactButton({ acting, message, className, onOpen }: { acting: Acting; message: MessageView; className: string; onOpen?: (open: boolean) => void }) {
  const t = useTranslations("chat");
  const react = useReact(acting, message);
  const [open, setOpen] = useState(false);
  const change = (next: boolean): void => { setOpen(next); onOpen?.(next); };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger aria-label={t("react")} title={t("react")} className={className}><SmilePlus aria-hidden size={17} /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12} className="z-50">
          <Popover.Popup className="card w-[20rem] max-w-[calc(100vw-1.5rem)] p-2.5 shadow-xl outline-none">
            <Popover.Title className="sr-only">{t("react")}</Popover.Title>
            <Picker onChoose={(emoji) => { change(false); void react(emoji); }} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The signs under a message, each with how many put it there. */
export function Reactions({ acting, message }: { acting: Acting; message: MessageView }) {
  const t = useTranslations("chat");
  const react = useReact(acting, message);
  if (message.reactions.length === 0) return null;
  const may = Boolean(acting.me) && acting.room.joined;
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5">
      {message.reactions.map(({ emoji, count, mine }) => (
        <button key={emoji} type="button" aria-pressed={mine === true} disabled={!may} title={may ? undefined : t("joinToReact")} aria-label={t("reaction", { sign: emoji, count })} onClick={() => void react(emoji)}
          className="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line px-2.5 text-[0.85rem] text-soft tabular-nums hover:not-disabled:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent">
          <span aria-hidden className="text-[1rem]">{emoji}</span><span aria-hidden>{count}</span>
        </button>
      ))}
    </div>
  );
}
