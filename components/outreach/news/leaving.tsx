"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { news } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { CheckView } from "#lib/outreach/newsletters/types.ts";

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = (): string[] => [...new Set([here(), "UTC", "Europe/Paris", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", ...Intl.supportedValuesOf("timeZone")])];

/** How a letter leaves: to oneself first, now, or at an hour somewhere. What the checker stops keeps it here. */
export function Leaving({ id, varies, found, save, onSent }: { id: string; varies: boolean; found: CheckView | undefined; save: () => Promise<number | undefined>; onSent: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const [at, setAt] = useState("");
  const [zone, setZone] = useState(here);
  const [busy, setBusy] = useState(false);
  const stopped = found?.checks.some((one) => one.grave === "stops") ?? true;
  const test = async (arm: "a" | "b"): Promise<void> => {
    if ((await save()) === undefined) return;
    const answer = await news.test(id, arm);
    say(answer.ok ? t("testSent", { address: answer.data.to }) : words(answer.problem), answer.ok ? {} : { tone: "danger" });
  };
  const leave = async (when: string | null): Promise<void> => {
    setBusy(true);
    const version = await save();
    const answer = version === undefined ? undefined : await news.schedule(id, { version, at: when, zone });
    setBusy(false);
    if (!answer) return;
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t(when ? "scheduled" : "onItsWay"), { action: { label: t("undo"), run: () => void news.stop(id).then(onSent) } });
    onSent();
  };
  const why = stopped ? t("stoppedBy") : undefined;
  return (
    <section aria-labelledby="leaving" className="grid gap-4 border-t border-line pt-6">
      <h2 id="leaving" className="section-title">{t("leaving")}</h2>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="btn btn-quiet" onClick={() => void test("a")}>{t(varies ? "testA" : "testSend")}</button>
        {varies && <button type="button" className="btn btn-quiet" onClick={() => void test("b")}>{t("testB")}</button>}
      </div>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={t("at")} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
        <SelectField label={t("zone")} value={zone} onChange={(event) => setZone(event.target.value)}>{zones().map((one) => <option key={one} value={one}>{one.replaceAll("_", " ")}</option>)}</SelectField>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="btn btn-accent" disabled={busy || stopped} title={why} onClick={() => void leave(at || null)}>{t(at ? "schedule" : "sendNow")}</button>
        {why && found && <span className="text-sm text-faint">{why}</span>}
      </div>
    </section>
  );
}
