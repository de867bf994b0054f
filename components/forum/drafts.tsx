"use client";
import { useLocale, useTranslations } from "next-intl";
import { forum } from "#components/doors/forum.ts";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { DraftView } from "#lib/forum/reading/types.ts";
import { Mine } from "./mine.tsx";
import { topicPath } from "./paths.ts";
import { usePages } from "./use-pages.ts";

const load = async (after?: string) => {
  const answer = await reading.drafts(after);
  return answer.ok ? { ok: true as const, data: { rows: answer.data.drafts, next: answer.data.next } } : answer;
};

function DraftRow({ draft, onDiscard }: { draft: DraftView; onDiscard: () => void }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const opens = draft.context === "topic:new";
  const path = opens ? `/${locale}/new` : draft.topic ? `${topicPath(locale, draft.topic).replace(/#.*/, "")}#reply` : undefined;
  const title = opens ? draft.title || t("untitled") : draft.topic ? t("draftOfReply", { title: draft.topic.title }) : t("draftElsewhere");
  return (
    <li data-item tabIndex={-1} className="group border-b border-line py-5">
      <h2 className="font-serif text-[1.2rem] leading-snug font-[520] [overflow-wrap:anywhere]">{path ? <a href={path} data-open className="no-underline underline-offset-4 group-hover:underline">{title}</a> : title}</h2>
      {draft.body && <p className="mt-1.5 line-clamp-3 text-[0.95rem] whitespace-pre-line text-soft [overflow-wrap:anywhere]">{draft.body}</p>}
      <p className="mt-2 facts">
        {opens && <span>{t("draftOfTopic")}</span>}<Time at={draft.updatedAt} />
        <span className="-my-1 ml-auto flex gap-1">{path && <a href={path} className="act text-accent">{t("continue")}</a>}<button type="button" className="act" onClick={onDiscard}>{t("discard")}</button></span>
      </p>
    </li>
  );
}

/** What one has begun to write, on any device. None of it opens by itself. */
export function Drafts() {
  const t = useTranslations("reading");
  const locale = useLocale();
  const words = useProblem();
  const pages = usePages<DraftView>(load);
  const discard = async (draft: DraftView): Promise<void> => {
    // The list shows the first words; undoing needs all of them.
    const whole = await forum.draft(draft.context);
    const answer = whole.ok ? await forum.discardDraft(draft.context) : whole;
    if (!answer.ok || !whole.ok) return say(words(answer.ok ? { status: 0, code: "fault", detail: "", field: null } : answer.problem), { tone: "danger" });
    pages.change((rows) => rows.filter((row) => row.context !== draft.context));
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:") && key.endsWith(`:${draft.context}`)) localStorage.removeItem(key);
    const kept = whole.data.draft;
    say(t("discarded"), kept ? { action: { label: t("undo"), run: () => void forum.saveDraft(draft.context, { title: kept.title, body: kept.body, version: 0 }).then((saved) => { if (saved.ok) pages.change((rows) => [draft, ...rows]); }) } } : {});
  };
  return <Mine pages={pages} empty={{ title: t("draftsNone"), text: t("draftsNoneText"), action: { label: t("home"), href: `/${locale}` } }} row={(draft) => <DraftRow key={draft.context} draft={draft} onDiscard={() => void discard(draft)} />} />;
}
