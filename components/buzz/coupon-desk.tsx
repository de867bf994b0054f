"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CouponList, CouponRow } from "#lib/buzz/types.ts";

function Row({ row }: { row: CouponRow }) {
  const t = useTranslations("coupons");
  const locale = useLocale();
  const where = <>{t(`state.${row.state}`)}{row.order && <span className="text-faint"> · {row.order}</span>}</>;
  return (
    <tr data-coupon={row.code} data-state={row.state} className="border-b border-line align-baseline">
      <td className="py-2.5 pr-4"><span className="font-mono tracking-wide whitespace-nowrap">{row.code}</span><span className="block text-sm text-soft sm:hidden">{where}</span></td>
      <td className="py-2.5 pr-4 text-right whitespace-nowrap tabular-nums">{new Intl.NumberFormat(locale, { style: "currency", currency: row.currency }).format(row.cents / 100)}</td>
      <td className="py-2.5 pr-4 text-right tabular-nums max-sm:hidden">{new Intl.NumberFormat(locale).format(row.points)}</td>
      <td className="py-2.5 pr-4 whitespace-nowrap"><Time at={row.at} /></td>
      <td className="py-2.5 max-sm:hidden">{where}</td>
    </tr>
  );
}

/** Coupons that members made of their points: those the shop does not have are carried over as CSV, and what became of each. */
export function CouponDesk() {
  const t = useTranslations("coupons");
  const words = useProblem();
  const [list, setList] = useState<CouponList>();
  const [problem, setProblem] = useState<Problem>();
  const [batch, setBatch] = useState<{ id: string; count: number }>();
  const next = useRef(v7());
  const load = useCallback(async (after?: string): Promise<void> => {
    const answer = await buzz.coupons(after);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setList((before) => (after && before ? { ...answer.data, coupons: [...before.coupons, ...answer.data.coupons] } : answer.data));
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (!list) return problem ? <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p> : <div className="skeleton h-64" />;
  const take = (): void => {
    void buzz.exportCoupons(next.current).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      setBatch({ id: answer.data.batch, count: answer.data.count });
      next.current = v7();
      location.assign(`/api/referrals/coupons.csv?batch=${answer.data.batch}`);
      void load();
    });
  };
  if (list.coupons.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="card flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
        <p className="min-w-0 flex-1 basis-60">{list.waiting > 0 ? t("waiting", { count: list.waiting }) : t("nothingWaits")}{batch && <span role="status" className="block text-sm text-soft">{t("taken", { count: batch.count })} <a className="link" href={`/api/referrals/coupons.csv?batch=${batch.id}`} download>{t("takenAgain")}</a></span>}</p>
        <button type="button" className="btn btn-accent" disabled={list.waiting === 0} title={list.waiting === 0 ? t("nothingWaits") : undefined} onClick={take}><Download aria-hidden size={16} />{t("take")}</button>
        <a className="btn btn-quiet" href="/api/referrals/coupons.csv" download>{t("all")}</a>
      </div>
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keys */}
      <section aria-label={t("title")} tabIndex={0} className="overflow-x-auto">
        <table className="w-full sm:min-w-[34rem] text-[0.95rem]"><thead><tr className="border-b border-line text-left text-sm text-faint"><th scope="col" className="py-2 pr-4 font-[480]">{t("code")}</th><th scope="col" className="py-2 pr-4 text-right font-[480]">{t("value")}</th><th scope="col" className="py-2 pr-4 text-right font-[480] max-sm:hidden">{t("points")}</th><th scope="col" className="py-2 pr-4 font-[480]">{t("made")}</th><th scope="col" className="py-2 font-[480] max-sm:hidden">{t("where")}</th></tr></thead>
          <tbody>{list.coupons.map((row) => <Row key={row.id} row={row} />)}</tbody></table>
      </section>
      {list.next && <p><button type="button" className="btn btn-quiet" onClick={() => void load(list.next ?? undefined)}>{t("more")}</button></p>}
    </div>
  );
}
