"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { voice } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { Voice } from "#lib/privilege/voice/types.ts";
import { IdeaVote, type WeighedIdea } from "./idea-vote.tsx";
import { type Acting, Invitation } from "./invitation.tsx";
import { Nominations } from "./nominations.tsx";

/** What a member can decide: trials and panels, the ideas with the weight of their votes, whom they nominate; and what came of it. */
export function VoicePage({ ideas }: { ideas: WeighedIdea[] }) {
  const t = useTranslations("voice");
  const words = useProblem();
  const [mine, setMine] = useState<Voice>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await voice.mine();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMine(answer.data);
  }, []);
  useEffect(() => { void load(); return hear("voice.changed", () => void load()); }, [load]);
  const act: Acting = async (doing, done) => {
    const answer = await doing;
    say(answer.ok ? done : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    await load();
    return answer.ok;
  };
  if (problem && !mine) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!mine) return <div role="status" aria-label={t("loading")} className="grid gap-5"><div className="skeleton h-52" /><div className="skeleton h-52" /></div>;
  return (
    <div className="grid gap-14">
      <section aria-label={t("invitations")}>
        <h2 className="eyebrow border-b border-line pb-2">{t("invitations")}</h2>
        {mine.invitations.length === 0 ? <p className="py-6 text-soft">{t("noInvitations")}</p> : <ul className="mt-5 grid gap-5">{mine.invitations.map((one) => <Invitation key={one.id} one={one} act={act} />)}</ul>}
      </section>
      <section aria-label={t("ideas")}>
        <h2 className="eyebrow border-b border-line pb-2">{t("ideas")}</h2>
        <p className="mt-3 max-w-2xl text-soft" data-own-weight={mine.weight}>{t("ownWeight", { weight: mine.weight })}</p>
        {ideas.length === 0 ? <p className="py-6 text-soft">{t("noIdeas")}</p> : <ul className="mt-2">{ideas.map((idea) => <IdeaVote key={idea.id} idea={idea} own={mine.weight} />)}</ul>}
      </section>
      <Nominations mine={mine} onDone={load} />
    </div>
  );
}
