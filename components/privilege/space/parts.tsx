import { useLocale, useTranslations } from "next-intl";
import type { BothWords, PrivilegeCard, PrivilegeWords } from "#lib/privilege/privileges/types.ts";

/** The words of something in the reader's language. */
export function useOwnWords(): (words: BothWords) => PrivilegeWords {
  const locale = useLocale();
  return (words) => (locale === "fr" ? words.fr : words.en);
}

/** An amount as one says it, without cents where there are none. */
export function useWorth(currency: string): (cents: number) => string {
  const locale = useLocale();
  return (cents) => new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(cents / 100);
}

/** A day ahead, as a calendar says it; the same for everybody. */
export function useCalendarDay(): (at: string) => string {
  const locale = useLocale();
  return (at) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(at));
}

/** So many small rounds, those that are left filled. What they show stands beside them in words. */
export function Pips({ limit, left }: { limit: number; left: number }) {
  if (limit > 12 || limit < 1) return null;
  return <span aria-hidden className="inline-flex flex-wrap gap-1.5">{Array.from({ length: limit }, (_, at) => <span key={`pip ${String(at)}`} className={`size-2.5 rounded-full ${at < left ? "bg-accent" : "border border-line-strong"}`} />)}</span>;
}

/** How a privilege is given, in a few words: how many are left and of how many, or that it has no end. */
export function useLeft(): (card: PrivilegeCard) => string {
  const t = useTranslations("privileges");
  const day = useCalendarDay();
  return (card) => {
    if (card.kind === "allowance") return t("byChoice", { count: card.units });
    if (card.left === null || card.limit === null) return t("anyTime");
    return card.kind === "timed" ? t("leftUntil", { left: card.left, limit: card.limit, day: card.endsAt ? day(card.endsAt) : "" }) : t(`leftIn.${card.period}`, { left: card.left, limit: card.limit });
  };
}
