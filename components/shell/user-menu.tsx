"use client";
import { useLocale, useTranslations } from "next-intl";
import { identity } from "#components/doors/identity.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { Me } from "#lib/identity/types.ts";
import { mineOf, placesOf } from "./places.ts";
import { Standing } from "./standing.tsx";
import { useUndo } from "./undo-later.ts";

/** The member's own menu. */
export function UserMenu({ me }: { me: Me }) {
  const t = useTranslations("shell");
  const locale = useLocale();
  useUndo();
  const entries: MenuEntry[] = [
    ...mineOf(me).map(([key, path]) => ({ label: t(`mine.${key}`), href: `/${locale}${path}` })),
    "line",
    ...(me.role === "customer" ? [{ label: t("relationship"), href: `/${locale}/me/relationship` }] : []),
    { label: t("settings"), href: `/${locale}/me/settings` },
    ...placesOf(me).map((place) => ({ label: t(`places.${place.key}`), href: `/${locale}${place.path}` })),
    "line",
    { label: t("signOut"), run: () => void identity.signOut().then(() => location.assign(`/${locale}`)) },
  ];
  const head = (
    <div className="mb-1.5 flex items-center gap-3 border-b border-line px-3 pt-2 pb-3">
      <Avatar id={me.id} eager />
      <div className="min-w-0">
        <p className="max-w-48 truncate font-[560]">{me.name}</p>
        <p className="flex items-center gap-2 text-sm text-faint"><span className="truncate">@{me.handle}</span><Standing role={me.role} tier={me.tier} /></p>
      </div>
    </div>
  );
  return <Menu label={t("menuOf", { name: me.name })} trigger={<Avatar id={me.id} eager />} head={head} entries={entries} />;
}
