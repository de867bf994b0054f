"use client";
import { Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { search } from "#components/doors/search.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import type { SearchPage } from "#lib/search/types.ts";
import type { AskedFor } from "./asked-for.ts";
import { FilterPanel, typedAs } from "./filter-panel.tsx";
import { SearchHit } from "./hit.tsx";
import { NothingFound } from "./nothing-found.tsx";

function Skeleton({ label }: { label: string }) {
  return <div role="status" aria-label={label} className="grid gap-5 py-5">{[0, 1, 2, 3].map((at) => <div key={at} className="grid gap-2"><div className="skeleton h-4 w-40" /><div className="skeleton h-6 w-3/4" /><div className="skeleton h-10" /></div>)}</div>;
}

function Chips({ asked, go }: { asked: AskedFor; go: (q: string) => void }) {
  const t = useTranslations("search");
  return asked.filters.map((filter) => (
    <button type="button" key={`${filter.key}:${filter.value}`} onClick={() => go(typedAs(asked.words, asked.filters.filter((one) => one !== filter)))} aria-label={t("remove", { filter: `${filter.key}:${filter.value}` })}
      className="act max-w-full bg-accent-soft text-ink"><span className="truncate">{filter.key}:{filter.value}</span><X aria-hidden size={14} className="flex-none" /></button>
  ));
}

type Shown = { page: SearchPage; more: () => void; loading: boolean };
function Found({ asked, shown: { page, more, loading }, pathOf }: { asked: AskedFor; shown: Shown; pathOf: (q: string) => string }) {
  const t = useTranslations("search");
  if (page.hits.length === 0) return <NothingFound asked={asked} page={page} pathOf={pathOf} />;
  return (
    <>
      <p role="status" className="mt-4 text-[0.925rem] text-faint">{page.instead && page.meant ? t("instead", { meant: page.meant }) : t(page.more ? "manyFound" : "found", { count: page.count })}</p>
      {page.meant && !page.instead && <p className="mt-2">{t("meant")} <a className="link" href={pathOf(page.meant)}>{page.meant}</a></p>}
      <ol>{page.hits.map((hit) => <SearchHit key={`${hit.kind} ${hit.id}`} hit={hit} />)}</ol>
      <div className="flex justify-center py-8">
        {page.next ? <button type="button" className="btn btn-quiet" disabled={loading} onClick={more}>{loading ? t("searching") : t("more")}</button> : <p className="text-sm text-faint">{t("end")}</p>}
      </div>
    </>
  );
}

/** The search page: its field, its filters, and what was found. */
export function SearchView({ asked }: { asked: AskedFor }) {
  const t = useTranslations("search");
  const locale = useLocale();
  const words = useProblem();
  const [typed, setTyped] = useState(asked.q);
  const [page, setPage] = useState<SearchPage>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(false);
  const pathOf = (q: string): string => `/${locale}/search${q ? `?q=${encodeURIComponent(q)}` : ""}`;
  const go = (q: string): void => location.assign(pathOf(q.trim()));
  useEffect(() => {
    if (asked.q) void search.find(asked.q).then((answer) => (answer.ok ? setPage(answer.data) : setProblem(answer.problem)));
  }, [asked.q]);
  const more = async (): Promise<void> => {
    if (!page?.next || loading) return;
    setLoading(true);
    const answer = await search.find(page.instead && page.meant ? page.meant : asked.q, page.next);
    setLoading(false);
    if (answer.ok) setPage({ ...page, hits: [...page.hits, ...answer.data.hits], next: answer.data.next });
    else setProblem(answer.problem);
  };
  return (
    <>
      <search><form onSubmit={(event) => { event.preventDefault(); go(typed); }} className="flex gap-2">
        <input type="search" name="q" aria-label={t("field")} placeholder={t("placeholder")} value={typed} onChange={(event) => setTyped(event.target.value)} maxLength={300} enterKeyHint="search" className="field-input min-w-0 flex-1" />
        <button type="submit" className="btn btn-accent max-sm:size-11 max-sm:p-0" aria-label={t("go")}><Search aria-hidden size={17} /><span className="max-sm:hidden">{t("go")}</span></button>
      </form></search>
      <div className="mt-3"><FilterPanel words={asked.words} filters={asked.filters} go={go} /></div>
      {asked.filters.length > 0 && <div className="mt-2 flex flex-wrap gap-2"><Chips asked={asked} go={go} /></div>}
      {page?.unknown.map((one) => <p key={one} className="mt-3 text-sm text-faint">{t("unknown", { filter: one })}</p>)}
      {problem && <p role="alert" className="mt-6 text-danger">{words(problem)}</p>}
      {!asked.q && <p className="mt-6 max-w-[60ch] text-soft">{t("tips")}</p>}
      {asked.q && !page && !problem && <Skeleton label={t("searching")} />}
      {page && <Found asked={asked} shown={{ page, more: () => void more(), loading }} pathOf={pathOf} />}
    </>
  );
}
