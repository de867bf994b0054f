"use client";
import { useTranslations } from "next-intl";

/** One to five stars as a group of radio buttons: arrows choose, and each says what it means. */
export function StarChoice({ value, onChange, error }: { value: number; onChange: (stars: number) => void; error?: string | undefined }) {
  const t = useTranslations("reviewForm");
  const meanings = { 1: t("stars.1"), 2: t("stars.2"), 3: t("stars.3"), 4: t("stars.4"), 5: t("stars.5") } as const;
  return (
    <fieldset aria-describedby={error ? "stars-error" : undefined}>
      <legend className="text-[0.925rem] font-[540]">{t("rating")}</legend>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4">
        <div className="flex">
          {([1, 2, 3, 4, 5] as const).map((one) => (
            <label key={one} className="star-choice" data-on={one <= value || undefined}>
              <input type="radio" name="rating" value={one} checked={value === one} onChange={() => onChange(one)} className="sr-only" aria-label={`${t("starsOf", { stars: one })}: ${meanings[one]}`} /><span aria-hidden className="star" />
            </label>
          ))}
        </div>
        <p aria-hidden className="text-soft">{value ? meanings[value as 1] : t("choose")}</p>
      </div>
      {error && <p id="stars-error" role="alert" className="mt-1 text-sm text-danger">{error}</p>}
    </fieldset>
  );
}
