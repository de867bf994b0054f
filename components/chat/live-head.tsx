"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { say } from "#components/ui/toast.tsx";
import type { LiveView } from "#lib/chat/types.ts";
import { EndSession } from "./end-session.tsx";
import type { PanelState } from "./panel.tsx";
import type { Room } from "./use-room.ts";

/** How long until something begins, as it stands now. */
function useCountdown(at: string): { days: number; hours: number; minutes: number; seconds: number; over: boolean } {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.floor((Date.parse(at) - now) / 1000));
  return { days: Math.floor(left / 86_400), hours: Math.floor(left / 3600) % 24, minutes: Math.floor(left / 60) % 60, seconds: left % 60, over: left === 0 };
}

function When({ live }: { live: LiveView }) {
  const t = useTranslations("chat.live");
  const locale = useLocale();
  const format = useFormatter();
  const { days, hours, minutes, seconds, over } = useCountdown(live.startsAt);
  if (live.endedAt) return <span>{t("ended")}{live.topicId && <> · <a className="link" href={`/${locale}/t/${live.topicId}`}>{t("transcript")}</a></>}</span>;
  if (live.startedAt) return <span className="inline-flex items-center gap-2 text-accent"><span aria-hidden className="size-2 rounded-full bg-accent" />{t("now")}</span>;
  const unit = (value: number, name: "day" | "hour" | "minute" | "second"): string => format.number(value, { style: "unit", unit: name, unitDisplay: "short" });
  const left = days > 0 ? [unit(days, "day"), unit(hours, "hour")] : hours > 0 ? [unit(hours, "hour"), unit(minutes, "minute")] : [unit(minutes, "minute"), unit(seconds, "second")];
  return <span title={new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(new Date(live.startsAt))} className="tabular-nums">{over ? t("soon") : t("in", { left: left.join(" ") })}</span>;
}

/** What stands over a live session: who answers, when it begins, and what its host can do. */
export function LiveHead({ open, live, onPanel }: { open: Room; live: LiveView; onPanel: (panel: PanelState) => void }) {
  const t = useTranslations("chat.live");
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const [ending, setEnding] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    const answer = await chat.start(open.room.id);
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await open.reload();
  };
  const { room } = open;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-accent-soft/50 px-4 py-2.5 sm:px-5">
      <Avatar id={live.host.id} size="small" />
      <p className="min-w-0 flex-1 text-[0.925rem]"><span className="block truncate font-[560]">{t("host", { name: live.host.name })}</span><span className="block text-[0.85rem] text-soft"><When live={live} /></span></p>
      <button type="button" className="btn btn-quiet min-h-9" onClick={() => onPanel({ kind: "questions" })}>{t("questions")}</button>
      {room.can.manage && !live.startedAt && !live.endedAt && <button type="button" className="btn btn-accent min-h-9" disabled={busy} onClick={() => void start()}>{t("start")}</button>}
      {room.can.manage && live.startedAt && !live.endedAt && <button type="button" className="btn btn-accent min-h-9" onClick={() => setEnding(true)}>{t("end")}</button>}
      {ending && <EndSession room={room} onClose={() => setEnding(false)} onEnded={() => { setEnding(false); void open.reload(); }} />}
    </div>
  );
}
