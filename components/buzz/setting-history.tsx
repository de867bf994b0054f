import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { SettingsView } from "#lib/buzz/types.ts";

/** Who changed what, from what to what, the latest first. */
export function SettingHistory({ view }: { view: SettingsView }) {
  const t = useTranslations("referralSettings");
  const locale = useLocale();
  const money = new Intl.NumberFormat(locale, { style: "currency", currency: view.currency });
  const shown = (key: string, value: string | number | null): string => (value === null ? t("none") : key.endsWith("Cents") ? money.format(Number(value) / 100) : key === "cookie" ? t(value === "ask" ? "cookieAsk" : "cookieInform") : typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value);
  const named = (key: string): string => (key.startsWith("risk.") ? t(`reason.${key.slice(5) as "mail"}`) : t(`key.${key as "windowDays"}`));
  return (
    <section aria-labelledby="setting-history">
      <h2 id="setting-history" className="section-title">{t("history")}</h2>
      {view.history.length === 0 ? <p className="mt-3 text-soft">{t("noHistory")}</p> : (
        <ol className="mt-3 max-w-3xl">{view.history.map((one) => (
          <li key={one.at} className="border-b border-line py-3 last:border-0">
            <p className="text-sm text-faint">{one.by} · <Time at={one.at} /></p>
            <ul>{one.changes.map((each) => <li key={each.key} className="wrap-anywhere">{t("change", { what: named(each.key), before: shown(each.key, each.before), after: shown(each.key, each.after) })}</li>)}</ul>
          </li>
        ))}</ol>
      )}
    </section>
  );
}
