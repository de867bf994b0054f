"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMe } from "#components/doors/me.ts";

/** What stands beside the rooms while none is open. */
export function Welcome() {
  const t = useTranslations("chat");
  const locale = useLocale();
  const answer = useMe();
  return (
    <>
    <h1 className="sr-only">{t("title")}</h1>
    <div className="hidden flex-1 place-items-center px-8 text-center lg:grid">
      <div className="max-w-md">
        <p className="page-title text-[2.2rem]">{t("welcome")}</p>
        <p className="mt-3 text-lg text-soft">{t("welcomeText")}</p>
        {answer?.me ? <p className="mt-6 text-sm text-faint">{t("welcomeKeys")}</p> : answer && <a className="btn btn-accent mt-6" href={`/${locale}/sign-in?return=/${locale}/chat`}>{t("signIn")}</a>}
      </div>
    </div>
    </>
  );
}
