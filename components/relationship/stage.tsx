"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { relationship } from "#components/doors/relationship.ts";
import { useRead } from "#components/doors/use-read.ts";
import { Time } from "#components/ui/time.tsx";
import { type NamedFact, type StageStep, type StageView, stages } from "#lib/relationship/stages/types.ts";

/** Something that happened, in a sentence, with the way to the request it was about. */
function Fact({ fact }: { fact: NamedFact }) {
  const t = useTranslations("relationship.stage.fact");
  const locale = useLocale();
  const format = useFormatter();
  const date = format.dateTime(new Date(fact.at), { day: "numeric", month: "long", year: "numeric" });
  const key = fact.what === "active" ? (fact.id === "purchase" ? "bought" : "came") : fact.what;
  const wish = fact.title ?? (fact.what === "active" || fact.what === "brought" ? null : t("request", { number: fact.id }));
  return (
    <span className="wrap-anywhere">
      {t(key, { date, value: fact.value ?? 0 })}
      {wish && <> <a className="link" href={`/${locale}/premium/requests/${fact.id}`}>{fact.title ? t("wish", { wish }) : wish}</a></>}
    </span>
  );
}

/** The five stages as one line: what is behind, where one stands, what may come. */
function Track({ stage }: { stage: number }) {
  const t = useTranslations("relationship.stage");
  return (
    <ol className="grid gap-x-3 gap-y-2 sm:grid-cols-5" aria-label={t("track")}>
      {stages.map((one) => {
        const [here, behind] = [one === stage, one < stage];
        return (
          <li key={one} aria-current={here ? "step" : undefined} data-stage={one} data-here={here} className={`flex items-baseline gap-3 border-l-2 py-1 pl-3 sm:block sm:border-t-2 sm:border-l-0 sm:py-0 sm:pt-3 sm:pl-0 ${here ? "border-accent" : behind ? "border-copper" : "border-line"}`}>
            <span className={`font-serif text-lg leading-tight ${here ? "text-ink" : behind ? "text-soft" : "text-faint"}`}>{t(`name.${one}`)}</span>
            {here && <span className="text-sm text-soft sm:mt-1 sm:block">{t("here")}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function Step({ step }: { step: StageStep }) {
  const t = useTranslations("relationship.stage");
  return (
    <li className={`flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-3 ${step.takenBackAt ? "text-faint" : ""}`}>
      <span className="min-w-0 flex-1 basis-60">
        <span className={step.takenBackAt ? "line-through" : ""}>{step.after > step.before ? t("up", { stage: t(`name.${step.after as 1}`) }) : step.after > 0 ? t("down", { stage: t(`name.${step.after as 1}`) }) : t("out")}</span>
        {step.takenBackAt && <span> {t("takenBack")}</span>}
        <span className="block text-sm text-faint">{step.after < step.before && `${t(`cause.${step.cause as "inactive"}`)} `}{step.evidence.map((fact, at) => <span key={`${fact.what}-${fact.id}-${fact.at}`}>{at > 0 && " "}<Fact fact={fact} /></span>)}</span>
      </span>
      <Time at={step.at} className="text-sm text-faint" />
    </li>
  );
}

function Standing({ stage }: { stage: StageView }) {
  const t = useTranslations("relationship.stage");
  const format = useFormatter();
  const soon = stage.due !== null && Date.parse(stage.due) - Date.now() < 60 * 86_400_000;
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <div>
        <p className="text-soft">{t(`means.${stage.stage as 0}`)}</p>
        {stage.phases.length > 0 && <p className="mt-3 text-sm text-soft">{t("phase", { phase: stage.phases.map((one) => t(`phases.${one}`)).join(" → ") })}</p>}
        {stage.loops > 0 && <p className="mt-1 text-sm text-soft">{t("loops", { count: stage.loops })}</p>}
      </div>
      <div>
        {stage.evidence.length > 0 && <><h3 className="eyebrow">{t("because")}</h3><ul className="mt-2 grid gap-1.5">{stage.evidence.map((fact) => <li key={`${fact.what}-${fact.id}-${fact.at}`} className="flex gap-2.5"><span aria-hidden className="dot dot-copper mt-2 shrink-0" /><Fact fact={fact} /></li>)}</ul></>}
        {soon && stage.due && <p className="mt-3 text-sm text-faint">{t("due", { date: format.dateTime(new Date(stage.due), { day: "numeric", month: "long", year: "numeric" }) })}</p>}
      </div>
    </div>
  );
}

/** How far the member and the house have come with each other's needs: the stage in plain words, by what, and how it came about. It moves as it is read. */
export function Stage({ opens }: { opens: boolean }) {
  const t = useTranslations("relationship.stage");
  const locale = useLocale();
  const { data: stage, moved } = useRead(relationship.stage, "stage.changed");
  if (!stage) return <div className="skeleton h-48" />;
  return (
    <section aria-labelledby="stage" data-stage-now={stage.stage}>
      <h2 id="stage" className="section-title">{t("title")}</h2>
      <p className="mt-1 mb-6 max-w-2xl text-soft">{t("intro")}</p>
      {moved && <p role="status" className="card mb-6 border-accent p-4 text-center">{stage.stage > 0 ? t("moved", { stage: t(`name.${stage.stage as 1}`) }) : t("movedOut")}</p>}
      <div className="grid gap-8">
        <Track stage={stage.stage} />
        <Standing stage={stage} />
        {stage.stage === 0 && opens && <p><a className="btn btn-quiet" href={`/${locale}/premium/new`}>{t("forward")}</a></p>}
        {stage.steps.length > 0 && <details><summary className="link w-fit cursor-pointer">{t("history", { count: stage.steps.length })}</summary><ol className="mt-2 divide-y divide-line">{stage.steps.map((step) => <Step key={step.id} step={step} />)}</ol></details>}
      </div>
    </section>
  );
}
