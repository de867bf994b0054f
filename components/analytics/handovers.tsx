"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { HandoversView } from "#lib/analytics/types.ts";
import { useReason } from "./churn.tsx";
import { StudioHead, Waiting } from "./parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";

type One = HandoversView["handovers"][number];

function Row({ one, view, shown, onClosed }: { one: One; view: HandoversView; shown: Shown; onClosed: () => void }) {
  const t = useTranslations("handovers");
  const words = useProblem();
  const reason = useReason(shown);
  const [busy, setBusy] = useState(false);
  const close = async (): Promise<void> => {
    setBusy(true);
    const answer = await analytics.takeBack(one.customerId);
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    onClosed();
    say(t("done"));
  };
  const became = one.boughtAt ? t("bought", { day: shown.day(one.boughtAt) }) : t(one.closedAt ? "notBought" : "notYet");
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-5 last:border-0 md:grid-cols-[minmax(0,1fr)_15rem]" data-handover={one.customerId}>
      <div className="min-w-0">
        <p className="font-[560] [overflow-wrap:anywhere]">{view.individuals ? <a className="no-underline hover:underline" href={`/${shown.locale}/studio/customers/${one.customerId}`}>{one.name}</a> : one.name}</p>
        <ul className="mt-1.5 grid gap-1 text-soft">{one.reasons.map((each) => <li key={each.kind}>{reason(each)}</li>)}</ul>
        {one.note && <p className="mt-2 max-w-prose [overflow-wrap:anywhere]">{one.note}</p>}
      </div>
      <div className="text-sm md:text-right">
        <p className={one.boughtAt ? "font-[560] text-good" : "text-soft"}>{became}</p>
        <p className="text-faint">{one.closedAt ? t("closed", { day: shown.briefDay(one.at), until: shown.briefDay(one.closedAt) }) : t("open", { day: shown.briefDay(one.at) })}{one.by && `, ${t("by", { by: one.by })}`}</p>
        {one.lossCents !== null && <p className="text-faint">{t("loss", { money: shown.money(one.lossCents) })}</p>}
        {view.individuals && !one.closedAt && <button type="button" className="btn btn-quiet mt-2" disabled={busy} onClick={() => void close()}>{t("close")}</button>}
      </div>
    </li>
  );
}

/** Who was handed to the concierge, and what became of it. */
export function Handovers() {
  const t = useTranslations("handovers");
  const { data, error, again } = useLoaded(analytics.handovers);
  const shown = useShown(data?.currency);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      {!data && <Waiting error={error} again={again} />}
      {data && data.handovers.length === 0 && <p className="card p-6 text-soft">{t("nobody")}</p>}
      {data && data.handovers.length > 0 && (
        <>
          <p className="mb-4 max-w-2xl">{t("summary", { open: data.handovers.filter((one) => !one.closedAt).length, count: data.handovers.filter((one) => one.boughtAt).length })}</p>
          <ol className="border-t border-line">{data.handovers.map((one) => <Row key={`${one.customerId} ${one.at}`} one={one} view={data} shown={shown} onClosed={again} />)}</ol>
        </>
      )}
    </>
  );
}
