"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { relationship } from "#components/doors/relationship.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { useRead } from "#components/doors/use-read.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { spaceOpensAt } from "#lib/privilege/requests/types.ts";
import { Behind } from "./behind.tsx";
import { Control } from "./control.tsx";
import { External } from "./external.tsx";
import { Past } from "./past.tsx";
import { Place } from "./place.tsx";
import { Ring } from "./ring.tsx";
import { Stage } from "./stage.tsx";
import { Terms } from "./terms.tsx";
import { WouldMove } from "./would-move.tsx";

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The member's relationship: the factor, its terms, what stands behind them and what would move it; it moves as it is read. */
export function Relationship() {
  const t = useTranslations("relationship");
  const locale = useLocale();
  const format = useFormatter();
  const words = useProblem();
  const { data: view, problem, load } = useRead(relationship.mine, "relationship.changed");
  const { data: place, moved } = useRead(relationship.place, "tier");
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/relationship` }} />;
  if (problem?.code === "forbidden") return <EmptyState title={t("title")} text={t("staff")} action={{ label: t("toForum"), href: `/${locale}` }} />;
  if (problem && !view) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!view) return <div className="grid gap-8 md:grid-cols-[14rem_1fr]"><div className="skeleton size-56 rounded-full" /><div className="skeleton h-96" /></div>;
  return (
    <div className="grid gap-12">
      <p className="-mt-4 max-w-2xl text-soft sm:text-lg">{t("intro")}</p>
      <div className="grid items-start gap-10 md:grid-cols-[14rem_1fr] md:gap-14">
        <section aria-label={t("factor")} className="md:sticky md:top-24">
          <Ring factor={view.factor} />
          <p className="mt-5 text-center text-sm text-faint">{t("live")}</p>
          <p className="mt-1 text-center text-sm text-faint">{t("asOf", { time: format.dateTime(new Date(view.asOf), { timeStyle: "short", dateStyle: "medium", timeZone: zone() }), version: view.version })}</p>
        </section>
        <section><h2 className="section-title mb-5">{t("terms")}</h2><Terms terms={view.terms} leftOut={view.leftOut} />{view.indicators.length > 0 && <External terms={view.indicators} />}</section>
      </div>
      {moved && place && <p role="status" className="card border-accent p-4 text-center">{t("place.moved", { tier: place.name })}</p>}
      {place ? <Place place={place} /> : <div className="skeleton h-40" />}
      <Stage opens={place !== undefined && place.tier >= spaceOpensAt} />
      <section><h2 className="section-title mb-3">{t("wouldMove")}</h2><WouldMove moves={view.wouldAdd} /></section>
      <section><h2 className="section-title mb-3">{t("behind")}</h2><Behind facts={view.behind} /></section>
      {place && <Past place={place} />}
      <section id="control"><h2 className="section-title mb-3">{t("control.title")}</h2><Control /></section>
    </div>
  );
}
