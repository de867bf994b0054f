"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { news } from "#components/doors/news.ts";
import type { CheckView, Draft } from "#lib/outreach/newsletters/types.ts";

const marks = { stops: "dot-ember", warns: "dot-gold", hints: "dot-steel" } as const;

/** What the checker says of a draft, asked shortly after the last key. */
export function useChecks(id: string, draft: Draft): CheckView | undefined {
  const [found, setFound] = useState<CheckView>();
  const said = JSON.stringify(draft);
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(() => void news.check(id, JSON.parse(said) as Draft, gone.signal).then((answer) => { if (answer.ok && !gone.signal.aborted) setFound(answer.data); }), 350);
    return () => { clearTimeout(timer); gone.abort(); };
  }, [id, said]);
  return found;
}

/** What the craft says of the letter as it stands, and what to do about it. */
export function Checks({ found }: { found: CheckView | undefined }) {
  const t = useTranslations("mailStudio");
  return (
    <section aria-labelledby="checks" aria-busy={!found}>
      <h2 id="checks" className="eyebrow">{t("checker")}</h2>
      <div aria-live="polite" data-checks>
        {!found && <div className="skeleton mt-3 h-24" />}
        {found?.checks.length === 0 && <p className="mt-2 text-[0.95rem] text-soft">{t("checkedFine")}</p>}
        <ul className="mt-2 grid gap-3">
          {found?.checks.map((one) => (
            <li key={`${one.key} ${one.about}`} data-check={one.key} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
              <span aria-hidden className={`dot mt-2 ${marks[one.grave]}`} />
              <div className="min-w-0 text-[0.925rem]">
                <p className="font-[560] [overflow-wrap:anywhere]">{t(`check.${one.key}.said`, { about: one.about })}{one.grave === "stops" && <span className="ml-2 text-sm font-normal text-danger">{t("stops")}</span>}</p>
                <p className="text-soft">{t(`check.${one.key}.do`)}</p>
              </div>
            </li>
          ))}
        </ul>
        {found && <p className="mt-3 text-sm text-faint tabular-nums">{t("weighs", { kilobytes: Math.max(1, Math.round(found.bytes / 1000)), words: found.words })}</p>}
      </div>
    </section>
  );
}
