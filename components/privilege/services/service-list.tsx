"use client";
import { useLocale, useTranslations } from "next-intl";
import { services } from "#components/doors/requests.ts";
import { useRead } from "#components/doors/use-read.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { NotYet } from "#components/shell/not-yet.tsx";
import type { KeptService } from "#lib/privilege/services/types.ts";
import { useDuration } from "./spans.tsx";

/** The catalogue as its keepers see it. */
export type Catalogue = { services: KeptService[]; currency: string };

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
  const read = useRead(services.kept);
  const { data: catalogue } = read;
  if (!catalogue) return <NotYet read={read} labels={{ again: t("again"), loading: t("loading") }} shape={["h-24", "h-24", "h-24", "h-24"]} />;
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
