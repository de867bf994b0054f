import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CategoryView } from "#lib/forum/types.ts";

type Shown = { categories: CategoryView[]; locale: string; current?: string | undefined };

/** The categories: a column beside the list on wide screens, a row above it on narrow ones. */
export function CategoryNav({ categories, locale, current }: Shown) {
  const t = useTranslations("forum");
  return (
    <nav aria-label={t("categories")} className="min-w-0 lg:sticky lg:top-24 lg:w-56 lg:flex-none lg:self-start">
      <p className="eyebrow mb-2 px-3 max-lg:hidden">{t("categories")}</p>
      <ul className="flex gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-2 max-lg:[scrollbar-width:none] lg:flex-col lg:gap-0.5">
        <Item href={`/${locale}`} label={t("everything")} colour="none" current={current === undefined} />
        {categories.map((category) => (
          <Item key={category.slug} href={`/${locale}/c/${category.slug}`} label={category.name} colour={category.colour} current={category.slug === current} closed={category.audience !== "public"} />
        ))}
      </ul>
    </nav>
  );
}

function Item({ href, label, colour, current, closed = false }: { href: string; label: string; colour: string; current: boolean; closed?: boolean }) {
  return (
    <li className="flex-none">
      <a href={href} aria-current={current ? "page" : undefined}
        className={`flex items-center gap-2.5 rounded-full px-3 py-1.5 text-[0.925rem] no-underline max-lg:border max-lg:border-line lg:rounded-md ${current ? "bg-sunk font-[560] text-ink" : "text-soft hover:bg-sunk hover:text-ink"}`}>
        {colour !== "none" && <span className={`dot dot-${colour}`} />}
        <span className="whitespace-nowrap lg:truncate">{label}</span>
        {closed && <Lock aria-hidden size={12} className="ml-auto flex-none text-faint" />}
      </a>
    </li>
  );
}
