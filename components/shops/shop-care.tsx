"use client";
import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { orders } from "#components/doors/orders.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import { type ShopKind, type ShopList, shopKinds } from "#lib/catalogue/orders/types.ts";
import { MarginCare } from "./margin-care.tsx";
import { Shop } from "./shop.tsx";

function AddShop({ onDone }: { onDone: () => void }) {
  const t = useTranslations("shops");
  const words = useProblem();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<ShopKind>("shopify");
  const [problem, setProblem] = useState<Problem>();
  const add = async (): Promise<void> => {
    const answer = await orders.addShop({ kind, name });
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setName("");
    onDone();
  };
  return (
    <form className="grid items-end gap-4 sm:grid-cols-[1fr_12rem_auto]" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Field label={t("name")} value={name} maxLength={80} error={problem ? words(problem) : undefined} onChange={(event) => setName(event.target.value)} />
      <SelectField label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value === "woocommerce" ? "woocommerce" : "shopify")}>{shopKinds.map((one) => <option key={one} value={one}>{t(`kinds.${one}`)}</option>)}</SelectField>
      <button type="submit" className="btn btn-accent min-h-[2.75rem]"><Plus aria-hidden size={16} />{t("add")}</button>
    </form>
  );
}

/** The shops that tell us of orders, the orders that wait for their person, and what a sale leaves. */
export function ShopCare() {
  const t = useTranslations("shops");
  const locale = useLocale();
  const words = useProblem();
  const [list, setList] = useState<ShopList>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await orders.shops();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setList(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/admin/shops` }} />;
  if (problem && !list) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!list) return <div className="grid gap-4"><div className="skeleton h-24" /><div className="skeleton h-64" /></div>;
  const after = (answer: Answer<unknown>, said: string): void => {
    say(answer.ok ? said : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    void load();
  };
  return (
    <div className="grid gap-14">
      <p className="-mt-4 max-w-2xl text-soft sm:text-lg">{t("intro")}</p>
      <p className="card max-w-2xl p-5"><span className="font-serif text-3xl tabular-nums" data-waiting>{list.waiting}</span> <span className="text-soft">{t("waiting", { count: list.waiting })}</span></p>
      <section className="grid gap-6"><h2 className="section-title">{t("shops")}</h2>
        {list.shops.length === 0 ? <p className="text-soft">{t("none")}</p> : <ul className="grid gap-6">{list.shops.map((one) => <Shop key={one.id} shop={one} onDone={after} />)}</ul>}
        <AddShop onDone={() => void load()} />
      </section>
      <section><h2 className="section-title">{t("margin")}</h2><MarginCare /></section>
    </div>
  );
}
