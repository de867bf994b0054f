"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { news } from "#components/doors/news.ts";
import { Time } from "#components/ui/time.tsx";
import type { ReportView } from "#lib/outreach/newsletters/types.ts";
import { Editor } from "./editor.tsx";
import { LetterFrame } from "./letter-frame.tsx";
import { Report } from "./report.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import type { Pens } from "./writing.tsx";

function Head({ report }: { report: ReportView }) {
  const t = useTranslations("mailStudio");
  const locale = useLocale();
  const { mailing: at } = report;
  const when = at.state === "scheduled" ? at.sendAt : at.startedAt;
  return (
    <header>
      <a className="text-sm text-soft no-underline hover:underline" data-up href={`/${locale}/studio/mail`}>{t("title")}</a>
      <h1 className="page-title">{at.subject || t("untitled")}</h1>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-soft" data-state={at.state}>
        <span>{t(`kind.${at.kind}`)}{at.of ? ` · ${at.of}` : ""}</span><span>{t(`state.${at.state}`)}{when && <> · <Time at={when} /></>}{at.state === "scheduled" && at.localAt && ` (${at.localAt.replace("T", " ")}, ${at.zone})`}</span>
        {at.kind === "issue" && at.startedAt && at.slug && <a className="link" href={`/${locale}/news/${at.newsletterSlug}/${at.slug}`}>{t("inArchive")}</a>}
      </p>
    </header>
  );
}

/** One mailing: while it is written its editor, afterwards what came of it. */
export function MailingPage({ id, pens }: { id: string; pens: Pens }) {
  const t = useTranslations("mailStudio");
  const { data, error, again } = useLoaded(() => news.report(id));
  const moves = data && ["scheduled", "sending"].includes(data.mailing.state);
  // What is on its way changes by itself; it is asked again while it does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again is the same asking each time
  useEffect(() => {
    if (!moves) return;
    const timer = setInterval(again, 4000);
    return () => clearInterval(timer);
  }, [moves]);
  if (error) return <><h1 className="page-title">{t("title")}</h1><p role="alert" className="mt-4 text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p></>;
  if (!data) return <div role="status" aria-label={t("loading")} className="skeleton h-96" />;
  const { mailing } = data;
  return (
    <div className="grid gap-8">
      <Head report={data} />
      {mailing.state === "draft" ? <Editor key={mailing.id} at={mailing} pens={pens} onSent={again} /> : <Report report={data} onChanged={again} />}
      {mailing.state !== "draft" && data.individuals && <LetterFrame id={id} version={mailing.version} segments={[]} varies={mailing.varies !== "none"} />}
    </div>
  );
}
