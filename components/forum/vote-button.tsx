"use client";
import { ArrowBigUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { TopicOverlay, TopicView } from "#lib/forum/types.ts";

/** One vote for an idea, given and taken back; who cannot vote is told why. */
export function VoteButton({ topic, overlay }: { topic: TopicView; overlay: TopicOverlay }) {
  const t = useTranslations("ideas");
  const words = useProblem();
  const [mine, setMine] = useState({ voted: overlay.voted, votes: topic.votes });
  const why = overlay.noVote === "sign-in" ? t("signInToVote") : overlay.noVote === "conflict" ? t("decidedNoVote") : overlay.noVote ? t("noVote") : undefined;
  const press = async (): Promise<void> => {
    const before = mine;
    setMine({ voted: !before.voted, votes: before.votes + (before.voted ? -1 : 1) });
    const answer = await topics.vote(topic.id, !before.voted);
    if (answer.ok) return setMine({ voted: !before.voted, votes: answer.data.votes });
    setMine(before);
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <span className="flex flex-wrap items-center gap-3">
      <button type="button" className={`btn ${mine.voted ? "btn-accent" : "btn-quiet"}`} aria-pressed={mine.voted} disabled={Boolean(why)} onClick={() => void press()}>
        <ArrowBigUp aria-hidden size={18} fill={mine.voted ? "currentColor" : "none"} />{t(mine.voted ? "voted" : "vote")}
      </button>
      <span className="text-soft tabular-nums" aria-live="polite">{t("votes", { count: mine.votes })}</span>
      {why && <span className="text-sm text-faint">{why}</span>}
    </span>
  );
}
