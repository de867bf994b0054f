"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { topics } from "#components/doors/topics.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { CategoryView, TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";
import { topicPath } from "./paths.ts";
import { TagField } from "./tag-field.tsx";

/** A topic's title, category and tags. */
export function EditDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const locale = useLocale();
  const [title, setTitle] = useState(topic.title);
  const [slug, setSlug] = useState(topic.category.slug);
  const [tags, setTags] = useState(topic.tags.map((tag) => tag.name));
  const [categories, setCategories] = useState<CategoryView[]>([]);
  useEffect(() => { void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories); }); }, []);
  const { run, busy, at, elsewhere } = useAct<{ slug: string }>((made) => location.assign(topicPath(locale, { id: topic.id, slug: made.slug })));
  return (
    <ActingDialog title={t("open.edit")} act={t("save")} busy={busy} error={elsewhere("title", "categorySlug", "tags")} onClose={onClose} onAct={() => run(() => topics.edit(topic.id, { title, categorySlug: slug, tags }))}>
      <Field label={t("title")} value={title} maxLength={150} error={at("title")} onChange={(event) => setTitle(event.target.value)} />
      <SelectField label={t("category")} value={slug} error={at("categorySlug")} onChange={(event) => setSlug(event.target.value)}>
        {categories.length === 0 && <option value={slug}>{topic.category.name}</option>}
        {categories.map((one) => <option key={one.slug} value={one.slug}>{`${"\u2003".repeat(one.depth)}${one.name}`}</option>)}
      </SelectField>
      <TagField value={tags} onChange={setTags} error={at("tags")} />
    </ActingDialog>
  );
}
