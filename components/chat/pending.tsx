"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useProblem } from "#components/doors/use-problem.ts";
import type { Writing } from "./outbox-store.ts";

/** How many seconds are left until then, counted down. */
function useLeft(due: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (due === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [due]);
  return due === undefined ? 0 : Math.ceil((due - now) / 1000);
}

/** Something written here that is not in the room yet: on its way, waiting for a connection, or not taken, with a way on. */
export function PendingMessage({ writing, leads, onRetry, onDiscard }: { writing: Writing; leads: boolean; onRetry: (clientId: string) => void; onDiscard: (clientId: string) => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const format = useFormatter();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 900);
    return () => clearTimeout(timer);
  }, []);
  const { clientId, state, problem, body, due } = writing;
  const left = useLeft(state === "waiting" ? due : undefined);
  return (
    <li data-pending={state} className={`px-3 py-1 sm:pl-[4.25rem] ${leads ? "mt-2" : ""}`}>
      {body.replyTo && <p className="mb-0.5 truncate text-[0.85rem] text-faint">{`${body.replyTo.name}: ${body.replyTo.excerpt}`}</p>}
      <p className={`max-w-[68ch] whitespace-pre-wrap [overflow-wrap:anywhere] ${state === "failed" ? "" : "text-soft"}`}>{body.text}</p>
      {state === "failed" ? (
        <p role="alert" className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-danger">
          <span>{`${t("notSent")} ${problem ? words(problem) : ""}`.trim()}</span>
          <button type="button" className="act text-danger underline" onClick={() => onRetry(clientId)}>{t("retry")}</button>
          <button type="button" className="act" onClick={() => onDiscard(clientId)}>{t("discard")}</button>
        </p>
      ) : left > 1 ? (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-[0.8rem] text-faint"><span className="tabular-nums">{t("sendsIn", { left: format.number(left, { style: "unit", unit: "second", unitDisplay: "long" }) })}</span><button type="button" className="act min-h-6" onClick={() => onDiscard(clientId)}>{t("discard")}</button></p>
      ) : <p className={`text-[0.8rem] text-faint ${slow ? "" : "invisible"}`}>{t("sending")}</p>}
    </li>
  );
}
