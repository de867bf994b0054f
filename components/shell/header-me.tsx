"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useMe } from "#components/doors/me.ts";
import { later } from "#components/ui/later.tsx";

const blank = <span className="skeleton block size-10 rounded-full" />;
const UserMenu = later(() => import("./user-menu.tsx").then((module) => module.UserMenu), () => blank);
const NoticeBell = later(() => import("./notice-bell.tsx").then((module) => module.NoticeBell), () => <span aria-hidden className="block size-10" />);
const ChatLink = later(() => import("./chat-link.tsx").then((module) => module.ChatLink), () => <span aria-hidden className="block size-10" />);
const FactorBadge = later(() => import("./factor-badge.tsx").then((module) => module.FactorBadge));

const here = (): string => location.pathname + location.search;
const never = (): (() => void) => () => {};

/** The reader's own part of the head: the ways in, or their factor and menu. */
export function HeaderMe() {
  const answer = useMe();
  const locale = useLocale();
  const t = useTranslations("shell");
  const path = useSyncExternalStore(never, here, () => "");
  if (!answer) return <span aria-hidden className="flex items-center gap-2">{blank}</span>;
  if (!answer.me) {
    const back = path.includes("/sign-") ? "" : `?return=${encodeURIComponent(path)}`;
    return (
      <nav data-visitor aria-label={t("account")} className="flex items-center gap-1 sm:gap-2">
        <a href={`/${locale}/sign-in${back}`} className="act text-ink max-sm:px-2 sm:px-3 sm:text-[0.925rem]">{t("signIn")}</a>
        <a href={`/${locale}/sign-up${back}`} className="btn btn-accent max-sm:min-h-9 max-sm:px-3">{t("join")}</a>
      </nav>
    );
  }
  return (
    <div className="flex items-center gap-1 sm:gap-3">
      <ChatLink />
      <NoticeBell />
      {/* On the narrowest phones the name of the place needs the room; the menu leads there, too. */}
      {answer.me.role === "customer" && <span className="max-[26rem]:hidden"><FactorBadge /></span>}
      <a href={`/${locale}/new`} className="btn btn-accent max-sm:size-10 max-sm:p-0" aria-label={t("newTopic")}>
        <span aria-hidden className="drawn drawn-pen" /><span className="max-sm:hidden">{t("newTopic")}</span>
      </a>
      <UserMenu me={answer.me} />
    </div>
  );
}
