import { CheckCircle2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Standing } from "#components/shell/standing.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AnswerView, QuestionList, QuestionView } from "#lib/reviews/types.ts";
import { AskBox } from "./ask-box.tsx";
import { AnswerActs, QuestionActs } from "./question-acts.tsx";

function Answer({ answer, question, productId }: { answer: AnswerView; question: QuestionView; productId: number }) {
  const t = useTranslations("questions");
  return (
    <li className={`border-l-2 pl-4 ${answer.best ? "border-good" : answer.staff ? "border-accent" : "border-line"}`}>
      <p className="flex flex-wrap items-center gap-x-2.5 text-sm"><span className="font-[580]">{answer.author.name}</span><Standing role={answer.staff ? answer.author.role : "customer"} tier={answer.author.tier} /><span className="text-faint"><Time at={answer.at} /></span>
        {answer.best && <span className="inline-flex items-center gap-1 text-good"><CheckCircle2 aria-hidden size={15} />{t("best")}</span>}</p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server, the only way a text becomes HTML */}
      <div className="prose-post mt-1 text-[0.97rem]" dangerouslySetInnerHTML={{ __html: answer.html }} />
      <AnswerActs answerId={answer.id} questionId={question.id} askerId={question.author.id} authorId={answer.author.id} productId={productId} helpful={answer.helpful} best={answer.best} />
    </li>
  );
}

/** What people ask about a product, with the answers of customers and of the company. */
export function Questions({ list, productId, path }: { list: QuestionList; productId: number; path: string }) {
  const t = useTranslations("questions");
  return (
    <section id="questions" aria-labelledby="questions-title" className="scroll-mt-20 border-t border-line pt-10">
      <h2 id="questions-title" className="font-serif text-3xl">{t("title")}</h2>
      {list.questions.length === 0 && <p className="mt-3 text-soft">{t("empty")}</p>}
      <AskBox productId={productId} />
      <ul className="mt-2">
        {list.questions.map((question) => (
          <li key={question.id} id={`question-${question.id}`} className="scroll-mt-20 border-b border-line py-6 last:border-0">
            <h3 className="font-serif text-xl leading-snug font-[540] wrap-anywhere">{question.text}</h3>
            <p className="mt-1 flex flex-wrap gap-x-2 text-sm text-faint">{t("askedBy", { name: question.author.name })} · <Time at={question.at} /></p>
            {question.answers.length > 0 && <ul className="mt-4 grid gap-5">{question.answers.map((answer) => <Answer key={answer.id} answer={answer} question={question} productId={productId} />)}</ul>}
            <QuestionActs questionId={question.id} authorId={question.author.id} productId={productId} answered={question.answers.length > 0} />
          </li>
        ))}
      </ul>
      {list.next && <p className="py-6"><a href={`${path}?questions=${list.next}#questions`} rel="next" className="btn btn-quiet">{t("more")}</a></p>}
    </section>
  );
}
