"use client";
import { ArrowBigUp, CheckCircle2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { ChatEvents, LiveQuestionView } from "#lib/chat/types.ts";
import type { Acting } from "./acting.ts";
import type { Room } from "./use-room.ts";

function AskBox({ roomId, onAsked }: { roomId: number; onAsked: () => void }) {
  const t = useTranslations("chat.live");
  const words = useProblem();
  const [text, setText] = useState("");
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string>();
  const ask = async (): Promise<void> => {
    const answer = await chat.ask(roomId, { text, clientId });
    if (!answer.ok) return setError(words(answer.problem));
    setText("");
    setError(undefined);
    setClientId(crypto.randomUUID());
    onAsked();
  };
  return (
    <form className="border-t border-line p-3" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
      <textarea className="field-input field-sizing-content max-h-40" aria-label={t("yourQuestion")} placeholder={t("yourQuestion")} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
      {error && <p role="alert" className="mt-1 text-sm text-danger">{error}</p>}
      <button type="submit" className="btn btn-accent mt-2 w-full" disabled={text.trim() === ""}>{t("ask")}</button>
    </form>
  );
}

function Question({ one, open, acting, onChanged }: { one: LiveQuestionView; open: Room; acting: Acting; onChanged: () => void }) {
  const t = useTranslations("chat.live");
  const words = useProblem();
  const { can, joined } = open.room;
  const tell = (answer: Awaited<ReturnType<typeof chat.vote>> | Awaited<ReturnType<typeof chat.answered>>): void => { if (answer.ok) onChanged(); else say(words(answer.problem), { tone: "danger" }); };
  return (
    <li className="flex gap-3 px-4 py-3.5">
      <button type="button" aria-pressed={one.voted} disabled={!joined || one.mine} title={one.mine ? t("ownQuestion") : joined ? undefined : t("joinToVote")} aria-label={t("vote", { count: one.votes })} onClick={() => void chat.vote(one.id, !one.voted).then(tell)}
        className="grid h-fit min-w-10 justify-items-center rounded-md border border-line px-1.5 py-1 text-soft tabular-nums hover:not-disabled:border-line-strong aria-pressed:border-accent aria-pressed:text-accent"><ArrowBigUp aria-hidden size={18} /><span aria-hidden className="text-sm">{one.votes}</span></button>
      <div className="min-w-0 flex-1">
        <p className="font-serif text-[1.08rem] leading-snug [overflow-wrap:anywhere]">{one.text}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-[0.8rem] text-faint">
          <span>{one.author.name}</span>
          {one.answeredSeq !== null && <button type="button" className="inline-flex items-center gap-1 text-good" onClick={() => acting.show(one.answeredSeq ?? 0)}><CheckCircle2 aria-hidden size={14} />{t("answered")}</button>}
          {can.manage && one.answeredSeq === null && <button type="button" className="act min-h-6 px-1.5" onClick={() => void chat.answered(one.id, Math.max(1, acting.feed.state().held.lastSeq)).then(tell)}>{t("markAnswered")}</button>}
          {can.manage && one.answeredSeq !== null && <button type="button" className="act min-h-6 px-1.5" onClick={() => void chat.answered(one.id, null).then(tell)}>{t("unmarkAnswered")}</button>}
        </p>
      </div>
    </li>
  );
}

/** What the host is asked, the most wished for first. */
export function Questions({ open, acting }: { open: Room; acting: Acting }) {
  const t = useTranslations("chat.live");
  const { id, live, can, joined } = open.room;
  const [questions, setQuestions] = useState<LiveQuestionView[]>();
  const load = useCallback(() => void chat.questions(id).then((answer) => { if (answer.ok) setQuestions(answer.data.questions); }), [id]);
  useEffect(() => {
    load();
    const stops = [hear<ChatEvents["chat.questions"]>("chat.questions", (told) => { if (told.roomId === id) load(); }), atEachConnection(load)];
    return () => { for (const stop of stops) stop(); };
  }, [id, load]);
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {!questions && <div className="grid gap-3 p-4"><div className="skeleton h-16" /><div className="skeleton h-16" /></div>}
        {questions?.length === 0 && <div className="px-6 py-12 text-center"><p className="section-title">{t("none")}</p><p className="mt-1 text-sm text-soft">{t("noneText")}</p></div>}
        {questions && questions.length > 0 && <ol className="divide-y divide-line">{questions.map((one) => <Question key={one.id} one={one} open={open} acting={acting} onChanged={load} />)}</ol>}
      </div>
      {!live?.endedAt && (can.write || joined) && <AskBox roomId={id} onAsked={load} />}
    </>
  );
}
