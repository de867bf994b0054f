"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { StandingView } from "#lib/moderation/types.ts";
import { Ruling } from "#components/shell/ruling.tsx";

// The mailed link's secret stands after the #: no server sees it in an address.
const tokenHere = (): string | undefined => new URLSearchParams(location.hash.slice(1)).get("token") ?? undefined;

/** How one stands with the community, and why; also for someone who is suspended, by the link in their mail. */
export function MyStanding() {
  const t = useTranslations("rulings");
  const words = useProblem();
  const locale = useLocale();
  const [token, setToken] = useState<string>();
  const [standing, setStanding] = useState<StandingView>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const link = tokenHere();
    setToken(link);
    const answer = await (link ? moderation.standingByLink(link) : moderation.standing());
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setStanding(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/standing` }} />;
  if (problem) return <p role="alert" className="text-danger">{problem.code === "missing" ? t("badLink") : words(problem)}</p>;
  if (!standing) return <div className="skeleton h-48" />;
  const now = standing.suspended ? t("youAreSuspended") : standing.silencedUntil ? t("youAreSilenced") : t("allGood");
  return (
    <div className="grid grid-cols-1 gap-6">
      <p className={`rounded-xl px-5 py-4 ${standing.suspended || standing.silencedUntil ? "bg-sunk text-danger" : "bg-good-soft text-good"}`}>{now}</p>
      {standing.rulings.length === 0 && <p className="text-soft">{t("none")}</p>}
      <ul className="grid gap-6">{standing.rulings.map((ruling) => <li key={ruling.id} className="card p-5"><Ruling ruling={ruling} token={token} onAppealed={() => void load()} /></li>)}</ul>
    </div>
  );
}
