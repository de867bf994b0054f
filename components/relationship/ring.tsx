import { useFormatter, useTranslations } from "next-intl";

const radius = 54;
const around = 2 * Math.PI * radius;

/** The factor as a ring: full at a hundred. */
export function Ring({ factor }: { factor: number }) {
  const t = useTranslations("relationship");
  const format = useFormatter();
  return (
    <div className="relative mx-auto grid size-56 flex-none place-items-center" data-relationship={factor.toFixed(3)}>
      <svg viewBox="0 0 120 120" aria-hidden="true" className="absolute inset-0 size-full -rotate-90">
        <circle cx="60" cy="60" r={radius} fill="none" strokeWidth="5" className="stroke-line" />
        <circle cx="60" cy="60" r={radius} fill="none" strokeWidth="5" strokeLinecap="round" strokeDasharray={`${(factor / 100) * around} ${around}`} className="stroke-accent transition-[stroke-dasharray] duration-700 motion-reduce:transition-none" />
      </svg>
      <p className="text-center">
        <span className="block font-serif text-6xl leading-none font-[440] tabular-nums">{format.number(factor, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}</span>
        <span className="mt-2 block text-sm text-faint">{t("of")}</span>
      </p>
    </div>
  );
}
