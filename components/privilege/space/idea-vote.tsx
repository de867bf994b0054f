"use client";
import { ArrowBigUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { IdeaStatus } from "#lib/forum/types.ts";

/** An idea as a member of the space votes on it: `weight` is what all its votes weigh together. */
export type WeighedIdea = { id: number; slug: string; title: string; status: IdeaStatus | null; votes: number; weight: number; voted: boolean };

/** One idea with its votes and their weight, and the member's own, given and taken back. */
export function IdeaVote({ idea, own }: { idea: WeighedIdea; own: number }) {
  const t = useTranslations("voice");
  const ideas = useTranslations("ideas");
  const locale = useLocale();
  const words = useProblem();
  const [mine, setMine] = useState({ voted: idea.voted, votes: idea.votes, weight: idea.weight });
  const press = async (): Promise<void> => {
    const before = mine;
    const by = before.voted ? -1 : 1;
    setMine({ voted: !before.voted, votes: before.votes + by, weight: before.weight + by * own });
    const answer = await topics.vote(idea.id, !before.voted);
    if (answer.ok) return setMine((now) => ({ ...now, votes: answer.data.votes }));
    setMine(before);
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <li data-idea={idea.id} className="flex items-start gap-4 border-b border-line py-4 last:border-0">
      <button type="button" aria-pressed={mine.voted} aria-label={t(mine.voted ? "takeVote" : "giveVote", { title: idea.title })} className={`btn min-w-14 flex-none px-3 ${mine.voted ? "btn-accent" : "btn-quiet"}`} onClick={() => void press()}><ArrowBigUp aria-hidden size={18} fill={mine.voted ? "currentColor" : "none"} /></button>
      <div className="min-w-0 flex-1">
        <a href={`/${locale}/t/${idea.id}/${idea.slug}`} className="font-serif text-[1.12rem] leading-snug no-underline [overflow-wrap:anywhere] hover:underline hover:decoration-1 hover:underline-offset-4">{idea.title}</a>
        <p className="facts mt-0.5" aria-live="polite"><span>{t("votes", { count: mine.votes })}</span><span data-weight={mine.weight}>{t("weighs", { weight: mine.weight })}</span>{idea.status && <span>{ideas(`status.${idea.status}`)}</span>}</p>
      </div>
    </li>
  );
}
