"use client";
import { useLocale, useTranslations } from "next-intl";
import { news } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ReaderRow, ReportView, Verdict } from "#lib/outreach/newsletters/types.ts";
import { usePages } from "./use-pages.ts";

type Shown = { whole: (count: number | null) => string; percent: (share: number) => string; points: (share: number) => string };
function useShown(): Shown {
  const locale = useLocale();
  const t = useTranslations("mailStudio");
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  return { whole: (count) => (count === null ? t("few") : new Intl.NumberFormat(locale).format(count)), percent: (share) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share), points: (share) => signed.format(share * 100) };
}

function Figures({ counts }: { counts: ReportView["counts"] }) {
  const t = useTranslations("mailStudio");
  const shown = useShown();
  const share = counts.sent && counts.clicked !== null ? t("ofDelivered", { share: shown.percent(counts.clicked / counts.sent) }) : undefined;
  const figures = [["letters", counts.letters], ["delivered", counts.sent], ["clicked", counts.clicked, share], ["opened", counts.opened, counts.watched ? t("ofWatched", { count: shown.whole(counts.watched) }) : undefined], ["bounced", counts.bounced], ["waiting", counts.waiting], ["withheld", counts.withheld], ["complained", counts.complained]] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-4">
      {figures.filter(([name, count]) => (name === "opened" ? counts.watched !== 0 : count !== 0) || ["letters", "delivered", "clicked", "bounced"].includes(name)).map(([name, count, note]) => (
        <div key={name} data-figure={name} className="min-w-0 border-t border-line pt-3"><dt className="text-sm text-soft">{t(`figure.${name}`)}</dt><dd><span className="font-serif text-[1.75rem] leading-tight tabular-nums">{shown.whole(count)}</span>{note && <span className="block text-sm text-soft">{note}</span>}</dd></div>
      ))}
    </dl>
  );
}

function LeftOut({ counts }: { counts: ReportView["counts"] }) {
  const t = useTranslations("mailStudio");
  const shown = useShown();
  if (counts.leftOut.length === 0) return null;
  return <p className="text-[0.95rem] text-soft">{t("leftOut")} {counts.leftOut.map((one) => t(`out.${one.reason as "gone"}`, { count: shown.whole(one.count) })).join(" · ")}</p>;
}

function SaidOf({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("mailStudio");
  const shown = useShown();
  if (verdict.state === "waiting") return <p>{t("verdict.waiting")} <Time at={verdict.until} /></p>;
  if (verdict.state === "judged") return <p>{t(`verdict.${verdict.better ?? "none"}`)} {verdict.difference !== null && verdict.low !== null && verdict.high !== null && <span className="text-soft tabular-nums">{t("verdict.interval", { difference: shown.points(verdict.difference), low: shown.points(verdict.low), high: shown.points(verdict.high) })}</span>}</p>;
  return <p>{t(`verdict.${verdict.state}`, { size: shown.whole(verdict.size), a: shown.whole(verdict.sent.a), b: shown.whole(verdict.sent.b) })}</p>;
}

function Test({ report, onChanged }: { report: ReportView; onChanged: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const shown = useShown();
  const { mailing: at, arms, verdict } = report;
  if (!arms || !verdict) return null;
  const open = verdict.state === "judged" || verdict.state === "short";
  const choose = async (arm: "a" | "b"): Promise<void> => {
    const answer = await news.choose(at.id, arm);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    onChanged();
  };
  return (
    <section aria-labelledby="test" className="grid gap-4">
      <h2 id="test" className="section-title">{t("testTitle")}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["a", "b"] as const).map((arm) => (
          <div key={arm} className="card min-w-0 p-5" data-arm={arm}>
            <p className="eyebrow">{t(`arm.${arm}`)}{at.winner === arm && ` · ${t("chosen")}`}</p>
            <p className="mt-1 font-serif text-lg [overflow-wrap:anywhere]">{at.varies === "subject" ? (arm === "a" ? at.subject : at.subjectB) : t(`content.${arm}`)}</p>
            <p className="mt-2 text-[0.95rem] text-soft tabular-nums">{t("armCounts", { sent: shown.whole(arms[arm].sent), clicked: shown.whole(arms[arm].clicked) })}</p>
          </div>
        ))}
      </div>
      <div data-verdict={verdict.state} aria-live="polite"><SaidOf verdict={verdict} /></div>
      {at.state === "testing" && report.individuals && <div className="flex flex-wrap items-center gap-2">{(["a", "b"] as const).map((arm) => <button key={arm} type="button" className={`btn ${verdict.state === "judged" && verdict.better === arm ? "btn-accent" : "btn-quiet"}`} disabled={!open} title={open ? undefined : t("notYet")} onClick={() => void choose(arm)}>{t("sendRest", { arm: arm.toUpperCase() })}</button>)}{!open && <span className="text-sm text-faint">{t("notYet")}</span>}</div>}
    </section>
  );
}

function WhoReads({ id, tests }: { id: string; tests: boolean }) {
  const t = useTranslations("mailStudio");
  const locale = useLocale();
  const { rows, error, more } = usePages<ReaderRow>(async (after) => { const answer = await news.readers(id, after); return answer.ok ? { ok: true, data: { rows: answer.data.readers, next: answer.data.next } } : answer; });
  return (
    <section aria-labelledby="readers">
      <h2 id="readers" className="section-title mb-3">{t("whoReads")}</h2>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {!rows && !error && <div className="skeleton h-40" />}
      {rows?.length === 0 && <p className="text-soft">{t("noReaders")}</p>}
      <ul className="divide-y divide-line">
        {rows?.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-4 py-2.5">
            <a className="min-w-0 flex-1 no-underline [overflow-wrap:anywhere] hover:underline" href={`/${locale}/studio/customers/${one.id}`}>{one.name}</a>
            {tests && one.arm && <span className="w-3 text-sm text-faint uppercase">{one.arm}</span>}
            <span className="w-20 text-[0.95rem] text-soft sm:w-28">{t(`reader.${one.state as "sent"}`)}</span>
            <span className="w-28 text-right text-sm text-faint tabular-nums">{(one.clickedAt ?? one.sentAt) && <Time at={one.clickedAt ?? one.sentAt ?? ""} />}</span>
          </li>
        ))}
      </ul>
      {more && <button type="button" className="btn btn-quiet mt-4" onClick={more}>{t("more")}</button>}
    </section>
  );
}

/** What came of a mailing: what left, what came back, who took its way, and what its test says. */
export function Report({ report, onChanged }: { report: ReportView; onChanged: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const { mailing: at, counts, individuals } = report;
  const stop = async (): Promise<void> => {
    const answer = await news.stop(at.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    onChanged();
  };
  const running = at.state === "scheduled" || at.state === "sending" || at.state === "testing" || (at.state === "sent" && (counts.waiting ?? 0) > 0);
  return (
    <div className="grid gap-10">
      {individuals && running && <div><button type="button" className="btn btn-danger" onClick={() => void stop()}>{t(at.state === "scheduled" ? "cancel" : "stop")}</button><p className="mt-2 text-sm text-faint">{t(at.state === "scheduled" ? "cancelMeans" : "stopMeans")}</p></div>}
      {at.state !== "scheduled" && <div className="grid gap-4"><Figures counts={counts} /><LeftOut counts={counts} /><p className="text-sm text-faint">{t("clicksOnly")}</p></div>}
      <Test report={report} onChanged={onChanged} />
      {individuals && at.state !== "scheduled" && <WhoReads id={at.id} tests={at.varies !== "none"} />}
    </div>
  );
}
