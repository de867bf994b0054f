"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";

/** One press after which nobody asks for reviews any more. A link alone changes nothing: programs that look through mail open links, too. */
export function Decline() {
  const t = useTranslations("decline");
  const locale = useLocale();
  const words = useProblem();
  const [done, setDone] = useState(false);
  const [error, setError] = useState<string>();
  const decline = async (): Promise<void> => {
    const answer = await reviews.decline(new URLSearchParams(location.hash.slice(1)).get("token") ?? "");
    if (answer.ok) setDone(true);
    else setError(words(answer.problem));
  };
  if (done) return <EmptyState title={t("doneTitle")} text={t("doneText")} action={{ label: t("toProducts"), href: `/${locale}/products` }} />;
  return <div><p className="text-soft sm:text-lg">{t("text")}</p><button type="button" className="btn btn-accent mt-6" onClick={() => void decline()}>{t("press")}</button>{error && <p role="alert" className="mt-3 text-danger">{error}</p>}</div>;
}
