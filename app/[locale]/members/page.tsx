import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MemberList } from "#components/people/member-list.tsx";
import { visitor } from "#lib/core/actor.ts";
import { listPeople } from "#lib/identity/directory.ts";
import { type Query, textOf } from "../../query.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ q?: Query; sort?: Query; after?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "people" });
  return { title: t("membersTitle"), description: t("membersIntro"), alternates: { canonical: `/${locale}/members`, languages: { en: "/en/members", fr: "/fr/members" } } };
}

/** Members who chose to be found. */
export default async function Members({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const asked = await searchParams;
  const [q, after] = [(textOf(asked.q) ?? "").slice(0, 80), textOf(asked.after)];
  const sort = asked.sort === "contributions" ? "contributions" : "joined";
  const [t, directory] = await Promise.all([getTranslations("people"), listPeople(visitor, { q, sort, after })]);
  return (
    <Words names={["people"]}>
      <div className="mx-auto max-w-3xl">
        <h1 className="page-title">{t("membersTitle")}</h1>
        <p className="mt-2 mb-8 text-soft">{t("membersIntro")} <a className="link" href={`/${locale}/members/staff`}>{t("staffLink")}</a></p>
        <MemberList directory={directory} sort={sort} q={q} path={`/${locale}/members`} later={after !== undefined} locale={locale} />
      </div>
    </Words>
  );
}
