"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { FunnelView } from "#lib/analytics/referrals/types.ts";
import { Figure } from "../parts.tsx";
import type { Shown } from "../use-shown.ts";

/** A sum as somebody types it, in cents: nothing when it is none; a comma is a point. */
export function centsOf(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (plain === "") return null;
  return /^\d{1,6}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

/** What those who came by word of mouth would have cost elsewhere, once somebody has said what one costs there. */
export function Cost({ view, shown, may, onSet }: { view: FunnelView; shown: Shown; may: boolean; onSet: (paidCents: number | null) => void }) {
  const t = useTranslations("wordOfMouth");
  const words = useProblem();
  const { paidCents, savedCents, points } = view.cost;
  const [text, setText] = useState(paidCents === null ? "" : String(paidCents / 100));
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const set = async (cents: number | null, before: number | null): Promise<void> => {
    setBusy(true);
    const answer = await referralStudio.setCost({ paidCents: cents, before });
    setBusy(false);
    if (!answer.ok) return setError(words(answer.problem));
    onSet(cents);
    setText(cents === null ? "" : String(cents / 100));
    say(t("cost.saved"), { action: { label: t("undo"), run: () => void set(before, cents) } });
  };
  const save = (event: React.FormEvent): void => {
    event.preventDefault();
    const cents = centsOf(text);
    setError(cents === undefined ? t("cost.notMoney") : undefined);
    if (cents !== undefined && cents !== paidCents) void set(cents, paidCents);
  };
  return (
    <section aria-labelledby="cost" className="min-w-0">
      <h2 id="cost" className="section-title mb-4">{t("cost.title")}</h2>
      <div className="grid grid-cols-2 gap-6">
        <Figure value={savedCents === null ? "–" : shown.money(savedCents)} label={t("cost.savedIn", { days: view.days })} hint={paidCents === null ? t("cost.unknown") : t("cost.how", { count: view.total.joined ?? 0, cost: shown.money(paidCents) })} />
        <Figure value={points === null ? t("few") : shown.whole(points)} label={t("cost.points")} />
      </div>
      {may && (
        <form onSubmit={save} className="mt-6 flex max-w-md items-end gap-3">
          <div className="min-w-0 flex-1"><Field label={t("cost.paid")} hint={t("cost.paidHint", { currency: view.currency })} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} error={error} /></div>
          <button type="submit" disabled={busy} className={`btn btn-quiet ${error ? "mb-14" : "mb-7"}`}>{t("cost.save")}</button>
        </form>
      )}
    </section>
  );
}
