"use client";
import { useLocale, useTranslations } from "next-intl";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { Pages } from "./use-pages.ts";

/** A list of mine in each of its states: coming, failed, not signed in, empty, and with or without more. */
export function Mine<Row>({ pages, empty, row }: { pages: Pages<Row>; empty: { title: string; text: string; action?: { label: string; href: string } }; row: (row: Row) => React.ReactNode }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const words = useProblem();
  const { rows, problem, next, more, again } = pages;
  if (problem?.code === "sign-in") return <EmptyState title={t("signInFirst")} text="" action={{ label: t("signIn"), href: `/${locale}/sign-in?return=${encodeURIComponent(location.pathname)}` }} />;
  if (problem && !rows) return <div role="alert" className="py-8"><p className="mb-4 text-danger">{words(problem)}</p><button type="button" className="btn btn-quiet" onClick={again}>{t("again")}</button></div>;
  if (!rows) return <div aria-busy="true" className="grid gap-4">{[1, 2, 3, 4].map((one) => <div key={one} className="skeleton h-20" />)}</div>;
  if (rows.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <ul>{rows.map(row)}</ul>
      <p className="flex justify-center py-8 text-sm text-faint">{next ? <button type="button" className="btn btn-quiet" onClick={more}>{t("more")}</button> : t("end")}</p>
    </>
  );
}
