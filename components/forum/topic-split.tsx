"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { keepUndo } from "#components/shell/undo-later.ts";
import { Field } from "#components/ui/field.tsx";
import type { PostView, TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";
import { topicPath } from "./paths.ts";

const said = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/&[a-z#0-9]+;/g, " ").replace(/\s+/g, " ").trim().slice(0, 140);

/** Posts of this page chosen for a topic of their own. */
export function SplitDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const locale = useLocale();
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [clientId] = useState(() => crypto.randomUUID());
  const movable = topic.posts.filter((post) => post.number > 1 && !post.deleted);
  const { run, busy, at, elsewhere } = useAct<{ id: number; slug: string }>((made) => {
    keepUndo({ label: t("undo"), text: t("splitDone"), method: "POST", path: `/api/topics/${made.id}/merge`, body: { into: topic.id }, leadsTo: topicPath(locale, topic) });
    location.assign(topicPath(locale, made));
  });
  const toggle = (id: number): void => setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]));
  const from = (post: PostView): void => setChosen(new Set([...chosen, ...movable.filter((one) => one.number >= post.number).map((one) => one.id)]));
  return (
    <ActingDialog wide title={t("open.split")} intro={t("splitIntro")} act={t("splitAct", { count: chosen.size })} ready={chosen.size > 0} busy={busy} error={elsewhere("title")} onClose={onClose}
      onAct={() => run(() => topics.split(topic.id, { postIds: [...chosen], title, clientId }))}>
      <Field label={t("newTitle")} value={title} maxLength={150} error={at("title")} onChange={(event) => setTitle(event.target.value)} />
      <fieldset>
        <legend className="mb-1 text-[0.925rem] font-[540]">{t("posts")}</legend>
        {movable.length === 0 && <p className="py-3 text-faint">{t("noPosts")}</p>}
        {movable.map((post) => (
          <div key={post.id} className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
            <label className="flex min-w-0 flex-1 cursor-pointer gap-3">
              <input type="checkbox" className="mt-1.5 size-4 flex-none accent-accent" checked={chosen.has(post.id)} onChange={() => toggle(post.id)} />
              <span className="min-w-0"><span className="font-[540]">{`#${post.number} ${post.author?.name ?? ""}`}</span> <span className="line-clamp-2 text-[0.925rem] text-soft [overflow-wrap:anywhere]">{said(post.html)}</span></span>
            </label>
            <button type="button" className="act flex-none" aria-label={t("fromHereOn", { number: post.number })} onClick={() => from(post)}>{t("fromHere")}</button>
          </div>
        ))}
      </fieldset>
    </ActingDialog>
  );
}
