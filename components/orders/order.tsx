import { Check, ExternalLink } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { MyOrder } from "#lib/catalogue/orders/types.ts";

function useMoney(currency: string): (cents: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { style: "currency", currency });
  return (cents) => format.format(cents / 100);
}

/** Where an order is: the steps it has taken, and those before it. */
function Way({ order }: { order: MyOrder }) {
  const t = useTranslations("myOrders");
  const steps = [["placed", order.placedAt], ["paid", order.paidAt], ["sent", order.sentAt], ["delivered", order.deliveredAt]] as const;
  const last = steps.findLastIndex(([, at]) => at !== null);
  return (
    <ol aria-label={t("way")} className="grid gap-3 sm:grid-cols-4 sm:gap-0">
      {steps.map(([step, at], index) => {
        const done = index <= last;
        return (
          <li key={step} aria-current={index === last && !order.cancelledAt ? "step" : undefined} className="flex items-baseline gap-3 sm:block">
            <span aria-hidden className="flex flex-none items-center sm:mb-2">
              <span className={`grid size-5 place-items-center rounded-full ${done ? "bg-accent text-accent-ink" : "border border-line-strong"}`}>{done && <Check size={12} strokeWidth={3} />}</span>
              <span className={`hidden h-px flex-1 sm:block ${index < last ? "bg-accent" : "bg-line"} ${index === steps.length - 1 ? "sm:hidden" : ""}`} />
            </span>
            <span className="flex flex-1 flex-wrap items-baseline gap-x-2 sm:block"><span className={`block text-[0.925rem] ${done ? "font-[540]" : "text-faint"}`}>{t(`step.${step}`)}</span>{at ? <Time at={at} className="text-sm text-faint" /> : <span className="text-sm text-faint">{done ? "" : t("notYet")}</span>}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Lines({ order, money }: { order: MyOrder; money: (cents: number) => string }) {
  const t = useTranslations("myOrders");
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line">
      {order.lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an order may have the same line twice
        <li key={`${line.code} ${at}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
          <span className="min-w-0 flex-1 basis-40 wrap-anywhere">
            {line.quantity !== 1 && <span className="mr-2 text-faint tabular-nums">{line.quantity} ×</span>}
            {line.product ? <a href={`/${locale}/products/${line.product.slug}`} className="font-serif text-lg leading-snug no-underline hover:underline">{line.product.name}</a> : <span className="font-serif text-lg leading-snug">{line.name}</span>}
          </span>
          {line.product && !order.cancelledAt && <a href={`/${locale}/products/${line.product.slug}/review`} className="act" aria-label={t(line.product.reviewed ? "editReviewOf" : "reviewOf", { name: line.product.name })}>{t(line.product.reviewed ? "editReview" : "review")}</a>}
          <span className="ml-auto min-w-20 text-right text-soft tabular-nums">{money(line.priceCents * line.quantity)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One order: where it is, what is in it, what came back. */
export function Order({ order }: { order: MyOrder }) {
  const t = useTranslations("myOrders");
  const money = useMoney(order.currency);
  const returned = order.paidCents < 0;
  return (
    <li className="card p-5 sm:p-7" data-order={order.label}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-serif text-xl leading-snug wrap-anywhere">{t(returned ? "returnNumber" : "number", { number: order.label })}</h2>
        <p className="font-[540] tabular-nums">{money(order.paidCents)}</p>
      </div>
      {order.cancelledAt ? <p className="mt-4 text-danger">{t("cancelled")} <Time at={order.cancelledAt} /></p> : !returned && <div className="mt-6"><Way order={order} /></div>}
      {order.shipments.some((one) => one.url || one.tracking) && (
        <ul className="mt-5 grid gap-1 text-sm text-soft">
          {order.shipments.filter((one) => one.url || one.tracking).map((one) => (
            <li key={one.id}>{one.url ? <a href={one.url} rel="noreferrer nofollow" className="link inline-flex items-center gap-1.5"><ExternalLink aria-hidden size={14} />{t("track")}</a> : null} <span className="wrap-anywhere">{[one.carrier, one.tracking].filter(Boolean).join(" · ")}</span></li>
          ))}
        </ul>
      )}
      <div className="mt-5 border-t border-line pt-2"><Lines order={order} money={money} /></div>
      {order.refunds.length > 0 && (
        <ul className="grid gap-1 border-t border-line pt-4 text-[0.925rem]">
          {order.refunds.map((one) => (
            <li key={one.id} className="flex flex-wrap items-baseline gap-x-3"><span className="text-soft">{t("refunded")} <Time at={one.at} className="text-faint" /></span><span className="min-w-0 flex-1 text-faint wrap-anywhere">{one.reason}</span><span className="text-good tabular-nums">{money(one.amountCents)}</span></li>
          ))}
        </ul>
      )}
    </li>
  );
}
