import { useLocale, useTranslations } from "next-intl";
import type { RoomAround } from "#lib/chat/types.ts";
import { MoreRooms } from "./more-rooms.tsx";

/** Where people talk of a category or product now: the rooms open to everybody, and for who is signed in the others open to them. */
export function RoomsAround({ of, id, rooms }: { of: "category" | "product"; id: number; rooms: RoomAround[] }) {
  const t = useTranslations("talkAround");
  const locale = useLocale();
  return (
    <>
      {rooms.map((room) => <a key={room.id} className="act" href={`/${locale}/chat/${room.id}`}>{t("room", { name: room.name })}</a>)}
      <MoreRooms of={of} id={id} known={rooms.map((room) => room.id)} />
    </>
  );
}
