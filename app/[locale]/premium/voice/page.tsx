import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { VoicePage } from "#components/privilege/space/voice.tsx";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { spaceOpensAt } from "#lib/privilege/requests/types.ts";
import { Words } from "../../../words.tsx";
import { weighedIdeas } from "../ideas.ts";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "voice" });
  return { title: t("title"), robots: { index: false } };
}

/** What a member of the space can decide. Everybody else is led to where it says what the space is. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("voice");
  const actor = await viewer();
  const inside = actor.kind === "member" && actor.role === "customer" && actor.tier >= spaceOpensAt;
  return (
    <div className="mx-auto max-w-3xl">
      <p><a href={`/${locale}/premium`} className="act -ml-2">← {t("toSpace")}</a></p>
      <h1 className="page-title mt-2">{t("title")}</h1>
      <p className="mt-2 mb-10 max-w-2xl text-soft sm:text-lg">{t("intro")}</p>
      {inside ? <Words names={["voice", "ideas"]}><VoicePage ideas={await weighedIdeas(actor)} /></Words> : <EmptyState title={t("outsideTitle")} text={t("outsideText")} action={{ label: t("toSpace"), href: `/${locale}/premium` }} />}
    </div>
  );
}
