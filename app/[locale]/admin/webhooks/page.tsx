import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { WebhookCare } from "#components/webhooks/webhook-care.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "webhooks" });
  return { title: t("title"), robots: { index: false } };
}

/** Who hears of what happens here, and what became of each message. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("webhooks");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["webhooks"]}><WebhookCare /></Words>
    </div>
  );
}
