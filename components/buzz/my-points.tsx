"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MyPoints as Mine } from "#lib/buzz/types.ts";
import { Points } from "./points.tsx";

type Change = Mine["entries"][number];
const causes: Record<string, "referral" | "welcome"> = { referral: "referral", welcome: "welcome" };
const spentOn: Record<string, "coupon" | "privilege"> = { coupon: "coupon", privilege: "privilege" };

function Line({ change }: { change: Change }) {
  const t = useTranslations("points");
  const locale = useLocale();
  const what = change.kind === "earned" ? t(`earned.${causes[change.cause] ?? "other"}`) : change.kind === "spent" || change.kind === "returned" ? t(`${change.kind}.${spentOn[change.subject.type] ?? "other"}`) : t(change.kind);
  // When pending points become available, and when those that do not last run out.
  const [now, from, until] = [Date.now(), Date.parse(change.availableAt), change.expiresAt ? Date.parse(change.expiresAt) : null];
  return (
    <li data-change={change.kind} className="flex items-baseline justify-between gap-x-6 border-b border-line py-3">
      <span className="min-w-0">{what}<span className="block text-sm text-faint"><Time at={change.at} /></span></span>
      <span className="flex-none text-right"><span className={`font-[580] tabular-nums ${change.points < 0 ? "text-soft" : ""}`}>{new Intl.NumberFormat(locale, { signDisplay: "always" }).format(change.points)}</span>
        {change.kind === "earned" && from > now && <span className="block text-sm text-soft">{t("from")} <Time at={change.availableAt} /></span>}
        {change.kind === "earned" && from <= now && until !== null && until > now && change.expiresAt && <span className="block text-sm text-soft">{t("until")} <Time at={change.expiresAt} /></span>}
      </span>
    </li>
  );
}

/** One's points: what there is, and every change of it. */
export function MyPoints() {
  const t = useTranslations("points");
  const locale = useLocale();
  const words = useProblem();
  const [mine, setMine] = useState<Mine>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string | null): Promise<void> => {
    const answer = await buzz.points(after);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMine((before) => (after && before ? { ...answer.data, entries: [...before.entries, ...answer.data.entries] } : answer.data));
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/points` }} />;
  if (problem && !mine) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!mine) return <div className="grid gap-6"><div className="skeleton h-16" /><div className="skeleton h-64" /></div>;
  return (
    <>
      <Points balance={mine.balance} />
      {mine.entries.length === 0 ? <div className="mt-8"><EmptyState title={t("none")} text={t("noneText")} action={{ label: t("toInvite"), href: `/${locale}/me/invite` }} /></div> : (
        <>
          <ol className="mt-8 border-t border-line">{mine.entries.map((one) => <Line key={`${one.id}${one.kind}${one.at}`} change={one} />)}</ol>
          {problem && <p role="alert" className="mt-6 text-danger">{words(problem)}</p>}
          <p className="py-8 text-center text-sm text-faint">{mine.next ? <button type="button" className="btn btn-quiet" onClick={() => void load(mine.next)}>{t("more")}</button> : t("end")}</p>
        </>
      )}
    </>
  );
}
