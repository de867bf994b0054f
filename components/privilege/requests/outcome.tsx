"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { TextField } from "#components/ui/field.tsx";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";
import type { Opened } from "./use-request.ts";

function Rate({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const [rating, setRating] = useState(0);
  const [words, setWords] = useState("");
  const request = opened.request as RequestView;
  return (
    <form className="mt-6 grid gap-4 border-t border-line pt-5" onSubmit={(event) => { event.preventDefault(); if (rating) void opened.act(requests.rate(request.id, { rating, words: words.trim() }), t("ratedDone")); }}>
      <fieldset>
        <legend className="section-title">{t("howWasIt")}</legend>
        <p className="mt-1 text-sm text-faint">{t("askedOnce")}</p>
        <div className="mt-2 flex flex-wrap items-center gap-x-4">
          <div className="-ml-1.5 flex">{([1, 2, 3, 4, 5] as const).map((one) => (
            <label key={one} className="star-choice" data-on={one <= rating || undefined}><input type="radio" name="rating" value={one} checked={rating === one} onChange={() => setRating(one)} className="sr-only" aria-label={t("stars", { count: one })} /><span aria-hidden className="star" /></label>))}</div>
          <p aria-hidden className="text-soft">{rating ? t(`means.${rating as 1}`) : ""}</p>
        </div>
      </fieldset>
      <TextField label={t("inWords")} rows={2} maxLength={1000} value={words} onChange={(event) => setWords(event.target.value)} />
      <button type="submit" className="btn btn-accent justify-self-start" disabled={!rating}>{t("rate")}</button>
    </form>
  );
}

function Reopen({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const request = opened.request as RequestView;
  if (!open) return <button type="button" className="act -ml-2 mt-4" onClick={() => setOpen(true)}>{t("reopen")}</button>;
  return (
    <form className="mt-5 grid gap-3" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) void opened.act(requests.reopen(request.id, reason.trim()), t("reopenedDone")); }}>
      <TextField label={t("whyReopen")} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent" disabled={!reason.trim()}>{t("reopenNow")}</button><button type="button" className="btn btn-quiet" onClick={() => setOpen(false)}>{t("back")}</button></div>
    </form>
  );
}

/** How a request ended: what was done or why not, what there is instead, how it went, and the way back. */
export function Outcome({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const request = opened.request as RequestView;
  if (request.state === "open") return null;
  const good = request.state === "fulfilled";
  return (
    <section aria-label={t("outcome")} className={`card p-6 ${good ? "border-l-2 border-l-good" : ""}`}>
      <p className="eyebrow">{t(`state.${request.state}`)}{request.closedAt && <> · <Time at={request.closedAt} /></>}</p>
      {request.outcome && <p className="mt-3 font-serif text-[1.2rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{request.outcome}</p>}
      {request.state === "lapsed" && <p className="mt-3 text-soft">{t("lapsedText")}</p>}
      {request.mergedInto !== null && <p className="mt-3"><a className="link" href={`/${locale}/${request.own ? "premium" : "desk"}/requests/${request.mergedInto}`}>{t("toMerged")}</a></p>}
      {request.alternative && <p className="mt-4 rounded-lg bg-sunk px-4 py-3 whitespace-pre-wrap"><span className="font-[560]">{t("instead")}</span> {request.alternative}</p>}
      {request.rating !== null && <div className="mt-5"><Stars value={request.rating} label={t("stars", { count: request.rating })} className="stars-large" />{request.ratingWords && <p className="mt-2 text-soft italic">“{request.ratingWords}”</p>}</div>}
      {request.can.rate && <Rate opened={opened} />}
      {request.can.reopen && <Reopen key={request.round} opened={opened} />}
    </section>
  );
}
