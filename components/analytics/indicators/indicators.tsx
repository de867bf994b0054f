"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { indicators } from "#components/doors/indicators.ts";
import type { IndicatorRow, IndicatorsView } from "#lib/analytics/indicators/types.ts";
import { StudioHead, Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { DraftIndicator } from "./draft.tsx";
import { TellBook, TellOne } from "./tell.tsx";

function One({ one, view, shown, again }: { one: IndicatorRow; view: IndicatorsView; shown: Shown; again: () => void }) {
  const t = useTranslations("indicators");
  const locale = useLocale();
  const [open, setOpen] = useState<"tell" | "count">();
  const toggle = (part: "tell" | "count"): void => setOpen(open === part ? undefined : part);
  const rule = { field: "indicator", name: one.name, op: "gte", value: Math.max(0, Math.round((one.median ?? 0) * 1000) / 1000) };
  return (
    <li className="border-b border-line py-6 last:border-0" data-indicator={one.name}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="font-serif text-xl wrap-anywhere">{one.label}</h2><code className="text-sm text-faint">{one.name}</code>
        <span className={one.live ? "text-good" : "text-faint"}>{one.live ? t("live", { version: view.liveVersion }) : t("notLive", { version: one.version })}</span>
      </div>
      <p className="mt-1 max-w-2xl text-soft">{t("counts", { days: shown.whole(one.halfLife), kappa: shown.digits(one.kappa, 3), most: shown.digits((100 * one.weight) / Math.max(1, one.live ? view.total : view.total + one.weight)) })}</p>
      <p className="mt-1 text-soft">{one.customers === 0 ? t("toldNobody") : t("toldOf", { count: one.customers, median: shown.digits(one.median ?? 0, 2), day: one.lastDay ? shown.day(one.lastDay) : "–" })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button type="button" className="btn btn-quiet" aria-expanded={open === "tell"} onClick={() => toggle("tell")}>{t("tellTitle")}</button>
        <button type="button" className="btn btn-quiet" aria-expanded={open === "count"} onClick={() => toggle("count")}>{t("changeTitle")}</button>
        {one.live && one.customers > 0 && <a className="btn btn-quiet" href={`/${locale}/studio/customers?sort=indicator.${one.name}&columns=name,indicator.${one.name},rf,net,segment,tier`}>{t("asList")}</a>}
        {one.live && one.customers > 0 && <a className="btn btn-quiet" href={`/${locale}/studio/customers?where=${encodeURIComponent(JSON.stringify(rule))}`}>{t("aboveMedian")}</a>}
      </div>
      {open === "tell" && <div className="mt-5 grid gap-8"><TellOne name={one.name} onTold={again} /><TellBook name={one.name} onTold={again} /></div>}
      {open === "count" && <div className="mt-5"><DraftIndicator one={one} onDrafted={again} /></div>}
    </li>
  );
}

/** What other systems say of customers, as terms of the factor: which there are, how they count, and telling amounts by hand or from a file. */
export function Indicators() {
  const t = useTranslations("indicators");
  const { data, error, again } = useLoaded(indicators.list);
  const shown = useShown();
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      {!data ? <Waiting error={error} again={again} /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
          {data.indicators.length === 0 ? <p className="max-w-2xl text-soft">{t("none")}</p> : <ul className="border-y border-line">{data.indicators.map((one) => <One key={one.name} one={one} view={data} shown={shown} again={again} />)}</ul>}
          <section aria-labelledby="new-indicator"><h2 id="new-indicator" className="section-title">{t("newTitle")}</h2><p className="mt-1 mb-5 max-w-2xl text-soft">{t("newHint")}</p><DraftIndicator onDrafted={again} /></section>
          <section aria-labelledby="by-rest"><h2 id="by-rest" className="section-title">{t("restTitle")}</h2><p className="mt-1 mb-3 max-w-2xl text-soft">{t("restHint")}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunk p-4 text-sm">{`curl -X POST https://…/api/indicators/${data.indicators[0]?.name ?? "calls"} \\\n  -H "Authorization: Bearer rk_…" -H "Idempotency-Key: call-4711" -H "Content-Type: application/json" \\\n  -d '{"customer": "ada@example.org", "amount": 1}'`}</pre></section>
        </div>
      )}
    </>
  );
}
