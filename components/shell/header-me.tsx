"use client";
import { PenLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useMe } from "#components/doors/me.ts";

const blank = <span className="skeleton block size-10 rounded-full" />;
const UserMenu = dynamic(() => import("./user-menu.tsx").then((module) => module.UserMenu), { ssr: false, loading: () => blank });
const NoticeBell = dynamic(() => import("./notice-bell.tsx").then((module) => module.NoticeBell), { ssr: false, loading: () => <span aria-hidden className="block size-10" /> });
const ChatLink = dynamic(() => import("./chat-link.tsx").then((module) => module.ChatLink), { ssr: false, loading: () => <span aria-hidden className="block size-10" /> });
const FactorBadge = dynamic(() => import("./factor-badge.tsx").then((module) => module.FactorBadge), { ssr: false });

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
      {answer.me.role === "customer" && <FactorBadge />}
      <a href={`/${locale}/new`} className="btn btn-accent max-sm:size-10 max-sm:p-0" aria-label={t("newTopic")}>
        <PenLine aria-hidden size={17} /><span className="max-sm:hidden">{t("newTopic")}</span>
      </a>
      <UserMenu me={answer.me} />
    </div>
  );
}
