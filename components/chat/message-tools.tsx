"use client";
import { CornerUpLeft, Ellipsis, MessagesSquare } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { forwardFrom, mayAskConcierge, mayAskConsent } from "#components/shell/concierge.ts";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { say } from "#components/ui/toast.tsx";
import type { MessageView } from "#lib/threads/types.ts";
import { type Acting, messagePath } from "./acting.ts";
import { ReactButton } from "./reactions.tsx";

function useActs({ message, acting }: { message: MessageView; acting: Acting }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const address = `${location.origin}${messagePath(locale, acting.roomId, message.seq)}`;
  const failed = (problem: Parameters<typeof words>[0]): void => say(words(problem), { tone: "danger" });
  const copy = (text: string, said: string): void => void navigator.clipboard.writeText(text).then(() => say(said), () => say(t("notCopied"), { tone: "danger" }));
  const restore = async (): Promise<void> => {
    const answer = await chat.restore(message.id);
    if (answer.ok) acting.take(answer.data);
    else failed(answer.problem);
  };
  return {
    copyLink: () => copy(address, t("linkCopied")),
    pin: async (): Promise<void> => {
      const answer = await chat.pin(message.id, !message.pinned);
      if (answer.ok) acting.take(answer.data);
      else failed(answer.problem);
    },
    remove: async (): Promise<void> => {
      const answer = await chat.delete(message.id);
      if (!answer.ok) return failed(answer.problem);
      acting.take(answer.data);
      say(t("deletedNow"), { action: { label: t("undo"), run: () => void restore() } });
    },
  };
}

/** What one can do with a message. `onOpen` says that something is open beside it, and it has to stay. */
export function MessageTools({ message, acting, onOpen }: { message: MessageView; acting: Acting; onOpen: (open: boolean) => void }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const acts = useActs({ message, acting });
  const { me, room, onAsk, onChoose: choose } = acting;
  const mine = me?.id === message.author.id;
  const tool = "grid size-8 place-items-center rounded-full text-faint hover:bg-sunk hover:text-ink";
  const entries: MenuEntry[] = [
    ...(mine && room.can.write ? [{ label: t("edit"), run: () => acting.onEdit(message.seq) }] : []),
    { label: t("copyLink"), run: acts.copyLink }, ...(me ? [{ label: t("quoteTo"), run: () => onAsk({ what: "quote", message }) }] : []),
    ...(room.can.pin && message.root === null ? [{ label: t(message.pinned ? "unpin" : "pin"), run: () => void acts.pin() }] : []),
    ...(room.can.makeTopic && message.root === null ? [{ label: t("toTopic"), run: () => onAsk({ what: "topic", message }) }] : []),
    ...(room.can.makeTopic && message.root === null && choose ? [{ label: t("chooseSeveral"), run: () => choose(message.seq) }] : []),
    ...(mayAskConcierge(me) ? [{ label: t("askConcierge"), run: () => location.assign(forwardFrom(locale, { origin: "message", originId: `${acting.roomId}:${message.seq}` })) }] : []),
    ...(mayAskConsent(me, message.author) ? [{ label: t("askConsent"), run: () => onAsk({ what: "consent", message }) }] : []),
    ...(me && !mine ? [{ label: t("report"), run: () => onAsk({ what: "report", message }) }] : []),
    ...(mine || room.can.moderate ? ["line" as const, { label: t("delete"), run: () => void acts.remove() }] : []),
  ];
  return (
    <div className="absolute -top-4 right-2 z-10 flex rounded-full border border-line bg-raised p-0.5 shadow-sm">
      {me && room.joined && <ReactButton acting={acting} message={message} className={tool} onOpen={onOpen} />}
      {room.can.write && <button type="button" data-reply className={tool} aria-label={t("reply")} title={t("reply")} onClick={() => acting.onReply(message)}><CornerUpLeft aria-hidden size={17} /></button>}
      {acting.onSide && room.can.write && <button type="button" className={tool} aria-label={t("side")} title={t("side")} onClick={() => acting.onSide?.(message.seq)}><MessagesSquare aria-hidden size={17} /></button>}
      <Menu label={t("more")} trigger={<span className={tool}><Ellipsis aria-hidden size={17} /></span>} entries={entries} onOpen={onOpen} />
    </div>
  );
}
