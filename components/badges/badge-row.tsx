import { useTranslations } from "next-intl";
import type { BadgeView } from "#lib/badges/types.ts";
import { BadgeMark } from "./badge-mark.tsx";

/** Someone's badges in one quiet row; each leads to what it takes. */
export function BadgeRow({ badges, locale }: { badges: readonly BadgeView[]; locale: string }) {
  const t = useTranslations("badges");
  if (badges.length === 0) return null;
  return (
    <ul aria-label={t("title")} className="mt-4 flex flex-wrap gap-x-2 gap-y-2">
      {badges.map(({ key }) => (
        <li key={key}>
          <a href={`/${locale}/badges#${key}`} title={t(`of.${key}.text`)} className="inline-flex items-center gap-1.5 rounded-full border border-line px-2.5 py-1 text-[0.85rem] text-soft no-underline hover:border-line-strong hover:text-ink"><BadgeMark badge={key} size={15} />{t(`of.${key}.name`)}</a>
        </li>
      ))}
    </ul>
  );
}
