"use client";
import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { requestDesk, requests } from "#components/doors/requests.ts";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OptionView, RequestView } from "#lib/privilege/requests/types.ts";
import { Part, useMoment, useMoney } from "./parts.tsx";
import type { Opened } from "./use-request.ts";

function Refuse({ opened, option, onClose }: { opened: Opened; option: OptionView; onClose: () => void }) {
  const t = useTranslations("requests");
  const [reason, setReason] = useState("");
  const [remember, setRemember] = useState(true);
  const refuse = async (): Promise<void> => { if (await opened.act(requests.answerOption(option.id, { accepted: false, reason: reason.trim(), remember }), remember ? t("refusedRemembered") : t("refusedDone"))) onClose(); };
  return (
    <form className="mt-4 grid gap-3 border-t border-line pt-4" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) void refuse(); }}>
      <TextField label={t("whyNot")} hint={t("whyNotHint")} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <label className="flex min-h-6 items-start gap-2.5 text-[0.925rem]"><input type="checkbox" className="mt-1 size-4 flex-none accent-(--accent)" checked={remember} onChange={(event) => setRemember(event.target.checked)} />{t("rememberThis")}</label>
      <div className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent" disabled={!reason.trim()}>{t("sayNo")}</button><button type="button" className="btn btn-quiet" onClick={onClose}>{t("back")}</button></div>
    </form>
  );
}

function Decide({ opened, option }: { opened: Opened; option: OptionView }) {
  const t = useTranslations("requests");
  const [refusing, setRefusing] = useState(false);
  const request = opened.request as RequestView;
  if (request.can.handle && option.state === "proposed") return <button type="button" className="act -ml-2 mt-3" onClick={() => void opened.act(requestDesk.withdrawOption(option.id), t("optionWithdrawn"))}>{t("takeOptionBack")}</button>;
  if (!request.can.choose || option.state === "withdrawn") return null;
  if (refusing) return <Refuse opened={opened} option={option} onClose={() => setRefusing(false)} />;
  if (option.state !== "proposed") return <button type="button" className="act -ml-2 mt-3" onClick={() => (option.state === "refused" ? void opened.act(requests.answerOption(option.id, { accepted: true }), t("acceptedDone")) : setRefusing(true))}>{t(option.state === "refused" ? "afterAll" : "ratherNot")}</button>;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <button type="button" className="btn btn-accent" onClick={() => void opened.act(requests.answerOption(option.id, { accepted: true }), t("acceptedDone"))}>{t("accept")}</button>
      <button type="button" className="btn btn-quiet" onClick={() => setRefusing(true)}>{t("notThis")}</button>
    </div>
  );
}

function Option({ opened, option }: { opened: Opened; option: OptionView }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const money = useMoney((opened.request as RequestView).currency);
  const moment = useMoment();
  const out = option.state === "refused" || option.state === "withdrawn";
  return (
    <li data-option={option.id} data-state={option.state} className={`card flex min-w-0 flex-col p-5 ${option.state === "accepted" ? "border-good" : ""}`}>
      <div className="flex items-baseline justify-between gap-4">
        <h3 className={`font-serif text-[1.2rem] leading-snug [overflow-wrap:anywhere] ${out ? "text-soft" : ""}`}>{option.title}</h3>
        {option.priceCents !== null && <span className={`flex-none tabular-nums ${out ? "text-faint" : "font-[560]"}`}>{money(option.priceCents)}</span>}
      </div>
      {option.text && <p className="mt-2 text-[0.95rem] whitespace-pre-wrap text-soft [overflow-wrap:anywhere]">{option.text}</p>}
      {(option.product ?? option.link) && <p className="mt-2 flex flex-wrap gap-x-4 text-sm">{option.product && <a className="link inline-flex min-h-6 items-center" href={`/${locale}/products/${option.product.slug}`}>{option.product.name}</a>}{option.link && <a className="link inline-flex min-h-6 items-center [overflow-wrap:anywhere]" href={option.link} rel="noreferrer noopener" target="_blank">{new URL(option.link).hostname}</a>}</p>}
      {option.holdUntil && option.state === "proposed" && <p className="mt-2 text-sm text-faint">{t("heldUntil", { at: moment(option.holdUntil) })}</p>}
      {option.state === "accepted" && <p className="mt-3 inline-flex items-center gap-1.5 text-sm font-[560] text-good"><Check aria-hidden size={16} />{t("optionState.accepted")}</p>}
      {out && <p className="mt-3 text-sm text-soft"><span className="font-[560]">{t(option.state === "refused" ? "optionState.refused" : "optionState.withdrawn")}</span>{option.reason && <> “{option.reason}”</>} {option.answeredAt && <Time at={option.answeredAt} className="text-faint" />}</p>}
      <div className="mt-auto"><Decide opened={opened} option={option} /></div>
    </li>
  );
}

/** What was proposed, each with what was answered. */
export function Options({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const request = opened.request as RequestView;
  if (request.options.length === 0) return null;
  return <Part title={t("proposals")} aside={<span className="text-sm text-faint">{t("proposalCount", { count: request.options.length })}</span>}><ul className="grid grid-cols-1 gap-4 sm:grid-cols-2">{request.options.map((one) => <Option key={one.id} opened={opened} option={one} />)}</ul></Part>;
}
