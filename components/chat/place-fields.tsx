"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { search } from "#components/doors/search.ts";
import { SelectField } from "#components/ui/field.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import { type Found, FoundField } from "./found-field.tsx";

export type RoomPlace = { categoryId: number | null; product: Found | null };

/** What a room belongs to: a category of the community, a product, both or neither. */
export function PlaceFields({ value, onChange }: { value: RoomPlace; onChange: (place: RoomPlace) => void }) {
  const t = useTranslations("chat");
  const [categories, setCategories] = useState<CategoryView[]>([]);
  useEffect(() => { void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories); }); }, []);
  const products = async (typed: string, signal: AbortSignal): Promise<Found[]> => {
    const answer = await search.instant(typed, signal);
    return answer.ok ? answer.data.products.map((hit) => ({ id: Number(hit.id), name: hit.title.map((one) => one.text).join("") })) : [];
  };
  return (
    <>
      <SelectField label={t("topicCategory")} value={value.categoryId ?? ""} onChange={(event) => onChange({ ...value, categoryId: Number(event.target.value) || null })}>
        <option value="">{t("noCategory")}</option>
        {categories.map((one) => <option key={one.id} value={one.id}>{`${"\u2003".repeat(one.depth)}${one.name}`}</option>)}
      </SelectField>
      <FoundField label={t("product")} hint={t("findProduct")} value={value.product} onChange={(product) => onChange({ ...value, product })} look={products} />
    </>
  );
}
