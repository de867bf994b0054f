"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProgrammeView } from "#lib/buzz/types.ts";
import { ProgrammeForm } from "./programme-form.tsx";

function Programme({ one, onEdit }: { one: ProgrammeView; onEdit: () => void }) {
  const t = useTranslations("programmes");
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const figures = [["promised", one.promisedPoints], ["budget", one.budgetPoints], ["referrals", one.referrals], ["held", one.heldPoints]] as const;
  return (
    <li data-programme={one.name} className="card p-5 sm:p-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="eyebrow">{t(`state.${one.state}`)}</span><button type="button" className="act" onClick={onEdit}>{t("edit")}</button></p>
      <h2 className="mt-1 font-serif text-xl font-[540] wrap-anywhere">{one.name}</h2>
      <p className="mt-1 text-soft">{t(one.rewardOn === "purchase" ? "termsPurchase" : "termsJoin", { mine: one.referrerPoints, theirs: one.newcomerPoints, days: one.holdDays })}</p>
      {one.things.length > 0 && <p className="mt-1 text-soft">{t("onlyFor", { things: new Intl.ListFormat(locale, { type: "disjunction" }).format(one.things.map((thing) => t(`thing.${thing as "topic"}`))) })}</p>}
      <p className="mt-1 text-sm text-faint">{t("startsAt")} <Time at={one.startsAt} />{one.endsAt && <> – <Time at={one.endsAt} /></>}</p>
      <dl className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">{figures.map(([key, value]) => <div key={key}><dt className="eyebrow">{t(key)}</dt><dd className="font-serif text-2xl">{value === null ? t("none") : number.format(value)}</dd></div>)}</dl>
    </li>
  );
}

/** The programmes: what they give, what they have promised, and the way to make and change one. */
export function Programmes() {
  const t = useTranslations("programmes");
  const words = useProblem();
  const [all, setAll] = useState<ProgrammeView[]>();
  const [problem, setProblem] = useState<Problem>();
  const [open, setOpen] = useState<string>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await buzz.programmes();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setAll(answer.data.programmes);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const saved = (): void => { setOpen(undefined); void load(); };
  if (problem && !all) return problem.code === "sign-in" || problem.code === "forbidden" ? <EmptyState title={t("title")} text={words(problem)} /> : <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!all) return <div className="grid gap-6"><div className="skeleton h-40" /><div className="skeleton h-40" /></div>;
  return (
    <>
      {open === "new" ? <ProgrammeForm onDone={saved} onLeave={() => setOpen(undefined)} /> : <p><button type="button" className="btn btn-accent" onClick={() => setOpen("new")}>{t("add")}</button></p>}
      {all.length === 0 && open !== "new" && <p className="mt-8 text-soft">{t("empty")}</p>}
      <ul className="mt-8 grid gap-6">{all.map((one) => (open === one.id ? <li key={one.id}><ProgrammeForm programme={one} onDone={saved} onLeave={() => setOpen(undefined)} /></li> : <Programme key={one.id} one={one} onEdit={() => setOpen(one.id)} />))}</ul>
    </>
  );
}
