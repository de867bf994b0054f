import { useLocale, useTranslations } from "next-intl";
import type { RoomRow } from "#lib/chat/types.ts";
import type { CategoryView } from "#lib/forum/types.ts";
import { HomePart } from "./home.tsx";

type Shown = { key: string; href: string; name: string; text: string; fresh: string };

/** The rooms and categories that are open to a member's tier and not to everybody. */
export function PrivateRooms({ rooms, categories }: { rooms: RoomRow[]; categories: CategoryView[] }) {
  const t = useTranslations("space");
  const locale = useLocale();
  const all: Shown[] = [
    ...rooms.map((one) => ({ key: `room ${one.id}`, href: `/${locale}/chat/${one.id}`, name: one.name, text: one.topic, fresh: one.unread > 0 ? t("unread", { count: one.unread }) : "" })),
    ...categories.map((one) => ({ key: `category ${one.id}`, href: `/${locale}/c/${one.slug}`, name: one.name, text: one.description, fresh: "" })),
  ];
  if (all.length === 0) return null;
  return (
    <HomePart title={t("rooms")}>
      <ul>{all.map((one) => (
        <li key={one.key} className="border-b border-line last:border-0">
          <a href={one.href} className="group -mx-3 block rounded-xl px-3 py-3.5 no-underline hover:bg-sunk"><p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="font-serif text-[1.12rem] leading-snug [overflow-wrap:anywhere] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">{one.name}</span>{one.fresh && <span className="text-sm text-accent">{one.fresh}</span>}</p>
            {one.text && <p className="mt-0.5 line-clamp-2 text-sm text-faint [overflow-wrap:anywhere]">{one.text}</p>}</a>
        </li>
      ))}</ul>
    </HomePart>
  );
}
