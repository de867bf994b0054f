"use client";
import { Phone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { requestDesk } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { type Queue, type QueueOrder, type QueueRow, type QueueView, queueOrders, queueViews } from "#lib/privilege/requests/types.ts";
import { CodeDesk } from "../space/code-desk.tsx";
import { useMoment, useMoney } from "./parts.tsx";
import { useKeys } from "#components/shell/use-keys.ts";
import { WorkloadBar } from "./workload.tsx";

type Asked = { view: QueueView; order: QueueOrder; tier: string };
const first: Asked = { view: "open", order: "queue", tier: "" };
const tiers = ["0", "1", "2", "3"] as const;

function useQueue(asked: Asked) {
  const [queue, setQueue] = useState<Queue>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string): Promise<void> => {
    const answer = await requestDesk.queue({ view: asked.view, order: asked.order, tier: asked.tier === "" ? undefined : Number(asked.tier), after });
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setQueue((now) => (after && now ? { ...answer.data, requests: [...now.requests, ...answer.data.requests] } : answer.data));
  }, [asked]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Much may change at once: the queue is asked for once it has settled.
    const soon = (): void => { clearTimeout(timer); timer = setTimeout(() => void load(), 250); };
    void load();
    const stops = [hear("request.changed", soon), atEachConnection(soon)];
    return () => { clearTimeout(timer); for (const stop of stops) stop(); };
  }, [load]);
  return { queue, problem, load };
}

function Due({ row }: { row: QueueRow }) {
  const t = useTranslations("requestDesk");
  const moment = useMoment();
  if (row.state !== "open") return <Time at={row.lastAt} />;
  if (row.snoozedUntil) return <span>{t("until", { at: moment(row.snoozedUntil) })}</span>;
  return <span className={`whitespace-nowrap ${row.late ? "font-[560] text-danger" : ""}`}>{row.late ? t("lateSince", { at: moment(row.dueAt) }) : t("dueBy", { at: moment(row.dueAt) })}</span>;
}

function Line({ row, chosen, currency }: { row: QueueRow; chosen: boolean; currency: string }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const money = useMoney(currency);
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => { if (chosen) here.current?.scrollIntoView({ block: "nearest" }); }, [chosen]);
  return (
    <li ref={here} data-row={row.id} aria-current={chosen || undefined} className="border-b border-line last:border-0">
      <a href={`/${locale}/desk/requests/${row.id}`} className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 rounded-lg px-3 py-3.5 no-underline hover:bg-sunk sm:grid-cols-[auto_minmax(0,1fr)_auto] ${chosen ? "bg-accent-soft" : ""}`}>
        <Avatar id={row.member.id} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2.5"><span className="font-[560] [overflow-wrap:anywhere]">{row.member.name}</span><Standing role={row.member.role} tier={row.tier} />{row.complaint && <span className="text-sm font-[560] text-danger">{t("complaint")}</span>}{row.callback && <span className="inline-flex items-center gap-1 text-sm text-accent"><Phone aria-hidden size={14} />{t("call")}</span>}</p>
          <p className="mt-0.5 line-clamp-1 text-soft [overflow-wrap:anywhere]">{row.wish}</p>
          <p className="facts mt-0.5"><span>{row.service}</span><span>{row.concierge?.name ?? t("nobody")}</span>{row.budgetCents !== null && <span className="tabular-nums">{money(row.budgetCents)}</span>}{row.lossCents > 0 && <span className="tabular-nums">{t("loss", { amount: money(row.lossCents) })}</span>}</p>
        </div>
        <p className="col-start-2 text-sm text-soft sm:col-start-3 sm:text-right"><Due row={row} /><span className="block text-faint max-sm:ml-2 max-sm:inline">{row.state === "open" ? t(`waiting.${row.waiting}`) : t(`state.${row.state}`)}</span></p>
      </a>
    </li>
  );
}

function Filters({ asked, onChange }: { asked: Asked; onChange: (asked: Asked) => void }) {
  const t = useTranslations("requestDesk");
  return (
    <div className="mb-5 grid grid-cols-1 gap-4">
      <fieldset aria-label={t("views")} className="flex min-w-0 gap-4 overflow-x-auto border-b border-line [scrollbar-width:none] sm:gap-5">
        {queueViews.map((view) => <button key={view} type="button" aria-pressed={asked.view === view} className={`-mb-px flex-none border-b-2 py-2.5 text-[0.95rem] ${asked.view === view ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`} onClick={() => onChange({ ...asked, view })}>{t(`view.${view}`)}</button>)}
      </fieldset>
      <div className="flex flex-wrap gap-4">
        <div className="w-56 min-w-0 max-sm:w-auto max-sm:flex-1"><SelectField label={t("order")} value={asked.order} disabled={asked.view === "closed"} onChange={(event) => onChange({ ...asked, order: event.target.value as QueueOrder })}>{queueOrders.map((one) => <option key={one} value={one}>{t(`orderBy.${one}`)}</option>)}</SelectField></div>
        <div className="w-44 min-w-0 max-sm:w-auto max-sm:flex-1"><SelectField label={t("tier")} value={asked.tier} onChange={(event) => onChange({ ...asked, tier: event.target.value })}><option value="">{t("everyTier")}</option>{tiers.map((one) => <option key={one} value={one}>{t(`tiers.${one}`)}</option>)}</SelectField></div>
      </div>
    </div>
  );
}

/** Says which keys a page of the desk has. */
export function KeyList({ keys, onClose }: { keys: [string, string][]; onClose: () => void }) {
  const t = useTranslations("requestDesk");
  return <Dialog title={t("keys")} closeLabel={t("close")} onClose={onClose}><dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5">{keys.map(([key, name]) => <div key={key} className="contents"><dt><kbd className="text-sm">{key}</kbd></dt><dd>{name}</dd></div>)}</dl></Dialog>;
}

/** The desk's queue: complaints first, then by tier and nearest target; j and k step, Enter opens. */
export function RequestDesk() {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const words = useProblem();
  const [asked, setAsked] = useState(first);
  const { queue, problem, load } = useQueue(asked);
  const [chosen, setChosen] = useState(-1);
  const [help, setHelp] = useState(false);
  const rows = queue?.requests ?? [];
  useKeys((key) => {
    if (key === "j" || key === "k") setChosen((at) => Math.max(0, Math.min(rows.length - 1, at + (key === "j" ? 1 : -1))));
    else if ((key === "Enter" || key === "o") && rows[chosen]) location.assign(`/${locale}/desk/requests/${rows[chosen].id}`);
    else if (key === "?") setHelp(true);
    else return false;
    return true;
  });
  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0">
        <p className="mb-3 lg:hidden"><a href="#code" className="act -ml-2">{t("toCode")} ↓</a></p>
        <Filters asked={asked} onChange={(next) => { setAsked(next); setChosen(-1); }} />
        {problem && <p role="alert" className="mb-4 text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>}
        {!queue && !problem && <div role="status" aria-label={t("loading")} className="grid gap-3"><div className="skeleton h-20" /><div className="skeleton h-20" /><div className="skeleton h-20" /></div>}
        {queue && rows.length === 0 && <EmptyState title={t("emptyTitle")} text={t("emptyText")} />}
        {rows.length > 0 && <ol aria-label={t("queue")} className="card px-1.5">{rows.map((row, at) => <Line key={row.id} row={row} chosen={at === chosen} currency={queue?.currency ?? "EUR"} />)}</ol>}
        {queue?.next && <p className="py-5 text-center"><button type="button" className="btn btn-quiet" onClick={() => void load(queue.next ?? undefined)}>{t("more")}</button></p>}
        <p className="mt-4 text-sm text-faint">{t("rule")}</p>
      </div>
      <div className="grid content-start gap-10"><WorkloadBar /><CodeDesk /></div>
      {help && <KeyList keys={[["j", t("next")], ["k", t("previous")], ["Enter", t("openIt")], ["?", t("keys")]]} onClose={() => setHelp(false)} />}
    </div>
  );
}
