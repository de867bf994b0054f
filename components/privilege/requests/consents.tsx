"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Consent } from "#lib/privilege/requests/types.ts";
import { originPath } from "./facts.tsx";

/** What we asked before opening a request from what a member said: yes opens it, no ends it. */
export function Consents() {
  const t = useTranslations("requests");
  const locale = useLocale();
  const words = useProblem();
  const [asked, setAsked] = useState<Consent[]>([]);
  useEffect(() => {
    const load = (): void => void requests.consents().then((answer) => { if (answer.ok) setAsked(answer.data.consents); });
    load();
    return hear("request.changed", load);
  }, []);
  const answer = async (one: Consent, agreed: boolean): Promise<void> => {
    const done = await requests.answerConsent(one.id, agreed);
    if (!done.ok) return say(words(done.problem), { tone: "danger" });
    setAsked((now) => now.filter((other) => other.id !== one.id));
    if (done.data.requestId) location.assign(`/${locale}/premium/requests/${done.data.requestId}`);
  };
  if (asked.length === 0) return null;
  return (
    <section aria-label={t("consents")} className="grid gap-4">
      {asked.map((one) => (
        <div key={one.id} className="card p-5 sm:p-6">
          <p className="flex items-center gap-2.5 text-[0.95rem]"><Avatar id={one.by.id} size="small" /><span>{t("asksToOpen", { name: one.by.name, category: one.service })}</span></p>
          <blockquote className="mt-3 font-serif text-[1.15rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{one.wish}</blockquote>
          <div className="mt-4 flex flex-wrap items-center gap-2"><button type="button" className="btn btn-accent" onClick={() => void answer(one, true)}>{t("agree")}</button><button type="button" className="btn btn-quiet" onClick={() => void answer(one, false)}>{t("disagree")}</button>
            <a className="act" href={`/${locale}${originPath(one) ?? ""}`}>{t("whereYouSaid")}</a></div>
        </div>
      ))}
    </section>
  );
}
