"use client";
import { useTranslations } from "next-intl";
import type { RoomKind } from "#lib/chat/types.ts";

type Named = { kind: RoomKind; name: string; others: readonly { name: string }[]; members: number };

/** What a room is called: by its own name, or by who else is in it. */
export function useRoomName(): (room: Named) => string {
  const t = useTranslations("chat");
  return ({ kind, name, others, members }) => {
    if (name) return name;
    const names = others.map((one) => one.name);
    if (names.length === 0) return t(kind === "direct" ? "someoneGone" : "unnamed");
    const more = kind === "group" ? Math.max(0, members - 1 - names.length) : 0;
    return more > 0 ? t("andMore", { names: names.join(", "), count: more }) : names.join(", ");
  };
}
