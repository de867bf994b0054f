import { useTranslations } from "next-intl";
import type { CategoryView } from "#lib/forum/types.ts";
import { CategoryIcon } from "./category-icon.tsx";

/** The categories right below one, with what each is about. */
export function Subcategories({ categories, locale }: { categories: CategoryView[]; locale: string }) {
  const t = useTranslations("category");
  if (categories.length === 0) return null;
  return (
    <ul aria-label={t("below")} className="mb-6 grid gap-3 sm:grid-cols-2">
      {categories.map((one) => (
        <li key={one.slug}>
          <a href={`/${locale}/c/${one.slug}`} className="card flex h-full gap-3 p-4 no-underline hover:border-line-strong">
            <span className="mt-0.5"><CategoryIcon icon={one.icon} colour={one.colour} size={18} /></span>
            <span className="min-w-0">
              <span className="block font-[560] [overflow-wrap:anywhere]">{one.name}</span>
              <span className="mt-0.5 line-clamp-2 block text-[0.9rem] text-soft">{one.description}</span>
              <span className="mt-1 block text-xs text-faint">{t("counts", { topics: one.topicCount, posts: one.postCount })}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
