"use client";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";

/** Where a page of the studio begins: its title, and as of when everything on it is. */
export function StudioHead({ title, intro, asOf }: { title: string; intro?: string; asOf?: string | undefined }) {
  const t = useTranslations("studio");
  return (
    <header className="mb-8">
      <h1 className="page-title">{title}</h1>
      {intro && <p className="mt-2 max-w-2xl text-soft">{intro}</p>}
      {asOf && <p className="mt-2 text-sm text-faint">{t("asOf", { day: asOf })}</p>}
    </header>
  );
}

/** A figure with what it is, and perhaps a word more. */
export function Figure({ value, label, hint, mark }: { value: string; label: string; hint?: string | undefined; mark?: string }) {
  return (
    <div className="min-w-0">
      <p className="font-serif text-3xl leading-tight tabular-nums [overflow-wrap:anywhere]">{value}</p>
      <p className="mt-1 flex items-center gap-2 text-sm text-soft">{mark !== undefined && <span aria-hidden className={`dot ${mark}`} />}{label}</p>
      {hint && <p className="mt-0.5 text-sm text-faint">{hint}</p>}
    </div>
  );
}

/** What a page of the studio shows before the first night, when there is nothing to place anybody by. */
export function BeforeFirstNight() {
  const t = useTranslations("studio");
  return <EmptyState title={t("noNight")} text={t("noNightText")} />;
}

/** While a page's data is on its way, and when it did not come. */
export function Waiting({ error, again }: { error: string | undefined; again: () => void }) {
  const t = useTranslations("studio");
  if (error) return <div role="alert" className="card flex flex-wrap items-center gap-4 p-6"><p className="flex-1 text-danger">{error}</p><button type="button" className="btn btn-quiet" onClick={again}>{t("again")}</button></div>;
  return <div role="status" aria-label={t("loading")} className="grid gap-6"><div className="skeleton h-24" /><div className="skeleton h-80" /></div>;
}

/** The colour of each segment, as a dot of the page. */
export const segmentDots = { A: "dot-copper", B: "dot-steel", C: "dot-sage", D: "" } as const;
/** The same in the tokens of a picture. */
export const segmentTokens = { A: "copper", B: "steel", C: "sage", D: "ink-faint" } as const;
