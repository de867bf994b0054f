"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMe } from "#components/doors/me.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { ThingKind } from "#lib/buzz/types.ts";
import { ShareWays } from "./share-ways.tsx";

/** Sharing one thing: with a link of one's own when signed in, with its plain address otherwise. */
export function SharePage({ thing, id, title, path }: { thing: ThingKind; id: string; title: string; path: string }) {
  const t = useTranslations("share");
  const locale = useLocale();
  const answer = useMe();
  const here = encodeURIComponent(`/${locale}/share?thing=${thing}&id=${id}`);
  return (
    <>
      <p className="eyebrow">{t(`thing.${thing as "topic"}`)}</p>
      <h1 className="page-title mt-2 wrap-anywhere">{title}</h1>
      <p className="mt-4 max-w-[60ch] text-soft">{t("intro")}</p>
      <div className="mt-6 min-h-24">
        {!answer ? <div className="skeleton h-11" /> : answer.me ? <ShareWays thing={thing} id={id} title={title} /> : (
          <EmptyState title={t("signInTitle")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=${here}` }} />
        )}
      </div>
      <p className="mt-8"><a className="link" href={`/${locale}${path}`}>{t("back")}</a></p>
    </>
  );
}
