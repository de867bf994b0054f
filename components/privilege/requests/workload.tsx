"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { requestDesk } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Workload } from "#lib/privilege/requests/types.ts";

/** How many cases somebody carries at once, as admins set it. */
function Capacity({ one, onSet }: { one: Workload; onSet: () => void }) {
  const t = useTranslations("requestDesk");
  const words = useProblem();
  const [cases, setCases] = useState(String(one.cases));
  const changed = cases.trim() !== String(one.cases) && /^\d{1,3}$/.test(cases.trim());
  const set = async (): Promise<void> => {
    const answer = await requestDesk.setCapacity(one.id, Number(cases));
    if (answer.ok) { say(t("capacitySet", { name: one.name, cases: Number(cases) })); onSet(); } else say(words(answer.problem), { tone: "danger" });
  };
  return (
    <form className="mt-1 flex items-center gap-2 text-sm text-faint" onSubmit={(event) => { event.preventDefault(); if (changed) void set(); }}>
      <span aria-hidden>{t("upTo")}</span><input className="field-input w-14 px-2 py-0.5 text-sm tabular-nums" inputMode="numeric" aria-label={t("capacityOf", { name: one.name })} value={cases} onChange={(event) => setCases(event.target.value)} />
      {changed && <button type="submit" className="act">{t("keep")}</button>}
    </form>
  );
}

/** What each concierge carries, against what they can. */
export function WorkloadBar() {
  const t = useTranslations("requestDesk");
  const [people, setPeople] = useState<Workload[]>();
  const admin = useMe()?.me?.role === "admin";
  const load = useCallback((): void => void requestDesk.workload().then((answer) => { if (answer.ok) setPeople(answer.data.people); }), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    load();
    // Much may change at once: it is asked for once it has settled.
    const stop = hear("request.changed", () => { clearTimeout(timer); timer = setTimeout(load, 1000); });
    return () => { clearTimeout(timer); stop(); };
  }, [load]);
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
                <progress className="upload-bar mt-1.5 block w-full!" aria-label={t("carriesLabel", { name: one.name })} max={Math.max(1, one.cases)} value={Math.min(one.open, one.cases)} />
                <p className="mt-1 text-sm text-faint tabular-nums">{t("lateAndWeek", { late: one.late, minutes: one.weekMinutes })}</p>
                {admin && <Capacity key={one.cases} one={one} onSet={load} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
