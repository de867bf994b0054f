"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { sayHeld } from "#components/shell/held.ts";
import type { PostView } from "#lib/forum/types.ts";
import { Composer } from "./composer.tsx";

type Kept = { body: string; version: number };

function read(key: string): Kept | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A post being changed. What was typed stays on this device until it is saved or given up. */
export function EditBox({ post, topicId, onSaved, onCancel }: { post: PostView; topicId: number; onSaved: (change: { html: string; version: number }) => void; onCancel: () => void }) {
  const t = useTranslations("composer");
  const forumWords = useTranslations("forum");
  const locale = useLocale();
  const words = useProblem();
  const key = `edit:${post.id}`;
  const [text, setText] = useState<Kept>();
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with each render, the post does not
  useEffect(() => {
    const kept = read(key);
    if (kept) return setText(kept);
    void forum.source(post.id).then((answer) => {
      if (answer.ok) setText({ body: answer.data.source, version: answer.data.version });
      else setError(words(answer.problem));
    });
  }, [key, post.id]);
  const close = (): void => { localStorage.removeItem(key); onCancel(); };
  const save = async (): Promise<void> => {
    if (!text || sending) return;
    setSending(true);
    const answer = await forum.edit(post.id, text);
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    localStorage.removeItem(key);
    if (!("held" in answer.data)) return onSaved(answer.data);
    sayHeld(forumWords("waits"), { label: forumWords("seeWaiting"), locale });
    onCancel();
  };
  if (!text) return error ? <p role="alert" className="mt-3 text-danger">{error}</p> : <div className="skeleton mt-3 h-40" />;
  const change = (body: string): void => {
    setText({ ...text, body });
    localStorage.setItem(key, JSON.stringify({ ...text, body }));
  };
  return <div className="mt-3"><Composer label={t("editLabel")} value={text.body} onChange={change} onSend={() => void save()} sendLabel={t("save")} sending={sending} error={error} topicId={topicId} onCancel={close} /></div>;
}
