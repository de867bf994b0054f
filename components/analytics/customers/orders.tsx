"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { customers } from "#components/doors/customers.ts";
import { Time } from "#components/ui/time.tsx";
import type { OrderRow, PersonView } from "#lib/analytics/customers/types.ts";
import { useShown } from "../use-shown.ts";

/** Somebody's orders, the newest first. */
export function Orders({ id, first, currency }: { id: string; first: PersonView["orders"]; currency: string }) {
  const t = useTranslations("customerPage");
  const shown = useShown(currency);
  const [page, setPage] = useState(first);
  const more = async (): Promise<void> => {
    const answer = await customers.orders(id, page.next);
    if (answer.ok) setPage({ rows: [...page.rows, ...answer.data.rows], next: answer.data.next });
  };
  const lines = (order: OrderRow): string => order.lines.map((line) => (line.quantity && line.quantity > 1 ? `${line.quantity} × ${line.name}` : line.name)).join(", ");
  return (
    <section aria-labelledby="orders">
      <h2 id="orders" className="section-title mb-3">{t("orders")}</h2>
      {page.rows.length === 0 && <p className="text-soft">{t("noOrders")}</p>}
      <ul className="divide-y divide-line">
        {page.rows.map((order) => (
          <li key={order.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2.5">
            <span className="[overflow-wrap:anywhere]">{lines(order) || order.number}</span><span className={`text-right tabular-nums ${order.netCents < 0 ? "text-danger" : ""}`}>{shown.money(order.netCents)}</span>
            <span className="text-sm text-faint [overflow-wrap:anywhere]">{order.number}</span><Time at={order.at} className="text-right text-sm text-faint" />
          </li>
        ))}
      </ul>
      {page.next && <button type="button" className="btn btn-quiet mt-3" onClick={() => void more()}>{t("moreOrders")}</button>}
    </section>
  );
}
