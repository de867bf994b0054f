"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { requestDesk } from "#components/doors/requests.ts";
import { Time } from "#components/ui/time.tsx";
import type { DeskPart as Kept, RequestView } from "#lib/privilege/requests/types.ts";
import { Part, useMoment, useMoney } from "./parts.tsx";
import type { Opened } from "./use-request.ts";

function Targets({ desk }: { desk: Kept }) {
  const t = useTranslations("requestDesk");
  const moment = useMoment();
  return (
    <Part title={t("targets")}>
      <ul className="grid gap-2 text-sm">{desk.targets.map((one) => (
        <li key={`${one.kind}${one.since}`} className="flex items-baseline justify-between gap-3"><span className="text-soft">{t(`target.${one.kind}`)}</span>
          <span className={one.missed ? "font-[560] text-danger" : one.metAt ? "text-good" : "text-soft"}>{one.missed ? t("missed", { at: moment(one.dueAt) }) : one.metAt ? t("met") : t("dueBy", { at: moment(one.dueAt) })}</span></li>))}</ul>
    </Part>
  );
}

function Work({ desk, currency, opened }: { desk: Kept; currency: string; opened: Opened }) {
  const t = useTranslations("requestDesk");
  const money = useMoney(currency);
  return (
    <Part title={t("work")} aside={<span className="text-sm text-faint tabular-nums">{t("workSum", { minutes: desk.minutes, amount: money(desk.costCents) })}</span>}>
      {desk.work.length === 0 ? <p className="text-sm text-faint">{t("noWork")}</p> : <ul className="grid gap-1.5 text-sm">{desk.work.map((one) => <li key={one.id} className="flex justify-between gap-3"><span className="min-w-0 [overflow-wrap:anywhere]">{one.by}{one.words && <span className="text-faint"> · {one.words}</span>}</span><span className="flex flex-none items-baseline gap-1 tabular-nums">{t("workLine", { minutes: one.minutes, amount: money(one.cents) })}<button type="button" className="act min-h-6 px-1" aria-label={t("dropWork", { minutes: one.minutes, name: one.by })} onClick={() => void opened.act(requestDesk.dropWork(one.id), t("timeBack"))}><X aria-hidden size={13} /></button></span></li>)}</ul>}
    </Part>
  );
}

/** Whom to call, at which number and when; the number is forgotten with the call. */
export function ToCall({ opened }: { opened: Opened }) {
  const t = useTranslations("requestDesk");
  const request = opened.request as RequestView;
  const phone = request.desk?.phone;
  if (!phone) return null;
  return <div className="rounded-xl bg-accent-soft px-5 py-4"><p className="eyebrow">{t("toCall")}</p><p className="mt-1 text-lg"><a className="link tabular-nums" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a></p>{request.callTimes && <p className="mt-0.5 text-sm text-soft">{request.callTimes}</p>}<button type="button" className="btn btn-quiet mt-3" onClick={() => void opened.act(requestDesk.called(request.id), t("calledDone"))}>{t("calledIt")}</button></div>;
}

/** What stands beside a request at the desk: notes, clocks, time, and others with the same need. */
export function DeskAside({ opened }: { opened: Opened }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const request = opened.request as RequestView;
  const desk = request.desk;
  if (!desk) return null;
  return (
    <div className="grid gap-8">
      {desk.preferences.length > 0 && <Part title={t("preferences")}><ul className="grid gap-1.5 text-[0.95rem] text-soft">{desk.preferences.map((one) => <li key={one} className="[overflow-wrap:anywhere]">{one}</li>)}</ul></Part>}
      {desk.notes.length > 0 && <Part title={t("notes")}><ul className="grid gap-3">{desk.notes.map((one) => <li key={one.id} className="rounded-lg bg-sunk px-4 py-3 text-[0.95rem]"><p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{one.text}</p><p className="mt-1 text-sm text-faint">{one.by} · <Time at={one.at} /></p></li>)}</ul></Part>}
      <Targets desk={desk} />
      <Work desk={desk} currency={request.currency} opened={opened} />
      {desk.linked.length > 0 && <Part title={t("sameNeed")}><ul className="grid gap-2 text-[0.95rem]">{desk.linked.map((one) => <li key={one.id}><a className="link [overflow-wrap:anywhere]" href={`/${locale}/desk/requests/${one.id}`}>{one.wish}</a> <span className="text-sm text-faint">{one.member}</span> <button type="button" className="act" onClick={() => void opened.act(requestDesk.link(request.id, one.id, false), t("unlinked"))}>{t("unlink")}</button></li>)}</ul></Part>}
    </div>
  );
}
