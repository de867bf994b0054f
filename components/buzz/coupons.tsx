"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { MyCoupon, MyInvite } from "#lib/buzz/types.ts";

function Coupon({ coupon, onReturn }: { coupon: MyCoupon; onReturn: () => void }) {
  const t = useTranslations("invite");
  const locale = useLocale();
  const copy = (): void => { void navigator.clipboard.writeText(coupon.code).then(() => say(t("coupon.copied")), () => say(coupon.code)); };
  return (
    <li data-coupon={coupon.state} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3">
      <span className="min-w-0"><span className={`font-mono text-[1.05rem] tracking-wide wrap-anywhere ${coupon.state === "returned" || coupon.state === "used" ? "text-faint line-through" : ""}`}>{coupon.code}</span><span className="block text-sm text-faint"><Time at={coupon.at} /></span></span>
      <span className="ml-auto text-right"><span className="font-[580]">{new Intl.NumberFormat(locale, { style: "currency", currency: coupon.currency }).format(coupon.cents / 100)}</span>
        <span className="block text-sm text-soft">{t(`coupon.state.${coupon.state}`)}{coupon.usedAt && <> <Time at={coupon.usedAt} /></>}</span>
        <span className="flex flex-wrap justify-end gap-1">{(coupon.state === "made" || coupon.state === "shop") && <button type="button" className="act" onClick={copy}>{t("coupon.copy")}</button>}{coupon.state === "made" && <button type="button" className="act" onClick={onReturn}>{t("coupon.back")}</button>}</span></span>
    </li>
  );
}

/** Points turned into coupons for the shop: how many one turns, what they are worth there, and what became of each. */
export function Coupons({ mine, onChanged }: { mine: MyInvite; onChanged: () => void }) {
  const t = useTranslations("invite");
  const words = useProblem();
  const locale = useLocale();
  const { exchange, balance, coupons } = mine;
  const [points, setPoints] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const id = useRef(v7());
  if (!exchange && coupons.length === 0) return null;
  const money = (cents: number): string => new Intl.NumberFormat(locale, { style: "currency", currency: exchange?.currency ?? "EUR" }).format(cents / 100);
  const count = /^\d{1,7}$/.test(points) ? Number(points) : 0;
  const enough = exchange !== null && balance.available >= exchange.least;
  const make = (event: React.FormEvent): void => {
    event.preventDefault();
    void buzz.makeCoupon({ id: id.current, points: count }).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      id.current = v7();
      setPoints("");
      say(t("coupon.made", { code: answer.data.code }));
      onChanged();
    });
  };
  const giveBack = (one: MyCoupon): void => { void buzz.returnCoupon(one.id).then((answer) => { say(answer.ok ? t("coupon.returned", { points: one.points }) : words(answer.problem)); onChanged(); }); };
  return (
    <section aria-labelledby="coupons">
      <h2 id="coupons" className="font-serif text-2xl font-[540]">{t("coupon.title")}</h2>
      {exchange && (
        <form onSubmit={make} noValidate className="mt-4 grid max-w-xl gap-3">
          <Field label={t("coupon.points")} name="points" inputMode="numeric" autoComplete="off" value={points} onChange={(event) => setPoints(event.target.value.trim())} disabled={!enough} error={problem && words(problem)}
            hint={enough ? t("coupon.hint", { worth: money(exchange.pointCents), least: exchange.least }) : t("coupon.tooFew", { least: exchange.least })} />
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2"><button type="submit" className="btn btn-quiet" disabled={!enough || count < exchange.least || count > balance.available}>{t("coupon.make")}</button>
            <span role="status" className="text-sm text-soft">{count > 0 && t("coupon.worth", { money: money(count * exchange.pointCents) })}</span></p>
        </form>
      )}
      {coupons.length > 0 && <ul className="mt-4">{coupons.map((one) => <Coupon key={one.id} coupon={one} onReturn={() => giveBack(one)} />)}</ul>}
    </section>
  );
}
