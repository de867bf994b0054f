"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { orders } from "#components/doors/orders.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { MyOrders as Mine } from "#lib/catalogue/orders/types.ts";
import { Order } from "./order.tsx";

/** What I ordered and where each order is, the newest first. */
export function MyOrders() {
  const t = useTranslations("myOrders");
  const locale = useLocale();
  const words = useProblem();
  const [mine, setMine] = useState<Mine>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string | null): Promise<void> => {
    const answer = await orders.mine(after);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMine((now) => (after && now ? { orders: [...now.orders, ...answer.data.orders], next: answer.data.next } : answer.data));
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/orders` }} />;
  if (problem && !mine) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!mine) return <div className="grid gap-6"><div className="skeleton h-64" /><div className="skeleton h-64" /></div>;
  if (mine.orders.length === 0) return <EmptyState title={t("none")} text={t("noneText")} action={{ label: t("toProducts"), href: `/${locale}/products` }} />;
  return (
    <>
      <ol className="grid gap-8">{mine.orders.map((one) => <Order key={one.id} order={one} />)}</ol>
      {problem && <p role="alert" className="mt-6 text-danger">{words(problem)}</p>}
      <p className="py-8 text-center text-sm text-faint">{mine.next ? <button type="button" className="btn btn-quiet" onClick={() => void load(mine.next)}>{t("more")}</button> : t("end")}</p>
    </>
  );
}
