"use client";
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import type { Filter, FilterKey } from "#lib/search/types.ts";

const kinds = ["topic", "question", "idea", "post", "product", "review", "person"] as const;
const states = ["open", "closed", "answered", "unanswered"] as const;

type Chosen = Partial<Record<FilterKey, string>>;

/** The words and filters as they are typed. */
export const typedAs = (words: string, filters: readonly Filter[]): string => [words, ...filters.map((filter) => `${filter.key}:${filter.value}`)].filter(Boolean).join(" ");

/** What narrows a search, as fields for those who would not type it. */
export function FilterPanel({ words, filters, go }: { words: string; filters: readonly Filter[]; go: (q: string) => void }) {
  const t = useTranslations("search");
  const [categories, setCategories] = useState<CategoryView[]>([]);
  const [chosen, setChosen] = useState<Chosen>(() => Object.fromEntries(filters.filter((filter) => filter.key !== "tag").map((filter) => [filter.key, filter.value])));
  const [open, setOpen] = useState(false);
  useEffect(() => { if (open) void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories); }); }, [open]);
  const choose = (key: FilterKey) => (event: { target: { value: string } }): void => setChosen({ ...chosen, [key]: event.target.value });
  const apply = (): void => {
    const tags = filters.filter((filter) => filter.key === "tag");
    go(typedAs(words, [...tags, ...Object.entries(chosen).flatMap(([key, value]): Filter[] => (value ? [{ key: key as FilterKey, value: value.trim() }] : []))]));
  };
  return (
    <details className="group" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="act w-fit list-none border border-line px-3 text-soft [&::-webkit-details-marker]:hidden"><SlidersHorizontal aria-hidden size={15} />{t("filters")}</summary>
      <form className="card mt-3 grid gap-4 p-4 sm:grid-cols-2 sm:p-5" onSubmit={(event) => { event.preventDefault(); apply(); }}>
        <SelectField label={t("what")} value={chosen.kind ?? ""} onChange={choose("kind")}>
          <option value="">{t("anything")}</option>{kinds.map((kind) => <option key={kind} value={kind}>{t(`kindsOf.${kind}`)}</option>)}
        </SelectField>
        <SelectField label={t("category")} value={chosen.category ?? ""} onChange={choose("category")}>
          <option value="">{t("everywhere")}</option>
          {chosen.category && !categories.some((one) => one.slug === chosen.category) && <option value={chosen.category}>{chosen.category}</option>}
          {categories.map((one) => <option key={one.slug} value={one.slug}>{one.name}</option>)}
        </SelectField>
        <SelectField label={t("state")} value={chosen.is ?? ""} onChange={choose("is")}>
          <option value="">{t("anyState")}</option>{states.map((state) => <option key={state} value={state}>{t(`states.${state}`)}</option>)}
        </SelectField>
        <Field label={t("author")} hint={t("authorHint")} value={chosen.author ?? ""} onChange={choose("author")} maxLength={60} autoCapitalize="none" spellCheck={false} />
        <Field label={t("after")} type="date" value={chosen.after ?? ""} onChange={choose("after")} />
        <Field label={t("before")} type="date" value={chosen.before ?? ""} onChange={choose("before")} />
        <label className="flex min-h-10 items-center gap-2.5"><input type="checkbox" className="size-4 accent-[var(--accent)]" checked={chosen.in === "title"} onChange={(event) => setChosen({ ...chosen, in: event.target.checked ? "title" : "" })} />{t("inTitle")}</label>
        <button type="submit" className="btn btn-accent sm:justify-self-end">{t("apply")}</button>
      </form>
    </details>
  );
}
