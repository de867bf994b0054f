"use client";
import { Check, Flag, MessageCircle, ThumbsUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SubjectType } from "#lib/screening/types.ts";
import { TextBox } from "./text-box.tsx";
import { useAct } from "./use-act.ts";
import { answersAtFirst, patchProduct, useProduct } from "./use-product.ts";

const Report = withWords(() => import("#components/shell/report.tsx").then((module) => module.Report));

/** Lets a reader say that something is wrong with a question or an answer of somebody else. */
function ReportAct({ type, id }: { type: SubjectType; id: number }) {
  const t = useTranslations("questions");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="act" onClick={() => setOpen(true)}><Flag aria-hidden size={14} />{t("report")}</button>
      {open && <Report subjectType={type} subjectId={String(id)} onClose={() => setOpen(false)} />}
    </>
  );
}

type OfAnswer = { answerId: number; questionId: number; askerId: string; authorId: string; productId: number; helpful: number; best: boolean };

/** What a reader does with an answer. */
export function AnswerActs({ answerId, questionId, askerId, authorId, productId, helpful, best }: OfAnswer) {
  const t = useTranslations("questions");
  const words = useProblem();
  const overlay = useProduct(productId);
  const act = useAct(productId);
  const mine = overlay?.answers.includes(answerId) ?? false;
  const count = helpful + Number(mine) - Number(answersAtFirst(productId).includes(answerId));
  const own = overlay?.me?.id === authorId;
  const why = !overlay?.me ? t("signInToVote") : own ? t("own") : overlay.can ? undefined : t("mayNot");
  const vote = async (): Promise<void> => {
    const set = (on: boolean): void => patchProduct(productId, (now) => ({ ...now, answers: on ? [...now.answers, answerId] : now.answers.filter((one) => one !== answerId) }));
    set(!mine);
    const answer = await reviews.voteAnswer(answerId, !mine);
    if (answer.ok) return;
    set(mine);
    say(words(answer.problem), { tone: "danger" });
  };
  const remove = (): void => void act(() => reviews.removeAnswer(answerId), t("removed"), { label: t("undo"), run: () => void act(() => reviews.restoreAnswer(answerId)) });
  return (
    <div className="post-acts">
      <button type="button" className="act" aria-pressed={mine} disabled={Boolean(why)} title={why} onClick={() => void vote()}><ThumbsUp aria-hidden size={15} />{t("helpful", { count })}</button>
      {overlay?.me && (overlay.me.id === askerId || overlay.staff) && <button type="button" className="act" aria-pressed={best} onClick={() => void act(() => reviews.best(questionId, best ? null : answerId))}><Check aria-hidden size={15} />{t(best ? "unchoose" : "choose")}</button>}
      {(own || overlay?.moderates) && <button type="button" className="act" onClick={remove}><Trash2 aria-hidden size={14} />{t("remove")}</button>}
      {overlay?.can && !own && <ReportAct type="answer" id={answerId} />}
    </div>
  );
}

/** What a reader does with a question: answers it, or takes their own away. */
export function QuestionActs({ questionId, authorId, productId, answered }: { questionId: number; authorId: string; productId: number; answered: boolean }) {
  const t = useTranslations("questions");
  const overlay = useProduct(productId);
  const act = useAct(productId);
  const [open, setOpen] = useState(false);
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  if (!overlay?.can) return <div className="mt-2 h-8" />;
  const send = async (body: string): Promise<boolean> => {
    const done = await act(async () => {
      const answer = await reviews.answer(questionId, { body, clientId });
      if (answer.ok && answer.data.held) say(t("held"));
      return answer;
    });
    if (done) setClientId(crypto.randomUUID());
    return done;
  };
  const remove = (): void => void act(() => reviews.removeQuestion(questionId), t("removed"), { label: t("undo"), run: () => void act(() => reviews.restoreQuestion(questionId)) });
  return (
    <div className="post-acts min-h-8">
      {!open && <button type="button" className="act" onClick={() => setOpen(true)}><MessageCircle aria-hidden size={15} />{t(answered ? "answerToo" : "answer")}</button>}
      {!open && (overlay.me?.id === authorId || overlay.moderates) && <button type="button" className="act" onClick={remove}><Trash2 aria-hidden size={14} />{t("remove")}</button>}
      {!open && overlay.me?.id !== authorId && <ReportAct type="question" id={questionId} />}
      {open && <TextBox label={t("yourAnswer")} sendLabel={t("sendAnswer")} onSend={send} onCancel={() => setOpen(false)} />}
    </div>
  );
}
