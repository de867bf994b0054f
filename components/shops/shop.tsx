"use client";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import type { Answer } from "#components/doors/call.ts";
import { orders } from "#components/doors/orders.ts";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import { type Delivery, reasons, type ShopView } from "#lib/catalogue/orders/types.ts";

const never = (): (() => void) => () => {};
const dots: Record<Delivery["outcome"], string> = { taken: "dot-moss", repeated: "", left: "dot-gold", unsigned: "dot-ember" };

function Why({ reason }: { reason: string }) {
  const t = useTranslations("shops.reason");
  const [word = "", detail = ""] = reason.split(":");
  const known = reasons.find((one) => one === word);
  return <span className="basis-full pl-5 text-sm text-soft wrap-anywhere">{known ? t(known, { detail }) : reason}</span>;
}

function Arrivals({ list }: { list: Delivery[] }) {
  const t = useTranslations("shops");
  if (list.length === 0) return <p className="mt-2 text-soft">{t("noArrivals")}</p>;
  return (
    <ul className="mt-2 divide-y divide-line text-[0.925rem]">
      {list.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2">
          <span aria-hidden className={`dot self-center ${dots[one.outcome]}`} /><span>{t(`outcome.${one.outcome}`)}</span><code className="text-sm text-faint">{one.topic || "–"}</code>{one.number && <span className="text-sm text-faint">{t("order", { number: one.number })}</span>}
          <Time at={one.at} className="ml-auto text-sm text-faint" />{one.reason && <Why reason={one.reason} />}
        </li>
      ))}
    </ul>
  );
}

/** One shop: where it sends to, the secrets it signs with, and what arrived. */
export function Shop({ shop, onDone }: { shop: ShopView; onDone: (answer: Answer<unknown>, said: string) => void }) {
  const t = useTranslations("shops");
  const origin = useSyncExternalStore(never, () => location.origin, () => "");
  const [secret, setSecret] = useState("");
  const address = `${origin}${shop.path}`;
  const set = async (): Promise<void> => {
    const answer = await orders.setSecret(shop.id, secret);
    if (answer.ok) setSecret("");
    onDone(answer, t("secretSet"));
  };
  return (
    <li className="card p-5 sm:p-7" data-shop={shop.name}>
      <div className="flex flex-wrap items-baseline justify-between gap-3"><h3 className="font-serif text-xl wrap-anywhere">{shop.name} <span className="text-sm text-faint">{t(`kinds.${shop.kind}`)}</span></h3><p className="text-sm text-faint">{t("orders", { count: shop.orders })}</p></div>
      <p className="mt-4 text-[0.925rem] font-[540]">{t("address")}</p>
      <p className="mt-1.5 flex flex-wrap items-center gap-3"><code className="min-w-0 flex-1 basis-64 rounded-md bg-sunk p-3 text-sm wrap-anywhere" data-address={shop.path}>{address}</code><button type="button" className="btn btn-quiet" onClick={() => void navigator.clipboard.writeText(address).then(() => say(t("copied")))}>{t("copy")}</button></p>
      <div className="mt-6 grid gap-8 md:grid-cols-2">
        <div>
          <h4 className="text-[0.925rem] font-[540]">{t("secrets")}</h4><p className="mt-1 text-sm text-faint">{t("secretsHint")}</p>
          <ul className="mt-2 divide-y divide-line">{shop.secrets.map((one, at) => <li key={one.id} className="flex items-center justify-between gap-3 py-2 text-sm"><span>{t(at === 0 ? "secretNow" : "secretBefore")} <Time at={one.madeAt} className="text-faint" /></span><button type="button" className="act" onClick={() => void orders.endSecret(shop.id, one.id).then((answer) => onDone(answer, t("secretEnded")))}>{t("endSecret")}</button></li>)}</ul>
          <form className="mt-3 grid gap-3" onSubmit={(event) => { event.preventDefault(); void set(); }}><Field label={t("newSecret")} type="password" autoComplete="off" value={secret} maxLength={200} onChange={(event) => setSecret(event.target.value)} /><p><button type="submit" className="btn btn-quiet" disabled={secret.length < 16} title={secret.length < 16 ? t("secretShort") : undefined}>{t("setSecret")}</button></p></form>
        </div>
        <div><h4 className="text-[0.925rem] font-[540]">{t("arrivals")}</h4><Arrivals list={shop.deliveries} /></div>
      </div>
      <p className="mt-6 border-t border-line pt-4"><button type="button" className="act text-danger" onClick={() => void orders.removeShop(shop.id).then((answer) => onDone(answer, t("removed")))}>{t("remove")}</button></p>
    </li>
  );
}
