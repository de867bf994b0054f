"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import type { HealthView } from "#lib/moderation/types.ts";

function Figure({ value, label, hint, href, bad = false }: { value: string; label: string; hint?: string; href: string; bad?: boolean }) {
  return (
    <a href={href} className="card grid content-start gap-1 p-5 no-underline hover:border-line-strong">
      <span className={`font-serif text-4xl tabular-nums ${bad ? "text-danger" : ""}`}>{value}</span><span className="font-[540]">{label}</span>{hint && <span className="text-sm text-faint">{hint}</span>}
    </a>
  );
}

function Lists({ health }: { health: HealthView }) {
  const t = useTranslations("health");
  const locale = useLocale();
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <section id="unanswered" className="scroll-mt-20">
        <h2 className="section-title mb-3">{t("waiting")}</h2>
        {health.unanswered.topics.length === 0 && <p className="text-soft">{t("noneWaiting")}</p>}
        <ul className="grid gap-2">{health.unanswered.topics.map((topic) => <li key={topic.id} className="flex items-baseline gap-3"><a className="link min-w-0 flex-1 [overflow-wrap:anywhere]" href={`/${locale}/t/${topic.id}/${topic.slug}`}>{topic.title}</a><Time at={topic.at} className="text-sm text-faint" /></li>)}</ul>
      </section>
      <section id="stale" className="scroll-mt-20">
        <h2 className="section-title mb-3">{t("quiet")}</h2>
        {health.stale.length === 0 && <p className="text-soft">{t("noneQuiet")}</p>}
        <ul className="grid gap-2">{health.stale.map((one) => <li key={one.slug} className="flex items-baseline gap-3"><a className="link min-w-0 flex-1" href={`/${locale}/c/${one.slug}`}>{one.name}</a>{one.lastPostAt ? <Time at={one.lastPostAt} className="text-sm text-faint" /> : <span className="text-sm text-faint">{t("never")}</span>}</li>)}</ul>
      </section>
    </div>
  );
}

/** How the community fares, each figure leading to what it is made of. */
export function Health() {
  const t = useTranslations("health");
  const locale = useLocale();
  const words = useProblem();
  const [health, setHealth] = useState<HealthView>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => { void moderation.health().then((answer) => (answer.ok ? setHealth(answer.data) : setProblem(answer.problem))); }, []);
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!health) return <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{[1, 2, 3, 4, 5, 6].map((place) => <div key={place} className="skeleton h-36" />)}</div>;
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const hours = (value: number | null): string => (value === null ? "–" : value < 48 ? t("hours", { count: whole.format(value) }) : t("days", { count: whole.format(value / 24) }));
  const { secondVisit: back, spam } = health;
  const backlog = Object.values(health.backlog).reduce((sum, count) => sum + count, 0);
  return (
    <div className="grid gap-10">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Figure value={whole.format(health.unanswered.count) + (health.unanswered.count === 100 ? "+" : "")} label={t("unanswered")} hint={t("unansweredHint")} href="#unanswered" bad={health.unanswered.count > 0} />
        <Figure value={hours(health.firstReplyHours)} label={t("firstReply")} hint={t("firstReplyHint", { count: health.replied })} href={`/${locale}`} />
        <Figure value={back.joined ? share.format(back.back / back.joined) : "–"} label={t("secondVisit")} hint={t("secondVisitHint", { back: back.back, joined: back.joined })} href={`/${locale}`} />
        <Figure value={whole.format(health.stale.length)} label={t("stale")} hint={t("staleHint")} href="#stale" />
        <Figure value={whole.format(backlog)} label={t("backlog")} hint={t("backlogHint", { time: hours(health.decisionHours), count: health.decided })} href={`/${locale}/desk`} bad={backlog > 20} />
        <Figure value={spam.active && spam.precision !== null ? `${share.format(spam.precision)} / ${share.format(spam.recall ?? 0)}` : "–"} label={t("spam")} hint={spam.active ? t("spamHint", { count: spam.judged }) : t("spamLearning", { ham: spam.ham, spam: spam.spam, needed: spam.needed })} href={`/${locale}/desk/filters`} />
      </div>
      <Lists health={health} />
    </div>
  );
}
