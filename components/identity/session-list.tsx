"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { identity } from "#components/doors/identity.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SessionView } from "#lib/identity/types.ts";

const browsers = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]] as const;
const systems = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS X", "macOS"], ["Linux", "Linux"]] as const;

/** A browser's long name for itself, shortened to what its owner calls it; undefined for what is no browser. */
function deviceName(device: string): string | undefined {
  const found = [browsers, systems].map((list) => list.find(([mark]) => device.includes(mark))?.[1]).filter(Boolean);
  return found.length ? found.join(", ") : device.slice(0, 60) || undefined;
}

/** Where one is signed in; each can be ended. `again` changes when the list must be asked for anew. */
export function SessionList({ again }: { again: number }) {
  const t = useTranslations("settings");
  const words = useProblem();
  const [sessions, setSessions] = useState<SessionView[]>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await identity.sessions();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setSessions(answer.data.sessions);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is what asks for another look
  useEffect(() => { void load(); }, [load, again]);
  const end = async (id: string): Promise<void> => {
    const answer = await identity.endSession(id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t("ended"));
    await load();
  };
  if (problem) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!sessions) return <div className="skeleton h-24" />;
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-4 py-3">
          <div className="min-w-0 flex-1">
            <p className="truncate">{deviceName(session.device) ?? t("unknownDevice")}</p>
            <p className="text-sm text-faint">{session.current ? t("thisDevice") : <>{t("seen")} <Time at={session.seenAt} /></>}</p>
          </div>
          {!session.current && <button type="button" className="btn btn-quiet" onClick={() => void end(session.id)}>{t("end")}</button>}
        </li>
      ))}
    </ul>
  );
}
