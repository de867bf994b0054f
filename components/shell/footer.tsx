import { useTranslations } from "next-intl";
import { LanguageLink } from "./language-link.tsx";
import { ThemeLater } from "./theme-later.tsx";

/** The foot of every page: language, theme, keys. */
export function Footer({ site, locale }: { site: string; locale: string }) {
  const t = useTranslations("shell");
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto flex max-w-6xl xl:in-[body:has([data-studio])]:max-w-[89rem] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-6 text-sm text-faint sm:px-6">
        <p className="mr-auto max-lg:w-full"><span className="font-serif text-base text-soft">{site}</span> · {t("poweredBy")}</p>
        <a href={`/${locale}/members`} className="foot-link">{t("members")}</a>
        <a href={`/${locale}/news`} className="foot-link">{t("news")}</a>
        <a href={`/${locale}/products`} className="foot-link">{t("products")}</a>
        <LanguageLink to={locale === "en" ? "fr" : "en"} label={t("otherLanguage")} />
        <ThemeLater />
      </div>
    </footer>
  );
}
