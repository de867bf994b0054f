"use client";
import { useLocale, useTranslations } from "next-intl";

/** A weekday by its number (1 is Monday), in the reader's language. */
export function useWeekday(style: "long" | "short" = "long"): (day: number) => string {
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" });
  // 5 January 1970 was a Monday.
  return (day) => name.format(new Date(Date.UTC(1970, 0, 4 + day)));
}

/** Minutes after midnight, as a clock shows them in the reader's language. */
export function useClock(): (minutes: number) => string {
  const locale = useLocale();
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return (minutes) => clock.format(new Date(minutes * 60_000));
}

/** A length of time in hours and minutes. */
export function useDuration(): (minutes: number) => string {
  const t = useTranslations("services");
  const locale = useLocale();
  return (minutes) => {
    const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
    const shown = new Intl.NumberFormat(locale).format(hours);
    return hours === 0 ? t("minutesOnly", { minutes: rest }) : rest === 0 ? t("hoursOnly", { hours: shown }) : t("hoursAndMinutes", { hours: shown, minutes: rest });
  };
}

/** A date of a calendar, in the reader's language. */
export function useDate(): (date: string) => string {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}
