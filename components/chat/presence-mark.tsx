"use client";
import { useTranslations } from "next-intl";
import type { PresenceState } from "#lib/chat/types.ts";

const look: Record<PresenceState, string> = { active: "bg-good", away: "border-2 border-good", offline: "border-2 border-line-strong" };

/** Whether someone is here: a dot, and the word for it, for who does not see colours too. */
export function PresenceMark({ state, words = false }: { state: PresenceState; words?: boolean }) {
  const t = useTranslations("chat.presence");
  return <span className="inline-flex items-center gap-1.5 text-[0.8rem] whitespace-nowrap text-faint"><span aria-hidden className={`size-2.5 flex-none rounded-full ${look[state]}`} /><span className={words ? "" : "sr-only"}>{t(state)}</span></span>;
}
