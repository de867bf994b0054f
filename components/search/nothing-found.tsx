import { useLocale, useTranslations } from "next-intl";
import type { SearchPage } from "#lib/search/types.ts";
import type { AskedFor } from "./asked-for.ts";

/** What stands where nothing was found: the ways on. */
export function NothingFound({ asked, page, pathOf }: { asked: AskedFor; page: SearchPage; pathOf: (q: string) => string }) {
  const t = useTranslations("search");
  const locale = useLocale();
  return (
    <div className="card mt-6 px-6 py-12 text-center" role="status">
      <p className="section-title [overflow-wrap:anywhere]">{t("nothing", { words: asked.words || asked.q })}</p>
      <p className="mx-auto mt-2 max-w-md text-soft">{t("nothingText")}</p>
      {page.meant && <p className="mt-4">{t("meant")} <a className="link" href={pathOf(page.meant)}>{page.meant}</a></p>}
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        {asked.filters.length > 0 && asked.words && <a href={pathOf(asked.words)} className="btn btn-quiet">{t("withoutFilters")}</a>}
        <a href={`/${locale}/new?title=${encodeURIComponent(asked.words.slice(0, 150))}`} className="btn btn-accent">{t("ask")}</a>
      </div>
    </div>
  );
}
