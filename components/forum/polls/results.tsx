"use client";
import { Check, Trophy } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { PollView } from "#lib/forum/polls/types.ts";

/** How a poll stands: a bar for each option, mine marked; of a ranked poll the last round, and what happened before it. */
export function Results({ poll }: { poll: PollView }) {
  const t = useTranslations("poll");
  const format = useFormatter();
  const last = poll.rounds?.at(-1);
  return (
    <ul className="poll-results">
      {poll.options.map((option, at) => {
        const votes = last ? last[at] : option.votes;
        const mine = poll.mine?.includes(option.place);
        return (
          <li key={option.place} className={poll.winner === option.place ? "font-[560]" : ""}>
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0">{option.text}{mine && <Check aria-label={t("mine")} size={15} className="ml-1.5 inline text-accent" />}{poll.winner === option.place && <Trophy aria-label={t("winner")} size={15} className="ml-1.5 inline text-accent" />}</span>
              {option.votes !== null && <span className="flex-none text-sm text-soft tabular-nums">{votes === null || votes === undefined ? t("out") : `${format.number(poll.voters ? votes / poll.voters : 0, { style: "percent" })} · ${format.number(votes)}`}</span>}
            </div>
            {option.votes !== null && <progress className="poll-bar" max={Math.max(poll.voters, 1)} value={votes ?? 0} aria-label={option.text} />}
            {option.names.length > 0 && <p className="text-sm font-normal text-faint">{option.names.join(", ")}</p>}
          </li>
        );
      })}
      {poll.rounds && poll.rounds.length > 1 && (
        <li>
          <details className="text-sm text-soft">
            <summary>{t("rounds", { count: poll.rounds.length })}</summary>
            <ol className="mt-2 grid gap-1">
              {poll.rounds.map((round, nth) => <li key={round.join()}>{t("round", { number: nth + 1 })}: {poll.options.filter((_, at) => round[at] !== null).map((option) => `${option.text} ${String(round[option.place - 1])}`).join(" · ")}</li>)}
            </ol>
          </details>
        </li>
      )}
    </ul>
  );
}
