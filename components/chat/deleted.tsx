"use client";
import { useTranslations } from "next-intl";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { MessageView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";

/** What stands where a message was; who may bring it back can. */
export function Deleted({ message, acting }: { message: MessageView; acting: Acting }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const mine = acting.me?.id === message.author.id || acting.room.can.moderate;
  const restore = async (): Promise<void> => {
    const answer = await chat.restore(message.id);
    if (answer.ok) acting.take(answer.data);
    else say(words(answer.problem), { tone: "danger" });
  };
  return <p className="flex flex-wrap items-center gap-2 text-[0.95rem] text-faint italic">{t("deleted")}{mine && <button type="button" className="act not-italic" onClick={() => void restore()}>{t("restore")}</button>}</p>;
}
