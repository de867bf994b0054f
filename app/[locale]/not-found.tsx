import { getLocale, getTranslations } from "next-intl/server";

/** What is not there, or not for this reader: both look the same. */
export default async function NotFound() {
  const [t, locale] = await Promise.all([getTranslations("errors"), getLocale()]);
  return (
    <div className="mx-auto max-w-lg py-16 text-center sm:py-24">
      <h1 className="page-title">{t("missingTitle")}</h1>
      <p className="mt-4 mb-8 text-soft">{t("missingText")}</p>
      <p className="flex flex-wrap justify-center gap-3"><a className="btn btn-accent" href={`/${locale}`}>{t("home")}</a><a className="btn btn-quiet" href={`/${locale}/sign-in`}>{t("signIn")}</a></p>
    </div>
  );
}
