"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { withWords } from "#components/shell/with-words.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";
import { useDay, useMoney } from "./parts.tsx";
import type { Opened } from "./use-request.ts";

const CameByMail = withWords(() => import("#components/shell/came-by-mail.tsx").then((module) => module.CameByMail));

/** Where a request came from, as a path; undefined when it was simply forwarded. */
export function originPath({ origin, originId }: Pick<RequestView, "origin" | "originId">): string | undefined {
  if (!originId) return undefined;
  const [room, seq] = originId.split(":");
  if (origin === "topic") return `/t/${room}${seq ? `#post-${seq}` : ""}`;
  return origin === "message" ? `/chat/${room}${seq ? `?m=${seq}` : ""}` : undefined;
}

/** The few facts of a request: what it is about, how much, until when, and where it came from. */
export function Facts({ request }: { request: RequestView }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const money = useMoney(request.currency);
  const day = useDay();
  const from = originPath(request);
  const rows: [string, React.ReactNode][] = [
    [t("category"), request.service.name],
    ...(request.budgetCents === null ? [] : [[t("budget"), money(request.budgetCents)] as [string, React.ReactNode]]),
    ...(request.deadline === null ? [] : [[t("deadline"), day(request.deadline)] as [string, React.ReactNode]]),
    ...(from ? [[t("origin"), <a key="from" className="link" href={`/${locale}${from}`}>{t(`origins.${request.origin as "topic"}`)}</a>] as [string, React.ReactNode]] : []),
    ...(request.origin === "mail" ? [[t("origin"), <span key="mail" className="flex flex-wrap gap-x-2">{t("origins.mail")}{request.messages[0] && <CameByMail type="message" id={request.messages[0].id} words />}</span>] as [string, React.ReactNode]] : []),
    ...(request.origin === "callback" && !request.desk?.phone ? [[t("callback"), request.calledAt ? t("called") : (request.callTimes || t("whenever"))] as [string, React.ReactNode]] : []),
    ...(request.splitFrom ? [[t("splitFrom"), <a key="split" className="link" href={`/${locale}/${request.own ? "premium" : "desk"}/requests/${request.splitFrom}`}>{t("number", { id: request.splitFrom })}</a>] as [string, React.ReactNode]] : []),
  ];
  return <dl className="grid gap-3.5">{rows.map(([name, value]) => <div key={name}><dt className="eyebrow">{name}</dt><dd className="mt-0.5 [overflow-wrap:anywhere]">{value}</dd></div>)}</dl>;
}

/** Who else may read it; the member adds people by their handle and takes them away. */
export function Readers({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const request = opened.request as RequestView;
  const [handle, setHandle] = useState("");
  const add = async (): Promise<void> => { if (await opened.act(requests.share(request.id, [handle.trim().replace(/^@/, "")]), t("sharedDone"))) setHandle(""); };
  if (!request.can.share && request.readers.length === 0) return null;
  return (
    <section aria-label={t("readers")}>
      <h2 className="eyebrow">{t("readers")}</h2>
      {request.readers.length === 0 ? <p className="mt-1 text-sm text-soft">{t("onlyYou")}</p> : (
        <ul className="mt-1.5 grid gap-1">{request.readers.map((one) => (
          <li key={one.id} className="flex min-h-8 items-center justify-between gap-2 text-[0.95rem]"><span className="[overflow-wrap:anywhere]">{one.name}</span>
            {request.can.share && <button type="button" className="act px-1.5" aria-label={t("unshare", { name: one.name })} onClick={() => void opened.act(requests.unshare(request.id, one.id))}><X aria-hidden size={15} /></button>}</li>))}</ul>
      )}
      {request.can.share && (
        <form className="mt-2 flex gap-2" onSubmit={(event) => { event.preventDefault(); if (handle.trim()) void add(); }}>
          <input className="field-input min-h-9 min-w-0 flex-1 py-1 text-sm" aria-label={t("addReader")} placeholder={t("addReader")} value={handle} onChange={(event) => setHandle(event.target.value)} />
          <button type="submit" className="btn btn-quiet min-h-9 px-3 py-1 text-sm" disabled={!handle.trim()}>{t("add")}</button>
        </form>
      )}
    </section>
  );
}
