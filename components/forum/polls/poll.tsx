"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { polls as doors } from "#components/doors/polls.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { PollView } from "#lib/forum/polls/types.ts";
import { Results } from "./results.tsx";

type Ballot = { poll: PollView; chosen: number[]; onChange: (chosen: number[]) => void };

function toggled({ poll, chosen }: { poll: PollView; chosen: number[] }, place: number): number[] {
  if (poll.kind === "single") return [place];
  return chosen.includes(place) ? chosen.filter((one) => one !== place) : [...chosen, place];
}

function Choices(ballot: Ballot) {
  const { poll, chosen, onChange } = ballot;
  const t = useTranslations("poll");
  const name = useId();
  const full = poll.kind === "multiple" && chosen.length >= poll.most;
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{poll.question || t("poll")}</legend>
      {poll.options.map((option) => {
        const rank = chosen.indexOf(option.place) + 1;
        const row = "flex w-full cursor-pointer items-start gap-3 rounded-lg px-3 py-2 text-left hover:bg-sunk has-checked:bg-sunk aria-pressed:bg-sunk";
        if (poll.kind === "ranked") {
          return (
            <button key={option.place} type="button" aria-pressed={rank > 0} className={row} onClick={() => onChange(toggled(ballot, option.place))}>
              <span aria-hidden className={`grid size-6 flex-none place-items-center rounded-full border text-sm tabular-nums ${rank ? "border-accent bg-accent text-accent-ink" : "border-line-strong text-faint"}`}>{rank || ""}</span>
              <span className="min-w-0 flex-1">{option.text}{rank > 0 && <span className="sr-only">{` ${t("rank", { rank })}`}</span>}</span>
            </button>
          );
        }
        return (
          <label key={option.place} className={row}>
            <input type={poll.kind === "single" ? "radio" : "checkbox"} name={name} className="mt-1 size-4 flex-none accent-accent" checked={rank > 0} disabled={full && rank === 0} onChange={() => onChange(toggled(ballot, option.place))} />
            <span className="min-w-0 flex-1">{option.text}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

function Foot({ poll, children }: { poll: PollView; children?: React.ReactNode }) {
  const t = useTranslations("poll");
  const how = poll.kind === "multiple" ? t("upTo", { most: poll.most }) : poll.kind === "ranked" ? t("ranked") : "";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {children}
      <p className="text-sm text-faint">
        {[t("voters", { count: poll.voters }), how, poll.anonymous ? "" : t("open")].filter(Boolean).join(" · ")}
        {poll.closesAt && <> · {t(poll.closed ? "closed" : "closes")} <Time at={poll.closesAt} /></>}
      </p>
    </div>
  );
}

function useVoting(poll: PollView, onVoted: () => Promise<void>) {
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => ReturnType<typeof doors.withdraw>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const answer = await work();
    if (answer.ok) await onVoted();
    else say(words(answer.problem), { tone: "danger" });
    setBusy(false);
    return answer.ok;
  };
  return { busy, vote: (choices: number[]) => act(() => doors.vote(poll.id, choices)), withdraw: () => act(() => doors.withdraw(poll.id)) };
}

/** One poll: its options to choose from, or how it stands. */
export function Poll({ poll, onVoted }: { poll: PollView; onVoted: () => Promise<void> }) {
  const t = useTranslations("poll");
  const [chosen, setChosen] = useState<number[]>(poll.mine ?? []);
  const [choosing, setChoosing] = useState<boolean>();
  const { busy, vote, withdraw } = useVoting(poll, onVoted);
  const seen = poll.options.some((option) => option.votes !== null);
  const asking = poll.mayVote && (choosing ?? poll.mine === null);
  const cast = async (): Promise<void> => { if (await vote(chosen)) setChoosing(false); };
  return (
    <>
      {poll.question && <p>{poll.question}</p>}
      {asking ? <Choices poll={poll} chosen={chosen} onChange={setChosen} /> : <Results poll={poll} />}
      {poll.kind === "ranked" && asking && <p className="text-sm text-faint">{t("rankHint")}</p>}
      <Foot poll={poll}>
        {asking && <button type="button" className="btn btn-accent" disabled={busy || chosen.length === 0} onClick={() => void cast()}>{t("vote")}</button>}
        {asking && seen && <button type="button" className="act" onClick={() => setChoosing(false)}>{t("showResults")}</button>}
        {!asking && poll.mayVote && <button type="button" className="act" onClick={() => { setChosen(poll.mine ?? []); setChoosing(true); }}>{t(poll.mine ? "change" : "toVote")}</button>}
        {!asking && poll.mayVote && poll.mine && <button type="button" className="act" disabled={busy} onClick={() => void withdraw().then((done) => { if (done) { setChosen([]); setChoosing(true); } })}>{t("withdraw")}</button>}
      </Foot>
      {!seen && !asking && <p className="text-sm text-soft">{t(poll.results === "closed" ? "hiddenUntilClosed" : poll.mayVote ? "hiddenUntilVoted" : "hiddenToYou")}</p>}
    </>
  );
}
