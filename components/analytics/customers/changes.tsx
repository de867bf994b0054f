"use client";
import { useTranslations } from "next-intl";
import type { Change, PersonView } from "#lib/analytics/customers/types.ts";
import { useShown } from "../use-shown.ts";

/** What would take somebody to another segment, in sentences, each with the figures it is computed from. */
export function Changes({ view }: { view: PersonView }) {
  const t = useTranslations("customerPage");
  const shown = useShown(view.currency);
  if (view.changes.length === 0) return null;
  const said = (change: Change): string => {
    switch (change.kind) {
      case "acts": return t(`acts.${change.act.replace(".", "_") as "visit"}`, { times: change.times, money: change.paidCents === null ? "" : shown.money(change.paidCents), paid: change.paidCents === null ? "no" : "yes", from: shown.digits(change.from), to: shown.digits(change.to) });
      case "silence": return t("silence", { days: change.days, from: shown.digits(change.from), to: shown.digits(change.to) });
      case "money": return t("money", { missing: shown.money(change.missingCents), edge: shown.money(change.edgeCents) });
      case "margin": return t("margin", { over: shown.money(change.overCents), edge: shown.money(change.edgeCents) });
      default: return t(`turning.${change.axis}.${change.up ? "up" : "down"}`, { since: shown.day(change.since), on: shown.day(change.on) });
    }
  };
  const parts = (["x", "y"] as const).map((axis) => ({ axis, list: view.changes.filter((one) => one.axis === axis) })).filter(({ list }) => list.length > 0);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="section-title mb-3">{t("changes")}</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        {parts.map(({ axis, list }) => <div key={axis}><p className="eyebrow mb-1.5">{t(`axis.${axis}`)}</p><ul className="grid gap-2">{list.map((one) => <li key={said(one)} className="max-w-prose">{said(one)}</li>)}</ul></div>)}
      </div>
      <p className="mt-3 text-sm text-faint">{t("changesNote")}</p>
    </section>
  );
}
