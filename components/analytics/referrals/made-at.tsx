"use client";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";

/** When a figure that is kept was made. One of this moment says nothing. */
export function MadeAt({ at }: { at: string | null }) {
  const t = useTranslations("wordOfMouth");
  if (!at) return null;
  return <p className="-mb-6 text-sm text-faint" data-made={at}>{t.rich("madeAt", { at: () => <Time at={at} /> })}</p>;
}

/** While a figure over very many customers is made for the first time. */
export function Coming() {
  const t = useTranslations("wordOfMouth");
  return <div role="status" className="card p-6"><p className="font-serif text-xl leading-snug">{t("coming")}</p><p className="mt-1 text-soft">{t("comingText")}</p></div>;
}
