import { useLocale, useTranslations } from "next-intl";
import type { Availability } from "#lib/catalogue/types.ts";

/** An amount of money in the reader's way of writing it. */
export function Price({ cents, currency, className }: { cents: number; currency: string; className?: string }) {
  const locale = useLocale();
  return <span className={`tabular-nums ${className ?? ""}`.trim()}>{new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: cents % 100 ? 2 : 0 }).format(cents / 100)}</span>;
}

const dots: Record<Availability, string> = { in_stock: "dot-moss", low: "dot-gold", out: "", discontinued: "" };

/** Whether something can be had. */
export function Stock({ availability }: { availability: Availability }) {
  const t = useTranslations("catalogue");
  return <span className="inline-flex items-center gap-2 text-sm text-soft"><span aria-hidden className={`dot ${dots[availability]}`.trim()} />{t(`availability.${availability}`)}</span>;
}
