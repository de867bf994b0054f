import { useFormatter, useTranslations } from "next-intl";
import type { IndicatorTerm } from "#lib/relationship/types.ts";

/** What other systems say, as terms like the seven. */
export function External({ terms }: { terms: IndicatorTerm[] }) {
  const t = useTranslations("relationship");
  const format = useFormatter();
  const number = (value: number): string => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <ul className="mt-5 grid gap-5">
      {terms.map((term) => (
        <li key={term.name} data-term={term.name}>
          <div className="flex items-baseline justify-between gap-4"><h3 className="font-[540] wrap-anywhere">{term.label}</h3><p className="text-sm text-soft tabular-nums">{t("external.points", { points: number(term.points) })}</p></div>
          <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" className="mt-1.5 block h-1.5 w-full overflow-hidden rounded-full"><rect width="100" height="2" className="fill-line" /><rect width={term.p * 100} height="2" className="fill-accent" /></svg>
          <p className="mt-1.5 text-sm text-faint">{t("external.explain", { days: term.halfLife })}</p>
        </li>
      ))}
    </ul>
  );
}
