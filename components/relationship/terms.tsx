import { useFormatter, useTranslations } from "next-intl";
import type { Choice, Term } from "#lib/relationship/types.ts";

// The choices that together are a signal; with all of them out the member has left the signal out.
const behind: Partial<Record<Term["signal"], readonly Choice[]>> = { v: ["visits"], e: ["mail", "clicks"], f: ["purchases"], m: ["purchases"], p: ["participation"], b: ["buzz"] };

/** The seven terms, each as a bar of how far it is and the points it gives. */
export function Terms({ terms, leftOut = [] }: { terms: Term[]; leftOut?: readonly Choice[] }) {
  const t = useTranslations("relationship");
  const format = useFormatter();
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  const number = (value: number): string => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <ul className="grid gap-5">
      {terms.map((term) => (
        <li key={term.signal} data-term={term.signal}>
          <div className="flex items-baseline justify-between gap-4">
            <h3 className="font-[540]">{t(`signal.${term.signal}`)}</h3>
            <p className="text-sm text-soft tabular-nums">{t("points", { points: number(term.points), most: number(total > 0 ? (100 * term.weight) / total : 0) })}</p>
          </div>
          <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" className="mt-1.5 block h-1.5 w-full overflow-hidden rounded-full">
            <rect width="100" height="2" className="fill-line" /><rect width={term.p * 100} height="2" className="fill-accent" />
          </svg>
          <p className="mt-1.5 text-sm text-faint">{behind[term.signal]?.every((choice) => leftOut.includes(choice)) ? t("leftOut") : t(`explain.${term.signal}`)}</p>
        </li>
      ))}
    </ul>
  );
}
