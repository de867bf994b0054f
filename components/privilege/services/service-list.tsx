"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { services } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { KeptService } from "#lib/privilege/services/types.ts";
import { useDuration } from "./spans.tsx";

/** The catalogue as its keepers see it. */
export type Catalogue = { services: KeptService[]; currency: string };

/** Asks for the catalogue, and again when told to. */
export function useCatalogue(): { catalogue: Catalogue | undefined; problem: Problem | undefined; load: () => Promise<void> } {
  const [catalogue, setCatalogue] = useState<Catalogue>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await services.kept();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setCatalogue(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  return { catalogue, problem, load };
}

const openMinutes = ({ hours }: KeptService): number => hours.spans.reduce((sum, span) => sum + span.to - span.from, 0);

function Line({ one }: { one: KeptService }) {
  const t = useTranslations("services");
  const locale = useLocale();
  const duration = useDuration();
  return (
    <li className="border-b border-line last:border-0" data-service={one.slug}>
      <a href={`/${locale}/admin/services/${one.id}`} className="group -mx-3 grid gap-x-8 gap-y-1.5 rounded-xl px-3 py-5 no-underline hover:bg-sunk sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3"><span className="font-serif text-[1.25rem] [overflow-wrap:anywhere] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">{one.name}</span>
            {!one.taken && <span className="text-sm text-soft">{t("notTaken")}</span>}{one.fallback && <span className="text-sm text-faint">{t("fallback")}</span>}{one.archived && <span className="text-sm text-faint">{t("archived")}</span>}</p>
          <p className="mt-0.5 line-clamp-2 max-w-xl text-[0.95rem] text-soft [overflow-wrap:anywhere]">{one.does || one.doesNot}</p>
        </div>
        <p className="facts content-start sm:grid sm:justify-items-end sm:pt-1.5">{one.taken && <><span className="tabular-nums">{t("casesAWeek", { count: one.weeklyCases })}</span><span className="tabular-nums">{t("openAWeek", { time: duration(openMinutes(one)) })}</span></>}<span className={`tabular-nums ${one.open > one.weeklyCases * (one.lineWeeks + 1) && one.taken ? "text-danger" : ""}`}>{t("openNow", { count: one.open })}</span></p>
      </a>
    </li>
  );
}

/** What we do for members and what we do not, category by category, with what each can take on. */
export function ServiceList() {
  const t = useTranslations("services");
  const locale = useLocale();
  const words = useProblem();
  const { catalogue, problem, load } = useCatalogue();
  if (problem && !catalogue) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!catalogue) return <div role="status" aria-label={t("loading")} className="grid gap-3">{[1, 2, 3, 4].map((one) => <div key={one} className="skeleton h-24" />)}</div>;
  const [kept, archived] = [catalogue.services.filter((one) => !one.archived), catalogue.services.filter((one) => one.archived)];
  return (
    <>
      <p className="mb-4"><a className="btn btn-accent" href={`/${locale}/admin/services/new`}>{t("add")}</a></p>
      <ol aria-label={t("title")}>{kept.map((one) => <Line key={one.id} one={one} />)}</ol>
      {kept.every((one) => one.fallback) && <div className="mt-8"><EmptyState title={t("emptyTitle")} text={t("emptyText")} action={{ label: t("add"), href: `/${locale}/admin/services/new` }} /></div>}
      {archived.length > 0 && <section className="mt-10"><h2 className="eyebrow border-b border-line pb-2">{t("archivedTitle")}</h2><ol>{archived.map((one) => <Line key={one.id} one={one} />)}</ol></section>}
    </>
  );
}
