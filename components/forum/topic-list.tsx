import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { TopicList as List, TopicSort } from "#lib/forum/types.ts";
import { MyMarks } from "./my-marks.tsx";
import { TopicRow } from "./topic-row.tsx";

const sorts = ["latest", "top", "unanswered"] as const;
type Shown = { list: List; sort: TopicSort; path: string; locale: string; later: boolean; category?: string };

function query(sort: TopicSort, after?: string): string {
  const params = new URLSearchParams([...(after ? [["after", after]] : []), ...(sort === "latest" ? [] : [["sort", sort]])]);
  return params.size ? `?${params}` : "";
}

/** Topics in one of three orders, a page at a time. */
export function TopicList({ list, sort, path, locale, later, category }: Shown) {
  const t = useTranslations("forum");
  return (
    <section aria-label={t("topics")}>
      <nav aria-label={t("order")} className="flex gap-5 border-b border-line">
        {sorts.map((one) => (
          <a key={one} href={`${path}${query(one)}`} aria-current={one === sort ? "true" : undefined}
            className={`-mb-px border-b-2 py-2.5 text-[0.95rem] no-underline ${one === sort ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{t(`sorts.${one}`)}</a>
        ))}
      </nav>
      {list.topics.length === 0
        ? <div className="mt-8"><EmptyState title={t(`empty.${sort}.title`)} text={t(`empty.${sort}.text`)} action={{ label: t("open"), href: `/${locale}/new${category ? `?category=${category}` : ""}` }} /></div>
        : <ul>{list.topics.map((topic) => <TopicRow key={topic.id} topic={topic} locale={locale} />)}</ul>}
      <MyMarks topics={list.topics.map(({ id, slug }) => ({ id, slug }))} />
      <div className="flex justify-between gap-4 py-8">
        {later ? <a href={`${path}${query(sort)}`} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
        {list.next ? <a href={`${path}${query(sort, list.next)}`} rel="next" className="btn btn-quiet">{t("more")}</a> : list.topics.length > 0 && <p className="py-2 text-sm text-faint">{t("end")}</p>}
      </div>
    </section>
  );
}
