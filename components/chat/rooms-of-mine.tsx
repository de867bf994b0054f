"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import type { RoomAround } from "#lib/chat/types.ts";

/** The rooms around something that are open to who reads, beyond those everybody sees. When they cannot be had, the page is whole without them. */
export function RoomsOfMine({ of, id, known }: { of: "category" | "product"; id: number; known: number[] }) {
  const t = useTranslations("talkAround");
  const locale = useLocale();
  const [rooms, setRooms] = useState<RoomAround[]>([]);
  useEffect(() => { void chat.around(of, id).then((answer) => { if (answer.ok) setRooms(answer.data.rooms); }); }, [of, id]);
  return rooms.filter((room) => !known.includes(room.id)).map((room) => <a key={room.id} className="act" href={`/${locale}/chat/${room.id}`}>{t("room", { name: room.name })}</a>);
}
