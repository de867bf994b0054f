"use client";
import { useLocale } from "next-intl";
import { useMemo } from "react";

/** Numbers as the reader's language writes them: whole, with digits, shares, money and days. */
export function useShown(currency = "EUR") {
  const locale = useLocale();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    // In a column the points lie under each other.
    const [even, evenShare] = [new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }), new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 })];
    const money = new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 });
    const exact = new Intl.NumberFormat(locale, { style: "currency", currency });
    const short = new Intl.NumberFormat(locale, { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 });
    const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const brief = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
    return {
      locale, whole: (value: number) => whole.format(value), digits: (value: number, most = 1) => new Intl.NumberFormat(locale, { maximumFractionDigits: most }).format(value), share: (value: number) => share.format(value), even: (value: number) => even.format(value), evenShare: (value: number) => evenShare.format(value),
      money: (cents: number) => money.format(cents / 100), exactMoney: (cents: number) => exact.format(cents / 100), shortMoney: (cents: number) => short.format(cents / 100), day: (at: string) => date.format(new Date(at)), briefDay: (at: string) => brief.format(new Date(at)),
    };
  }, [locale, currency]);
}
export type Shown = ReturnType<typeof useShown>;
