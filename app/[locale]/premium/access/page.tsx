import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Reads } from "#components/privilege/space/reads.tsx";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { listReads } from "#lib/analytics/customers/access-log.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { type Query, textOf } from "../../../query.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "access" });
  return { title: t("title"), robots: { index: false } };
}

/** Who of the house looked at what is kept about oneself, and when. For everybody about themselves, and nobody else. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  const after = textOf((await searchParams).after);
  const t = await getTranslations("access");
  const log = actor.kind === "member" ? await listReads(actor.id, after) : undefined;
  return (
    <div className="mx-auto max-w-3xl">
      <p><a href={`/${locale}/premium`} className="act -ml-2">← {t("toSpace")}</a></p>
      <h1 className="page-title mt-2">{t("title")}</h1>
      <p className="mt-2 mb-10 max-w-2xl text-soft sm:text-lg">{t("intro")}</p>
      {log ? <Reads reads={log.reads} older={log.next} first={after === undefined} /> : <EmptyState title={t("signInFirst")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/premium/access` }} />}
      <section className="mt-12 border-t border-line pt-6 text-soft"><h2 className="section-title text-ink">{t("whoMayTitle")}</h2><p className="mt-2 max-w-2xl">{t("whoMay")}</p></section>
    </div>
  );
}
