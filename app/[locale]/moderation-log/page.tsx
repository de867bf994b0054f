import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { LogList } from "#components/moderation/log-list.tsx";
import { refused } from "#lib/core/errors.ts";
import { readPublicLog } from "#lib/moderation/log.ts";
import { Words } from "../../words.tsx";
import { type Query, textOf } from "../../query.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "publicLog" });
  return { title: t("title"), robots: { index: false } };
}

/** What moderators did, for everyone to see, where the house says so. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const page = await readPublicLog(textOf((await searchParams).after));
  if (refused(page)) notFound();
  const t = await getTranslations("publicLog");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-3 mb-8 text-soft">{t("intro")}</p>
      <Words names={["deskLog"]}><LogList acts={page.acts} /></Words>
      {page.next && <p className="mt-6"><a className="btn btn-quiet" href={`?after=${encodeURIComponent(page.next)}`}>{t("more")}</a></p>}
    </div>
  );
}
