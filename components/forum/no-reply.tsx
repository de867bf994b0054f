"use client";
import { useLocale, useTranslations } from "next-intl";
import type { TopicOverlay } from "#lib/forum/types.ts";

/** What stands in place of the reply box for who may not write: the reason and the way. */
export function NoReply({ why }: { why: TopicOverlay["why"] }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  if (why === "sign-in") {
    const back = `?return=${encodeURIComponent(location.pathname + location.search)}`;
    return (
      <div className="no-print my-8 rounded-2xl bg-sunk px-6 py-8 text-center">
        <p className="section-title">{t("joinTitle")}</p>
        <p className="mx-auto mt-1 max-w-md text-soft">{t("joinText")}</p>
        <p className="mt-5 flex flex-wrap justify-center gap-3"><a className="btn btn-accent" href={`/${locale}/sign-up${back}`}>{t("join")}</a><a className="btn btn-quiet" href={`/${locale}/sign-in${back}`}>{t("signIn")}</a></p>
      </div>
    );
  }
  return <p className="no-print my-8 rounded-2xl bg-sunk px-6 py-6 text-center text-soft">{t(why === "unconfirmed" ? "confirmFirst" : why === "closed" ? "closedHere" : why === "archived" ? "archivedHere" : "mayNotWrite")}</p>;
}
