"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestList, RequestRow } from "#lib/privilege/requests/types.ts";
import { Consents } from "./consents.tsx";
import { State, useMoment } from "./parts.tsx";
import { Preferences } from "./preferences.tsx";

/** A request in a list: the wish, who has it, and what it waits for. */
export function RequestLine({ row }: { row: RequestRow }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const moment = useMoment();
  const waits = row.state === "open" && !row.toDo && row.place !== null;
  return (
    <li className="border-b border-line last:border-0">
      <a href={`/${locale}/premium/requests/${row.id}`} className="group -mx-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 rounded-xl sm:grid-cols-[auto_minmax(0,1fr)_auto] px-3 py-5 no-underline hover:bg-sunk">
        {row.concierge ? <Avatar id={row.concierge.id} /> : <span aria-hidden className="avatar grid place-items-center font-serif text-faint">…</span>}
        <div className="min-w-0">
          <p className="line-clamp-2 font-serif text-[1.2rem] leading-snug [overflow-wrap:anywhere] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">{row.wish}</p>
          <p className="facts mt-1.5"><State state={row.state} waiting={row.waiting} /><span>{row.service.name}</span>{!row.own && <span>{t("sharedWithYou")}</span>}{waits && <span>{t("inLineShort", { place: row.place ?? 0 })}</span>}
            {row.state === "open" && row.concierge === null && <span>{t("expectShort", { at: moment(row.expectedAt) })}</span>}<Time at={row.lastAt} /></p>
        </div>
        <span className="col-start-2 flex items-center gap-x-3 gap-y-1.5 empty:hidden max-sm:mt-2 sm:col-start-3 sm:flex-col sm:items-end">{row.toDo && <span className="rounded-full bg-accent px-2.5 py-0.5 text-sm font-[540] text-accent-ink">{t(`toDo.${row.toDo}`)}</span>}{row.unread > 0 && <span className="text-sm text-accent tabular-nums">{t("unread", { count: row.unread })}</span>}</span>
      </a>
    </li>
  );
}

function useList(state: "open" | "closed") {
  const [list, setList] = useState<RequestList>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string): Promise<void> => {
    const answer = await requests.mine({ state, after });
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setList((now) => (after && now ? { requests: [...now.requests, ...answer.data.requests], next: answer.data.next } : answer.data));
  }, [state]);
  useEffect(() => {
    void load();
    const stops = [hear("request.changed", () => void load()), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load]);
  return { list, problem, load };
}

function Section({ state, title }: { state: "open" | "closed"; title: string }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const words = useProblem();
  const { list, problem, load } = useList(state);
  if (problem?.code === "sign-in") return state === "closed" ? null : <EmptyState title={t("signInFirst")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/premium/requests` }} />;
  if (problem && !list) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!list) return <div role="status" aria-label={t("loading")} className="skeleton h-44" />;
  if (list.requests.length === 0) return state === "closed" ? null : <EmptyState title={t("noneTitle")} text={t("noneText")} action={{ label: t("forward"), href: `/${locale}/premium/new` }} />;
  return (
    <section>
      <h2 className="eyebrow border-b border-line pb-2">{title}</h2>
      <ol>{list.requests.map((row) => <RequestLine key={row.id} row={row} />)}</ol>
      {list.next && <p className="py-4 text-center"><button type="button" className="btn btn-quiet" onClick={() => void load(list.next ?? undefined)}>{t("more")}</button></p>}
    </section>
  );
}

/** Everything a member forwarded: what waits for them, what is open, what was done, and what we remember of their taste. */
export function RequestsPage() {
  const t = useTranslations("requests");
  const locale = useLocale();
  return (
    <div className="mx-auto grid max-w-3xl gap-12">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="min-w-0"><p><a href={`/${locale}/premium`} className="act -ml-2">← {t("toSpace")}</a></p><h1 className="page-title">{t("title")}</h1><p className="mt-2 max-w-xl text-soft">{t("intro")}</p></div>
        <a href={`/${locale}/premium/new`} className="btn btn-accent">{t("forward")}</a>
      </header>
      <Consents />
      <Section state="open" title={t("open")} />
      <Section state="closed" title={t("closed")} />
      <Preferences />
    </div>
  );
}
