import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IdeaStatus as Status, TopicList, TopicRow } from "#lib/forum/types.ts";
import { IdeaStatus } from "./idea-status.tsx";
import { topicPath } from "./paths.ts";
import { TagLinks } from "./tag-links.tsx";

const statuses = ["open", "planned", "started", "done", "declined"] as const;
type Shown = { list: TopicList; status: Status | undefined; locale: string; later: boolean; weights: ReadonlyMap<number, number> };
const query = (status: Status | undefined, after?: string): string => {
  const params = new URLSearchParams([...(after ? [["after", after]] : []), ...(status ? [["status", status]] : [])]);
  return params.size ? `?${params}` : "";
};

function Idea({ idea, locale, extra }: { idea: TopicRow; locale: string; extra: number }) {
  const t = useTranslations("ideas");
  const path = topicPath(locale, idea);
  return (
    <li data-item tabIndex={-1} className="group flex gap-4 border-b border-line py-5 sm:gap-6">
      <div className="card flex h-fit w-16 flex-none flex-col items-center py-2.5">
        <span className="font-serif text-2xl leading-none font-[480] tabular-nums">{idea.votes}</span>{" "}<span className="mt-1 text-xs text-faint">{t("votesWord", { count: idea.votes })}</span>{extra > 0 && <>{" "}<span className="mt-0.5 text-center text-xs text-faint" data-weight={idea.votes + extra}>{t("weighs", { weight: idea.votes + extra })}</span></>}
      </div>
      <div className="min-w-0 flex-1">
        <h2 className="font-serif text-[1.25rem] leading-snug font-[520] [overflow-wrap:anywhere]"><a href={path} data-open className="no-underline decoration-1 underline-offset-4 group-hover:underline">{idea.title}</a></h2>
        {idea.excerpt && <p className="mt-1 line-clamp-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{idea.excerpt}</p>}
        <p className="mt-2 facts">
          {idea.status && <IdeaStatus status={idea.status} />}<span className="max-w-44 truncate">{idea.author.name}</span><Time at={idea.createdAt} /><TagLinks tags={idea.tags} locale={locale} />
        </p>
      </div>
    </li>
  );
}

/** Ideas by their votes, all or those of which one thing became. */
export function IdeaList({ list, status, locale, later, weights }: Shown) {
  const t = useTranslations("ideas");
  const lists = useTranslations("forum");
  const path = `/${locale}/ideas`;
  return (
    <section aria-label={t("title")}>
      <nav aria-label={t("filter")} className="flex gap-5 overflow-x-auto border-b border-line [scrollbar-width:none]">
        {[undefined, ...statuses].map((one) => (
          <a key={one ?? "all"} href={`${path}${query(one)}`} aria-current={one === status ? "true" : undefined}
            className={`-mb-px flex-none border-b-2 py-2.5 text-[0.95rem] no-underline ${one === status ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{t(one ? `status.${one}` : "all")}</a>
        ))}
      </nav>
      {list.topics.length === 0 ? <div className="mt-8"><EmptyState title={lists("empty.votes.title")} text={lists("empty.votes.text")} action={{ label: t("open"), href: `/${locale}/new?kind=idea` }} /></div> : <ul>{list.topics.map((idea) => <Idea key={idea.id} idea={idea} locale={locale} extra={weights.get(idea.id) ?? 0} />)}</ul>}
      {weights.size > 0 && <p className="pt-5 text-sm text-faint">{t("weight")}</p>}
      <div className="flex justify-between gap-4 py-8">
        {later ? <a href={`${path}${query(status)}`} className="btn btn-quiet">{lists("firstPage")}</a> : <span />}
        {list.next ? <a href={`${path}${query(status, list.next)}`} rel="next" className="btn btn-quiet">{t("more")}</a> : list.topics.length > 0 && <p className="py-2 text-sm text-faint">{lists("end")}</p>}
      </div>
    </section>
  );
}
