import { Layers, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CategoryView } from "#lib/forum/types.ts";
import { CategoryIcon } from "./category-icon.tsx";

type Shown = { categories: CategoryView[]; locale: string; current?: string | undefined };

/** The slugs above and beside the current category, and right below it: what one may want to go to from there. */
function around(categories: readonly CategoryView[], current: string | undefined): Set<string> {
  const line = new Set<string>();
  for (let at = categories.find((one) => one.slug === current); at; at = categories.find((one) => one.slug === at?.parent)) line.add(at.slug);
  return new Set(categories.filter((one) => one.parent !== null && line.has(one.parent)).map((one) => one.slug).concat(...line));
}

/** The categories in their tree: a column beside the list on wide screens, a row above it on narrow ones. */
export function CategoryNav({ categories, locale, current }: Shown) {
  const t = useTranslations("forum");
  const near = around(categories, current);
  // The first two levels are always there; deeper ones, and on narrow screens all inner ones, where one stands.
  const shown = categories.filter((category) => category.depth < 2 || near.has(category.slug));
  return (
    <nav aria-label={t("categories")} className="min-w-0 lg:sticky lg:top-24 lg:w-60 lg:flex-none lg:self-start">
      <p className="eyebrow mb-2 px-3 max-lg:hidden">{t("categories")}</p>
      <ul className="flex gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-2 max-lg:[scrollbar-width:none] lg:flex-col lg:gap-0.5">
        <Item href={`/${locale}`} label={t("everything")} sign={<Layers aria-hidden size={16} className="flex-none text-faint" />} current={current === undefined} />
        {shown.map((category) => (
          <Item key={category.slug} href={`/${locale}/c/${category.slug}`} label={category.name} sign={<CategoryIcon icon={category.icon} colour={category.colour} />} current={category.slug === current}
            closed={category.audience !== "public"} depth={category.depth} far={category.depth > 0 && !near.has(category.slug)} />
        ))}
      </ul>
    </nav>
  );
}

const indents = ["", "lg:ml-5", "lg:ml-10", "lg:ml-14"];
type One = { href: string; label: string; sign: React.ReactNode; current: boolean; closed?: boolean; depth?: number; far?: boolean };

function Item({ href, label, sign, current, closed = false, depth = 0, far = false }: One) {
  return (
    <li className={`flex-none ${indents[depth] ?? ""} ${far ? "max-lg:hidden" : ""}`}>
      <a href={href} aria-current={current ? "page" : undefined}
        className={`flex items-center gap-2.5 rounded-full px-3 py-1.5 text-[0.925rem] no-underline max-lg:border max-lg:border-line lg:rounded-md ${current ? "bg-sunk font-[560] text-ink" : "text-soft hover:bg-sunk hover:text-ink"}`}>
        {sign}
        <span className="whitespace-nowrap lg:truncate">{label}</span>
        {closed && <Lock aria-hidden size={12} className="ml-auto flex-none text-faint" />}
      </a>
    </li>
  );
}
