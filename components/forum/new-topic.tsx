"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { forum } from "#components/doors/forum.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { CategoryView, TopicKind } from "#lib/forum/types.ts";
import { Composer } from "./composer.tsx";
import { DraftNote } from "./draft-note.tsx";
import { NoReply } from "./no-reply.tsx";
import { topicPath } from "./paths.ts";
import { SimilarTopics } from "./similar-topics.tsx";
import { TagField } from "./tag-field.tsx";
import { useDraft } from "./use-draft.ts";

const kinds: readonly TopicKind[] = ["discussion", "question", "idea", "announcement"];

type Wished = { category: string | undefined; title: string | undefined; asked: TopicKind | undefined };

function Form({ owner, category, title, asked }: Wished & { owner: string }) {
  const t = useTranslations("newTopic");
  const locale = useLocale();
  const words = useProblem();
  const { draft, state, change, take, done } = useDraft(owner, "topic:new");
  const [categories, setCategories] = useState<CategoryView[]>([]);
  const [slug, setSlug] = useState(category ?? "");
  const [kind, setKind] = useState<TopicKind>(asked ?? "discussion");
  const [tags, setTags] = useState<string[]>([]);
  // A title that was looked for stands there until a draft or the writer says otherwise.
  const [wished, setWished] = useState(title ?? "");
  const heading = draft.title || wished;
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const offer = (all: CategoryView[]): void => {
    setCategories(all);
    // Where only one category takes what is asked for, there is nothing to choose.
    const fitting = all.filter((one) => asked !== undefined && one.opens.includes(asked));
    if (asked && asked !== "announcement" && fitting.length === 1) setSlug((old) => old || (fitting[0]?.slug ?? ""));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the form is there
  useEffect(() => { void forum.categories().then((answer) => (answer.ok ? offer(answer.data.categories.filter((one) => one.opens.length > 0)) : setProblem(answer.problem))); }, []);
  const opens = categories.find((one) => one.slug === slug)?.opens ?? kinds.filter((one) => one === kind || one === "discussion" || one === "question");
  // Where what was chosen is not opened, the first of what is.
  const chosen = opens.includes(kind) ? kind : (opens[0] ?? "discussion");
  const fitting = categories.filter((one) => asked === undefined || one.opens.includes(asked));
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const elsewhere = problem && !["title", "categorySlug", "body", "kind", "tags"].includes(problem.field ?? "") ? words(problem) : undefined;
  const send = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    const answer = await forum.open({ categorySlug: slug, title: heading, body: draft.body, kind: chosen, tags, clientId: draft.clientId });
    if (!answer.ok) {
      setSending(false);
      return setProblem(answer.problem);
    }
    done();
    location.assign("held" in answer.data ? `/${locale}/me/held` : topicPath(locale, answer.data));
  };
  return (
    <form className="grid gap-6" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Field label={t("title")} hint={t("titleHint")} error={at("title")} value={heading} maxLength={150} onChange={(event) => { setWished(""); change({ title: event.target.value }); }} />
      <SimilarTopics title={heading} />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField label={t("category")} error={at("categorySlug")} value={slug} onChange={(event) => setSlug(event.target.value)}>
          <option value="">{t("chooseCategory")}</option>
          {fitting.map((one) => <option key={one.slug} value={one.slug}>{`${"\u2003".repeat(one.depth)}${one.name}`}</option>)}
        </SelectField>
        <SelectField label={t("kind")} hint={t(`kindHint.${chosen}`)} error={at("kind")} value={chosen} onChange={(event) => setKind(event.target.value as TopicKind)}>
          {kinds.filter((one) => opens.includes(one)).map((one) => <option key={one} value={one}>{t(`kinds.${one}`)}</option>)}
        </SelectField>
      </div>
      <TagField value={tags} onChange={setTags} error={at("tags")} />
      <Composer label={t("body")} value={draft.body} onChange={(body) => change({ body })} onSend={() => void send()} sendLabel={t("send")} sending={sending} error={at("body") ?? elsewhere} rows={12} categorySlug={slug || undefined} note={<DraftNote state={state} onTake={take} />} />
    </form>
  );
}

/** The form that opens a topic, for who is signed in. */
export function NewTopic({ category, kind, title }: { category?: string | undefined; kind?: TopicKind | undefined; title?: string | undefined }) {
  const answer = useMe();
  if (!answer) return <div className="grid gap-6"><div className="skeleton h-12" /><div className="skeleton h-12" /><div className="skeleton h-64" /></div>;
  if (!answer.me) return <NoReply why="sign-in" />;
  return answer.confirmed ? <Form owner={answer.me.id} category={category} title={title} asked={kind} /> : <NoReply why="unconfirmed" />;
}
