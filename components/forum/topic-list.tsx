import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { TopicKind, TopicList as List, TopicSort } from "#lib/forum/types.ts";
import { MyMarks } from "./my-marks.tsx";
import { TopicRow } from "./topic-row.tsx";

const sorts = ["latest", "top", "unanswered"] as const;
const kinds = ["question", "discussion", "idea", "announcement"] as const;
type Shown = { list: List; sort: TopicSort; kind?: TopicKind | undefined; path: string; locale: string; later: boolean; category?: string; byKind?: boolean };

function query(of: { sort: TopicSort; kind?: TopicKind | undefined; after?: string }): string {
  const params = new URLSearchParams([...(of.after ? [["after", of.after]] : []), ...(of.kind ? [["kind", of.kind]] : []), ...(of.sort === "latest" ? [] : [["sort", of.sort]])]);
  return params.size ? `?${params}` : "";
}

function Kinds({ sort, kind, path }: Pick<Shown, "sort" | "kind" | "path">) {
  const t = useTranslations("lists");
  const href = (one: TopicKind | undefined): string => `${path}${query({ sort: sort === "votes" && one !== "idea" ? "latest" : sort, kind: one })}`;
  return (
    <nav aria-label={t("kind")} className="flex gap-1 overflow-x-auto pt-3 [scrollbar-width:none]">
      {[undefined, ...kinds].map((one) => (
        <a key={one ?? "all"} href={href(one)} aria-current={one === kind ? "true" : undefined}
          className={`flex-none rounded-full px-2.5 py-0.5 text-[0.85rem] no-underline ${one === kind ? "bg-sunk font-[560] text-ink" : "text-faint hover:text-ink"}`}>{t(one ? `plural.${one}` : "allKinds")}</a>
      ))}
    </nav>
  );
}

/** Topics in an order, of one kind or of all, a page at a time. */
export function TopicList({ list, sort, kind, path, locale, later, category, byKind = true }: Shown) {
  const t = useTranslations("forum");
  const lists = useTranslations("lists");
  return (
    <section aria-label={t("topics")}>
      <nav aria-label={t("order")} className="flex gap-5 border-b border-line">
        {[...(kind === "idea" ? ["votes" as const] : []), ...sorts].map((one) => (
          <a key={one} href={`${path}${query({ sort: one, kind })}`} aria-current={one === sort ? "true" : undefined}
            className={`-mb-px border-b-2 py-2.5 text-[0.95rem] no-underline ${one === sort ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{one === "votes" ? lists("mostVotes") : t(`sorts.${one}`)}</a>
        ))}
      </nav>
      {byKind && <Kinds sort={sort} kind={kind} path={path} />}
      {list.topics.length === 0
        ? <div className="mt-8"><EmptyState title={t(`empty.${sort}.title`)} text={t(`empty.${sort}.text`)} action={{ label: t("open"), href: `/${locale}/new${category ? `?category=${category}` : ""}` }} /></div>
        : <ul>{list.topics.map((topic) => <TopicRow key={topic.id} topic={topic} locale={locale} />)}</ul>}
      <MyMarks topics={list.topics.map(({ id, slug }) => ({ id, slug }))} />
      <div className="flex justify-between gap-4 py-8">
        {later ? <a href={`${path}${query({ sort, kind })}`} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
        {list.next ? <a href={`${path}${query({ sort, kind, after: list.next })}`} rel="next" className="btn btn-quiet">{t("more")}</a> : list.topics.length > 0 && <p className="py-2 text-sm text-faint">{t("end")}</p>}
      </div>
    </section>
  );
}
