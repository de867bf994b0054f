"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { news } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { MailingKind, MailingRow } from "#lib/outreach/newsletters/types.ts";
import { Newsletters } from "./newsletters.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { usePages } from "./use-pages.ts";

const dots = { draft: "", scheduled: "dot-gold", sending: "dot-copper", testing: "dot-steel", sent: "dot-sage", stopped: "dot-ember" } as const;

function Row({ one }: { one: MailingRow }) {
  const t = useTranslations("mailStudio");
  const locale = useLocale();
  const when = one.state === "scheduled" ? one.sendAt : (one.startedAt ?? one.changedAt);
  return (
    <li data-item tabIndex={-1} className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <a data-open href={`/${locale}/studio/mail/${one.id}`} className="font-serif text-xl no-underline [overflow-wrap:anywhere] hover:underline">{one.subject || t("untitled")}</a>
      <span className="flex items-center gap-2 text-[0.95rem] sm:justify-end"><span aria-hidden className={`dot ${dots[one.state]}`} />{t(`state.${one.state}`)}</span>
      <span className="text-soft [overflow-wrap:anywhere]">{t(`kind.${one.kind}`)}{one.of ? ` · ${one.of}` : ""}</span>
      <span className="text-sm text-faint tabular-nums sm:text-right">{one.letters > 0 ? `${t("letters", { count: one.letters })} · ` : ""}{when && <Time at={when} />}</span>
    </li>
  );
}

function Mailings({ kind, writes }: { kind: MailingKind | null; writes: boolean }) {
  const t = useTranslations("mailStudio");
  const { rows, error, more, again } = usePages<MailingRow>(async (after) => { const answer = await news.list(kind, after); return answer.ok ? { ok: true, data: { rows: answer.data.mailings, next: answer.data.next } } : answer; });
  if (error) return <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>;
  if (!rows) return <div role="status" aria-label={t("loading")} className="skeleton h-64" />;
  if (rows.length === 0) return <EmptyState title={t("none")} text={t(writes ? "noneText" : "noneSent")} />;
  return (
    <>
      <ul className="divide-y divide-line">{rows.map((one) => <Row key={one.id} one={one} />)}</ul>
      {more ? <button type="button" className="btn btn-quiet mt-4" onClick={more}>{t("more")}</button> : rows.length > 10 && <p className="mt-4 text-sm text-faint">{t("end")}</p>}
    </>
  );
}

function NewCampaign() {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const begin = async (): Promise<void> => {
    setBusy(true);
    const answer = await news.make({ id: crypto.randomUUID(), kind: "campaign", newsletterId: null, segmentId: null });
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    location.assign(`/${locale}/studio/mail/${answer.data.id}`);
  };
  return <button type="button" className="btn btn-accent" disabled={busy} onClick={() => void begin()}>{t("newCampaign")}</button>;
}

function Written() {
  const { data, error, again } = useLoaded(news.newsletters);
  const t = useTranslations("mailStudio");
  if (error) return <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>;
  if (!data) return <div className="skeleton h-40" />;
  return <Newsletters all={data.newsletters} onChanged={again} />;
}

/** The mail of the studio: newsletters, and every issue and campaign with where it stands. Who sees figures only sees what was sent. */
export function MailStudio({ writes }: { writes: boolean }) {
  const t = useTranslations("mailStudio");
  const [kind, setKind] = useState<MailingKind | null>(null);
  return (
    <div className="grid gap-10">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div><h1 className="page-title">{t("title")}</h1><p className="mt-2 max-w-prose text-soft">{t("intro")}</p></div>
        {writes && <NewCampaign />}
      </header>
      {writes && <Written />}
      <section aria-labelledby="mailings">
        <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
          <h2 id="mailings" className="section-title">{t("mailings")}</h2>
          <div className="flex flex-wrap gap-1">{([null, "issue", "campaign"] as const).map((one) => <button key={one ?? "all"} type="button" className="act" aria-pressed={kind === one} onClick={() => setKind(one)}>{t(`show.${one ?? "all"}`)}</button>)}</div>
        </div>
        <Mailings key={kind ?? "all"} kind={kind} writes={writes} />
      </section>
    </div>
  );
}
