import { useTranslations } from "next-intl";

/** Where someone was: nothing of them is told. */
export function Gone({ locale }: { locale: string }) {
  const t = useTranslations("people");
  return (
    <div className="mx-auto max-w-lg py-16 text-center sm:py-24">
      <span aria-hidden className="mx-auto mb-6 block size-20 rounded-full bg-sunk" />
      <h1 className="page-title">{t("goneTitle")}</h1>
      <p className="mt-4 mb-8 text-soft">{t("goneText")}</p>
      <a className="btn btn-quiet" href={`/${locale}`}>{t("toForum")}</a>
    </div>
  );
}
