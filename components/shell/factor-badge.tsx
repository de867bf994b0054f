"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { relationship } from "#components/doors/relationship.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";

const around = 2 * Math.PI * 15;

/** The member's factor as a small ring; it moves while they take part. */
export function FactorBadge() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const [factor, setFactor] = useState<number | null>(null);
  useEffect(() => {
    const load = (): void => { void relationship.factor().then((answer) => { if (answer.ok) setFactor(answer.data.factor); }); };
    load();
    const stops = [hear<{ factor: number }>("relationship.changed", (change) => setFactor(change.factor)), atEachConnection(load)];
    return () => { for (const stop of stops) stop(); };
  }, []);
  if (factor === null) return <span aria-hidden className="skeleton size-10 rounded-full" />;
  const whole = Math.round(factor);
  return (
    <a href={`/${locale}/me/relationship`} title={t("factor", { factor: whole })} className="relative grid size-10 place-items-center rounded-full" data-factor={factor.toFixed(3)}>
      <svg viewBox="0 0 36 36" aria-hidden="true" className="absolute inset-0 size-full -rotate-90">
        <circle cx="18" cy="18" r="15" fill="none" strokeWidth="2.5" className="stroke-line" />
        <circle cx="18" cy="18" r="15" fill="none" strokeWidth="2.5" strokeLinecap="round" strokeDasharray={`${(factor / 100) * around} ${around}`} className="stroke-accent" />
      </svg>
      <span aria-hidden className="font-serif text-[0.95rem] font-[560] tabular-nums">{whole}</span>
      <span className="sr-only">{t("factor", { factor: whole })}</span>
    </a>
  );
}
