"use client";
import { ImagePlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { call, type Problem } from "#components/doors/call.ts";
import { catalogue } from "#components/doors/catalogue.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ProductInput } from "#lib/catalogue/schema.ts";
import type { Availability, CategoryRow, ManagedProduct, ProductImage } from "#lib/catalogue/types.ts";
import { availabilities } from "#lib/catalogue/types.ts";
import type { Uploaded } from "#lib/media/types.ts";

type Props = { product: ManagedProduct | undefined; currency: string; categories: readonly CategoryRow[]; onClose: () => void; onSaved: () => void };
type Typed = { code: string; name: string; description: string; price: string; brand: string; availability: Availability; category: string; substitute: string; active: boolean; variants: string };
const centsOf = (text: string): number => Math.round(Number(text.replace(",", ".")) * 100);

function typedOf(product: ManagedProduct | undefined): Typed {
  if (!product) return { code: "", name: "", description: "", price: "", brand: "", availability: "in_stock", category: "", substitute: "", active: true, variants: "" };
  const { code, name, description, brand, availability, active } = product;
  const variants = product.variants.map((one) => [one.code, one.name, ...(one.priceCents === null ? [] : [(one.priceCents / 100).toFixed(2)])].join(" | ")).join("\n");
  return { code, name, description, brand, availability, active, price: (product.priceCents / 100).toFixed(2), category: product.category?.slug ?? "", substitute: product.substituteCode ?? "", variants };
}

function inputOf(typed: Typed, before: ManagedProduct | undefined): ProductInput {
  const variants = typed.variants.split("\n").map((line) => line.split("|").map((part) => part.trim())).filter(([code]) => code).map(([code = "", name = "", price]) => {
    const known = before?.variants.find((one) => one.code === code);
    return { code, name, options: known?.options ?? {}, priceCents: price ? centsOf(price) : null, availability: known?.availability ?? ("in_stock" as const) };
  });
  return { name: typed.name, description: typed.description, priceCents: centsOf(typed.price || "0"), brand: typed.brand, availability: typed.availability, active: typed.active, category: typed.category || null, substitute: typed.substitute || null, variants };
}

function Images({ images, onChange }: { images: ProductImage[]; onChange: (images: ProductImage[]) => void }) {
  const t = useTranslations("productAdmin");
  const words = useProblem();
  const bring = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const answer = await call<Uploaded>("POST", `/api/media?name=${encodeURIComponent(file.name)}`, file);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    const { id, url, small, width, height, kind } = answer.data;
    if (kind === "image" && !images.some((one) => one.id === id)) onChange([...images, { id, url, small: small ?? url, alt: "", width: width ?? 4, height: height ?? 3 }]);
  };
  return (
    <div><p className="text-[0.925rem] font-[540]">{t("pictures")}</p>
      <ul className="mt-1.5 grid gap-2">
        {images.map((one) => (
          <li key={one.id} className="flex items-center gap-3">
            {/* biome-ignore lint/performance/noImgElement: already small */}
            <img src={one.small} alt="" width={64} height={48} className="h-12 w-16 flex-none rounded-md object-cover" />
            <input aria-label={t("alt")} placeholder={t("alt")} className="field-input" maxLength={200} value={one.alt} onChange={(event) => onChange(images.map((other) => (other.id === one.id ? { ...other, alt: event.target.value } : other)))} />
            <button type="button" aria-label={t("dropPicture")} className="act" onClick={() => onChange(images.filter((other) => other.id !== one.id))}><X aria-hidden size={16} /></button>
          </li>
        ))}
      </ul>
      <label className="btn btn-quiet mt-2 cursor-pointer has-focus-visible:outline-2"><ImagePlus aria-hidden size={16} />{t("addPicture")}<input type="file" accept="image/*" className="sr-only" onChange={(event) => void bring(event.target.files?.[0])} /></label>
    </div>
  );
}

/** The form of one product. */
export function ManageProduct({ product, currency, categories, onClose, onSaved }: Props) {
  const t = useTranslations("productAdmin");
  const c = useTranslations("catalogue");
  const words = useProblem();
  const [typed, setTyped] = useState(() => typedOf(product));
  const [images, setImages] = useState<ProductImage[]>(product?.images ?? []);
  const [problem, setProblem] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const set = (part: Partial<Typed>): void => setTyped((now) => ({ ...now, ...part }));
  const at = (field: string): string | undefined => (problem?.field?.split(".")[0] === field ? words(problem) : undefined);
  const save = async (): Promise<void> => {
    setSaving(true);
    const put = await catalogue.put(typed.code, inputOf(typed, product));
    const pictured = put.ok ? await catalogue.setImages(typed.code, { images: images.map(({ id, alt }) => ({ id, alt })) }) : put;
    setSaving(false);
    if (!pictured.ok) return setProblem(pictured.problem);
    say(t("saved"));
    onSaved();
  };
  return (
    <Dialog title={product ? t("edit", { name: product.name }) : t("new")} closeLabel={t("close")} onClose={onClose} wide>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className="grid gap-5 sm:grid-cols-[1fr_2fr]"><Field label={t("code")} hint={product ? undefined : t("codeHint")} error={at("code")} value={typed.code} disabled={product !== undefined} maxLength={64} onChange={(event) => set({ code: event.target.value })} /><Field label={t("name")} error={at("name")} value={typed.name} maxLength={200} onChange={(event) => set({ name: event.target.value })} /></div>
        <TextField label={t("description")} error={at("description")} rows={4} value={typed.description} onChange={(event) => set({ description: event.target.value })} />
        <div className="grid gap-5 sm:grid-cols-3">
          <Field label={t("price", { currency })} error={at("priceCents")} inputMode="decimal" value={typed.price} onChange={(event) => set({ price: event.target.value })} /><Field label={t("brand")} value={typed.brand} onChange={(event) => set({ brand: event.target.value })} />
          <SelectField label={t("availability")} value={typed.availability} onChange={(event) => set({ availability: event.target.value as Availability })}>{availabilities.map((one) => <option key={one} value={one}>{c(`availability.${one}`)}</option>)}</SelectField>
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField label={t("category")} error={at("category")} value={typed.category} onChange={(event) => set({ category: event.target.value })}><option value="">{t("noCategory")}</option>{categories.map((one) => <option key={one.slug} value={one.slug}>{`${"– ".repeat(one.depth)}${one.name}`}</option>)}</SelectField>
          <Field label={t("substitute")} error={at("substitute")} value={typed.substitute} onChange={(event) => set({ substitute: event.target.value })} />
        </div>
        <TextField label={t("variants")} hint={t("variantHint")} error={at("variants")} rows={3} value={typed.variants} onChange={(event) => set({ variants: event.target.value })} />
        <Images images={images} onChange={setImages} />
        <label className="flex items-baseline gap-3"><input type="checkbox" checked={typed.active} onChange={(event) => set({ active: event.target.checked })} className="accent-(--accent)" />{t("active")}</label>
        {problem && !at(problem.field?.split(".")[0] ?? "") && <p role="alert" className="text-danger">{words(problem)}</p>}
        <div className="flex justify-end gap-3"><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button><button type="submit" className="btn btn-accent" disabled={saving}>{t("save")}</button></div>
      </form>
    </Dialog>
  );
}
