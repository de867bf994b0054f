"use client";
import { useTranslations } from "next-intl";
import { stageStudio } from "#components/doors/stages.ts";
import { Time } from "#components/ui/time.tsx";
import type { NeedsView } from "#lib/analytics/stages/types.ts";
import type { NamedFact } from "#lib/relationship/stages/types.ts";
import { useHeard } from "../use-heard.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";

function Fact({ fact }: { fact: NamedFact }) {
  const t = useTranslations("stages.fact");
  const key = fact.what === "active" ? (fact.id === "purchase" ? "bought" : "came") : fact.what;
  return <span>{t(key, { id: fact.id, value: fact.value ?? 0 })}, <Time at={fact.at} /></span>;
}

/** Where they stand, by what, and every change with what caused it; what was taken back is struck. */
function Stage({ view }: { view: NeedsView }) {
  const t = useTranslations("stages");
  const { stage } = view;
  return (
    <section aria-labelledby="stage" data-stage-now={stage.stage}>
      <h2 id="stage" className="section-title mb-2">{t("ofTitle")}</h2>
      <p>{stage.stage > 0 ? <><strong className="font-[560]">{t(`name.${stage.stage as 1}`)}</strong> <span className="text-soft">{t(`phase.${stage.stage as 1}`)}{stage.since && <> · {t("since")} <Time at={stage.since} /></>}</span></> : <span className="text-soft">{t("noStage")}</span>}</p>
      {stage.evidence.length > 0 && <p className="mt-1 text-soft">{t("because")} {stage.evidence.map((fact, at) => <span key={`${fact.what}${fact.id}${fact.at}`}>{at > 0 && "; "}<Fact fact={fact} /></span>)}.</p>}
      <p className="mt-1 text-sm text-faint">{t("loopsOf", { count: stage.loops })}{stage.due && <> {t("dueOn")} <Time at={stage.due} />.</>}</p>
      {stage.steps.length > 0 && (
        <ol className="mt-3 divide-y divide-line">
          {stage.steps.map((step) => (
            <li key={step.id} className={`flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2 ${step.takenBackAt ? "text-faint" : ""}`}>
              <span className={`tabular-nums ${step.takenBackAt ? "line-through" : ""}`}>{t("turned", { before: step.before, after: step.after })}</span>
              <span className="min-w-0 flex-1 basis-52 text-sm text-soft">{t(`cause.${step.cause}`)}{step.takenBackAt && ` ${t("takenBack")}`}<span className="block text-faint">{step.evidence.map((fact, at) => <span key={`${fact.what}${fact.id}${fact.at}`}>{at > 0 && "; "}<Fact fact={fact} /></span>)}</span></span>
              <Time at={step.at} className="text-sm text-faint" />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What they asked for, without its words: those are between them and the desk. */
function Requests({ view, shown }: { view: NeedsView; shown: Shown }) {
  const t = useTranslations("stages");
  return (
    <section aria-labelledby="requests">
      <h2 id="requests" className="section-title mb-1">{t("requests.title")}</h2>
      <p className="mb-2 text-sm text-faint">{t("requests.hint")}</p>
      {view.requests.length === 0 && <p className="text-soft">{t("requests.none")}</p>}
      <ul className="divide-y divide-line">
        {view.requests.map((one) => (
          <li key={one.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2.5" data-request={one.id}>
            <span>{t("requests.one", { id: one.id })} <span className="text-soft">{t(`requests.state.${one.state}`)}{one.rating !== null && `, ${t("requests.rated", { rating: one.rating })}`}</span></span>
            <span className="text-right tabular-nums">{one.cents > 0 && shown.exactMoney(one.cents)}</span>
            <span className="text-sm text-faint"><Time at={one.at} />{one.closedAt && <> – <Time at={one.closedAt} /></>}</span>
            <span className="text-right text-sm text-faint">{one.understood && t("requests.understood")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How net profit comes about right now, with what serving them costs. */
function Serving({ view, shown }: { view: NeedsView; shown: Shown }) {
  const t = useTranslations("stages");
  const { profit, costs } = view;
  const lines = [["net", profit.netCents], ["goods", 0 - profit.goodsCents], ["serving", 0 - profit.servingCents]] as const;
  return (
    <section aria-labelledby="serving">
      <h2 id="serving" className="section-title mb-2">{t("servingTitle")}</h2>
      <dl className="max-w-sm tabular-nums">
        {lines.map(([key, cents]) => <div key={key} className="flex justify-between gap-4 border-b border-line py-1.5"><dt className="text-soft">{t(`profit.${key}`)}</dt><dd data-cents={cents}>{shown.exactMoney(cents)}</dd></div>)}
        <div className="flex justify-between gap-4 py-1.5 font-[560]"><dt>{t("profit.profit")}</dt><dd data-profit={profit.profitCents}>{shown.exactMoney(profit.profitCents)}</dd></div>
      </dl>
      <p className="mt-1 text-sm text-faint">{t("profitSaid")}</p>
      {costs.length > 0 && <ul className="mt-3 divide-y divide-line text-sm">{costs.map((one) => <li key={`${one.at}${one.subject}${one.cents}`} className="flex flex-wrap gap-x-4 py-1.5"><span className="min-w-0 flex-1 wrap-anywhere">{one.subject.startsWith("request ") ? t("costOfRequest", { id: one.subject.slice(8) }) : t("costOfPrivilege")}</span><span className="tabular-nums">{shown.exactMoney(one.cents)}</span><Time at={one.at} className="text-faint" /></li>)}</ul>}
    </section>
  );
}

/** On a customer's page: their stage with its causes, and what serving them costs, as both are now. */
export function NeedsOfCustomer({ id }: { id: string }) {
  const { data, error, again } = useLoaded(() => stageStudio.of(id));
  const shown = useShown(data?.currency);
  useHeard("stages.changed", again);
  if (error) return <p role="alert" className="text-danger">{error}</p>;
  if (!data) return <div className="skeleton h-40" />;
  return <><Stage view={data} /><Requests view={data} shown={shown} /><Serving view={data} shown={shown} /></>;
}
