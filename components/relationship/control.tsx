"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { relationship } from "#components/doors/relationship.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { Control as One } from "#lib/relationship/types.ts";

/** What is used of what the member does, each with what leaving it out would change. */
export function Control() {
  const t = useTranslations("relationship.control");
  const format = useFormatter();
  const words = useProblem();
  const [list, setList] = useState<One[]>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await relationship.controls();
    if (answer.ok) setList(answer.data.controls);
  }, []);
  useEffect(() => {
    void load();
    return hear("relationship.changed", () => void load());
  }, [load]);
  if (!list) return <div className="skeleton h-48" />;
  const number = (value: number): string => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const set = async (one: One, out: boolean): Promise<void> => {
    setList(list.map((other) => (other.choice === one.choice ? { ...other, out, now: other.otherwise, otherwise: other.now } : other)));
    const answer = await relationship.leaveOut(one.choice, out);
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
    else say(t(out ? "left" : "used", { factor: number(answer.data.factor) }), { action: { label: t("undo"), run: () => void relationship.leaveOut(one.choice, !out).then(load) } });
    await load();
  };
  return (
    <div>
      <p className="max-w-2xl text-soft">{t("intro")}</p>
      <ul className="mt-4 divide-y divide-line">
        {list.map((one) => {
          const change = one.otherwise - one.now;
          return (
            <li key={one.choice} data-choice={one.choice}>
              <label className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3.5">
                <input type="checkbox" className="accent-(--accent)" checked={!one.out} onChange={(event) => void set(one, !event.target.checked)} />
                <span className="min-w-0 flex-1 basis-48"><span className={one.out ? "text-faint" : "font-[540]"}>{t(`choice.${one.choice}`)}</span><span className="block text-sm text-faint">{t(`text.${one.choice}`)}</span></span>
                <span className="w-full pl-8 text-sm sm:w-36 sm:pl-0 sm:text-right text-soft tabular-nums">{Math.abs(change) < 0.05 ? t("nothing") : t(one.out ? "wouldWith" : "wouldWithout", { factor: number(one.otherwise) })}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
