import { useLocale, useTranslations } from "next-intl";

const places = [["queue", "/desk"], ["health", "/desk/health"], ["filters", "/desk/filters"], ["log", "/desk/log"]] as const;

/** The ways between the rooms of the desk. */
export function DeskNav({ current }: { current: (typeof places)[number][0] }) {
  const t = useTranslations("deskNav");
  const locale = useLocale();
  return (
    <nav aria-label={t("label")} className="mb-6 flex gap-4 overflow-x-auto border-b border-line [scrollbar-width:none] sm:gap-5">
      {places.map(([key, path]) => (
        <a key={key} href={`/${locale}${path}`} aria-current={key === current ? "page" : undefined}
          className={`-mb-px flex-none border-b-2 py-2.5 text-[0.95rem] no-underline ${key === current ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{t(key)}</a>
      ))}
    </nav>
  );
}
