"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { segments } from "#components/doors/customers.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";

function Rows({ archived }: { archived: boolean }) {
  const t = useTranslations("segments");
  const locale = useLocale();
  const shown = useShown();
  const { data, error, again } = useLoaded(() => segments.list(archived));
  if (error) return <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>;
  if (!data) return <div className="skeleton h-64" />;
  if (data.segments.length === 0) return archived ? <p className="py-8 text-soft">{t("noneArchived")}</p> : <EmptyState title={t("none")} text={t("noneText")} action={{ label: t("new"), href: `/${locale}/studio/segments/new` }} />;
  return (
    <ul className="divide-y divide-line">
      {data.segments.map((one) => (
        <li key={one.id} data-item tabIndex={-1} className="grid gap-x-6 gap-y-0.5 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <a data-open href={`/${locale}/studio/segments/${one.id}`} className="font-serif text-xl no-underline [overflow-wrap:anywhere] hover:underline">{one.name}</a>
          <span className="tabular-nums sm:text-right">{one.counted === null ? <span className="text-faint">{t("notCounted")}</span> : t("customers", { count: one.counted, shown: shown.whole(one.counted) })}</span>
          <span className="text-soft [overflow-wrap:anywhere]">{one.description}</span>
          <span className="text-sm text-faint sm:text-right">{t("version", { version: one.version })} · {one.by ?? t("somebody")} · <Time at={one.changedAt} /></span>
        </li>
      ))}
    </ul>
  );
}

/** The segments there are. */
export function SegmentList() {
  const t = useTranslations("segments");
  const locale = useLocale();
  const [archived, setArchived] = useState(false);
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div><h1 className="page-title">{t("title")}</h1><p className="mt-2 max-w-prose text-soft">{t("intro")}</p></div>
        <a className="btn btn-accent" href={`/${locale}/studio/segments/new`}>{t("new")}</a>
      </header>
      <Rows key={String(archived)} archived={archived} />
      <button type="button" className="act -ml-2 justify-self-start" aria-pressed={archived} onClick={() => setArchived(!archived)}>{archived ? t("showCurrent") : t("showArchived")}</button>
    </div>
  );
}
