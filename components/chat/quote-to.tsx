"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { search } from "#components/doors/search.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Found, FoundField } from "./found-field.tsx";

type TopicFound = Found & { path: string };
type Kept = { title: string; body: string; version: number; clientId: string };
/** What this device keeps of a reply that is being written, where the topic's page looks for it. */
function keptHere(key: string): Kept | undefined {
  try { return (JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null) ?? undefined; } catch { return undefined; }
}

/** Puts a quotation into the reply one is writing to a topic, after what stands there, and leads to it. */
async function quoteInto(me: string, topicId: number, quote: string): Promise<Awaited<ReturnType<typeof forum.saveDraft>>> {
  const context = `reply:${topicId}`;
  const key = `draft:${me}:${context}`;
  const [here, there] = [keptHere(key), await forum.draft(context)];
  if (!there.ok) return there;
  const before = here?.body || there.data.draft?.body || "";
  const body = `${before}${before && !before.endsWith("\n\n") ? "\n\n" : ""}${quote}`;
  const answer = await forum.saveDraft(context, { title: "", body, version: there.data.draft?.version ?? 0 });
  if (answer.ok) localStorage.setItem(key, JSON.stringify({ title: "", clientId: crypto.randomUUID(), ...here, body, version: answer.data.version }));
  return answer;
}

/** Chooses the topic in which something said here is quoted. */
export function QuoteTo({ me, said, quote, onClose }: { me: string; said: { name: string; text: string }; quote: string; onClose: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const [topic, setTopic] = useState<TopicFound | null>(null);
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const look = async (typed: string, signal: AbortSignal): Promise<TopicFound[]> => {
    const answer = await search.instant(typed, signal);
    return answer.ok ? answer.data.topics.map((hit) => ({ id: Number(hit.id), path: hit.path, name: hit.title.map((one) => one.text).join("") })) : [];
  };
  const go = async (): Promise<void> => {
    if (!topic || sending) return;
    setSending(true);
    const answer = await quoteInto(me, topic.id, quote);
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    location.assign(`/${locale}${topic.path}#reply`);
  };
  return (
    <Dialog title={t("quoteTo")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void go(); }}>
        <blockquote className="border-l-2 border-line-strong pl-3"><p className="text-[0.9rem] font-[560]">{said.name}</p><p className="line-clamp-4 text-soft [overflow-wrap:anywhere]">{said.text}</p></blockquote>
        <FoundField label={t("whichTopic")} hint={t("findTopic")} value={topic} onChange={setTopic} look={look} />
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="flex justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button>
          <button type="submit" className="btn btn-accent" disabled={!topic || sending}>{t("quoteThere")}</button>
        </div>
      </form>
    </Dialog>
  );
}
