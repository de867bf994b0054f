"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { forum } from "#components/doors/forum.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import { Composer } from "./composer.tsx";
import { DraftNote } from "./draft-note.tsx";
import { NoReply } from "./no-reply.tsx";
import { topicPath } from "./paths.ts";
import { useDraft } from "./use-draft.ts";

type Kind = "discussion" | "question";

function Form({ owner, category }: { owner: string; category: string | undefined }) {
  const t = useTranslations("newTopic");
  const locale = useLocale();
  const words = useProblem();
  const { draft, state, change, take, done } = useDraft(owner, "topic:new");
  const [categories, setCategories] = useState<CategoryView[]>([]);
  const [slug, setSlug] = useState(category ?? "");
  const [kind, setKind] = useState<Kind>("discussion");
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  useEffect(() => { void forum.categories().then((answer) => (answer.ok ? setCategories(answer.data.categories) : setProblem(answer.problem))); }, []);
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const elsewhere = problem && !["title", "categorySlug", "body"].includes(problem.field ?? "") ? words(problem) : undefined;
  const send = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    const answer = await forum.open({ categorySlug: slug, title: draft.title, body: draft.body, kind, clientId: draft.clientId });
    if (!answer.ok) {
      setSending(false);
      return setProblem(answer.problem);
    }
    done();
    location.assign("held" in answer.data ? `/${locale}/me/held` : topicPath(locale, answer.data));
  };
  return (
    <form className="grid gap-6" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Field label={t("title")} hint={t("titleHint")} error={at("title")} value={draft.title} maxLength={150} onChange={(event) => change({ title: event.target.value })} />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField label={t("category")} error={at("categorySlug")} value={slug} onChange={(event) => setSlug(event.target.value)}>
          <option value="">{t("chooseCategory")}</option>
          {categories.map((one) => <option key={one.slug} value={one.slug}>{one.name}</option>)}
        </SelectField>
        <SelectField label={t("kind")} hint={t(`kindHint.${kind}`)} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="discussion">{t("kinds.discussion")}</option><option value="question">{t("kinds.question")}</option>
        </SelectField>
      </div>
      <Composer label={t("body")} value={draft.body} onChange={(body) => change({ body })} onSend={() => void send()} sendLabel={t("send")} sending={sending} error={at("body") ?? elsewhere} rows={12} note={<DraftNote state={state} onTake={take} />} />
    </form>
  );
}

/** The form that opens a topic, for who is signed in. */
export function NewTopic({ category }: { category?: string | undefined }) {
  const answer = useMe();
  if (!answer) return <div className="grid gap-6"><div className="skeleton h-12" /><div className="skeleton h-12" /><div className="skeleton h-64" /></div>;
  if (!answer.me) return <NoReply why="sign-in" />;
  return answer.confirmed ? <Form owner={answer.me.id} category={category} /> : <NoReply why="unconfirmed" />;
}
