"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { requestDesk } from "#components/doors/requests.ts";
import { hear } from "#components/realtime/live.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Workload } from "#lib/privilege/requests/types.ts";

/** What each concierge carries, against what they can. */
export function WorkloadBar() {
  const t = useTranslations("requestDesk");
  const [people, setPeople] = useState<Workload[]>();
  useEffect(() => {
    const load = (): void => void requestDesk.workload().then((answer) => { if (answer.ok) setPeople(answer.data.people); });
    let timer: ReturnType<typeof setTimeout> | undefined;
    load();
    // Much may change at once: it is asked for once it has settled.
    const stop = hear("request.changed", () => { clearTimeout(timer); timer = setTimeout(load, 1000); });
    return () => { clearTimeout(timer); stop(); };
  }, []);
  return (
    <aside aria-label={t("workload")} className="content-start">
      <h2 className="eyebrow border-b border-line pb-2">{t("workload")}</h2>
      {!people ? <div className="skeleton mt-4 h-24" /> : (
        <ul className="mt-4 grid gap-5">
          {people.map((one) => (
            <li key={one.id} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
              <Avatar id={one.id} />
              <div className="min-w-0">
                <p className="flex items-baseline justify-between gap-3"><span className="truncate font-[560]">{one.name}</span><span className={`text-sm tabular-nums ${one.open > one.cases ? "font-[560] text-danger" : "text-faint"}`}>{t("carries", { open: one.open, cases: one.cases })}</span></p>
                <progress className="upload-bar mt-1.5 block w-full" aria-label={t("carriesLabel", { name: one.name })} max={Math.max(1, one.cases)} value={Math.min(one.open, one.cases)} />
                <p className="mt-1 text-sm text-faint tabular-nums">{t("lateAndWeek", { late: one.late, minutes: one.weekMinutes })}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
