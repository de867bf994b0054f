"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type FoundTopic, topics } from "#components/doors/topics.ts";
import { keepUndo } from "#components/shell/undo-later.ts";
import { Field } from "#components/ui/field.tsx";
import type { TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";
import { topicPath } from "./paths.ts";

/** The topic this one goes into, found by words of its title, its number or its address. */
export function MergeDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const locale = useLocale();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<FoundTopic[]>();
  const [into, setInto] = useState<FoundTopic>();
  useEffect(() => {
    if (typed.trim().length < 2 && !/^\d+$/.test(typed.trim())) return setFound(undefined);
    let stopped = false;
    const timer = setTimeout(() => void topics.find(typed.trim()).then((answer) => { if (!stopped && answer.ok) setFound(answer.data.topics.filter((one) => one.id !== topic.id)); }), 200);
    return () => { stopped = true; clearTimeout(timer); };
  }, [typed, topic.id]);
  const { run, busy, elsewhere } = useAct<{ id: number; slug: string }>((target) => {
    keepUndo({ label: t("undo"), text: t("mergeDone"), method: "DELETE", path: `/api/topics/${topic.id}/merge`, leadsTo: topicPath(locale, topic) });
    location.assign(topicPath(locale, target));
  });
  return (
    <ActingDialog title={t("open.merge")} intro={t("mergeIntro")} act={t("mergeAct")} ready={into !== undefined} busy={busy} error={elsewhere()} onClose={onClose} onAct={() => { if (into) run(() => topics.merge(topic.id, into.id)); }}>
      <Field label={t("mergeFind")} hint={t("mergeHint")} value={typed} onChange={(event) => { setTyped(event.target.value); setInto(undefined); }} />
      <div aria-live="polite">
        {found?.length === 0 && <p className="text-faint">{t("mergeNone")}</p>}
        {found && found.length > 0 && (
          <fieldset><legend className="sr-only">{t("mergeFind")}</legend>
            {found.map((one) => (
              <label key={one.id} className={`flex cursor-pointer items-start gap-3 rounded-md px-3 py-2 ${into?.id === one.id ? "bg-sunk" : ""}`}>
                <input type="radio" name="into" className="mt-1.5 accent-accent" checked={into?.id === one.id} onChange={() => setInto(one)} />
                <span className="min-w-0 [overflow-wrap:anywhere]">{one.title} <span className="text-sm text-faint">{`#${one.id} · ${one.category}`}</span></span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </ActingDialog>
  );
}
