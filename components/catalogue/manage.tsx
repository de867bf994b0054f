"use client";
import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { catalogue } from "#components/doors/catalogue.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import type { CatalogueSettings, CategoryRow, ManagedProduct } from "#lib/catalogue/types.ts";
import { ManageProduct } from "./manage-product.tsx";
import { ManageSettings } from "./manage-settings.tsx";
import { Price, Stock } from "./price.tsx";

type Shown = { products: ManagedProduct[]; next: string | null };

function Row({ product, onEdit }: { product: ManagedProduct; onEdit: () => void }) {
  const t = useTranslations("productAdmin");
  const locale = useLocale();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      {/* biome-ignore lint/performance/noImgElement: already small */}
      {product.image ? <img src={product.image.small} alt="" width={56} height={42} loading="lazy" className="h-11 w-14 flex-none rounded-md object-cover" /> : <span aria-hidden className="h-11 w-14 flex-none rounded-md bg-sunk" />}
      <div className="min-w-0 flex-1 basis-48"><p className="font-[560] wrap-anywhere">{product.name}</p><p className="text-sm text-faint wrap-anywhere">{product.code}{product.category ? ` · ${product.category.name}` : ""}{product.active ? "" : ` · ${t("inactive")}`}</p></div>
      <Stock availability={product.availability} /><Price cents={product.priceCents} currency={product.currency} />
      <span className="flex"><a href={`/${locale}/products/${product.slug}`} className="act">{t("view")}</a><button type="button" className="act" onClick={onEdit}>{t("edit", { name: "" }).trim()}<span className="sr-only"> {product.name}</span></button></span>
    </li>
  );
}

/** The catalogue for who looks after it: find, change, bring pictures, and say how reviews come about. */
export function Manage() {
  const t = useTranslations("productAdmin");
  const locale = useLocale();
  const words = useProblem();
  const [q, setQ] = useState("");
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  const [categories, setCategories] = useState<CategoryRow[]>([]);
  const [settings, setSettings] = useState<CatalogueSettings>();
  const [editing, setEditing] = useState<ManagedProduct | "new">();
  const load = useCallback(async (by: { q: string; after?: string | null }): Promise<void> => {
    const answer = await catalogue.managed(by);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setShown((now) => (by.after && now ? { ...answer.data, products: [...now.products, ...answer.data.products] } : answer.data));
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => void load({ q }), q ? 200 : 0);
    return () => clearTimeout(timer);
  }, [q, load]);
  useEffect(() => {
    void catalogue.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories); });
    void catalogue.settings().then((answer) => { if (answer.ok) setSettings(answer.data); });
  }, []);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("title"), href: `/${locale}/sign-in?return=/${locale}/admin/products` }} />;
  if (problem?.code === "forbidden") return <EmptyState title={t("title")} text={t("notYou")} action={{ label: t("title"), href: `/${locale}/products` }} />;
  if (problem && !shown) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!shown) return <div className="grid gap-3"><div className="skeleton h-12" /><div className="skeleton h-14" /><div className="skeleton h-14" /><div className="skeleton h-14" /></div>;
  return (
    <>
      <p className="-mt-4 mb-8 text-soft sm:text-lg">{t("intro")}</p>
      <div className="flex flex-wrap items-end gap-4"><div className="min-w-0 flex-1 basis-60"><Field label={t("search")} type="search" value={q} maxLength={100} onChange={(event) => setQ(event.target.value)} /></div><button type="button" className="btn btn-accent" onClick={() => setEditing("new")}><Plus aria-hidden size={16} />{t("new")}</button></div>
      {shown.products.length === 0 ? <p className="py-10 text-center text-faint">{t("none")}</p> : <ul className="mt-4">{shown.products.map((one) => <Row key={one.id} product={one} onEdit={() => setEditing(one)} />)}</ul>}
      {shown.next && <p className="py-6"><button type="button" className="btn btn-quiet" onClick={() => void load({ q, after: shown.next })}>{t("more")}</button></p>}
      {settings && <ManageSettings settings={settings} onChange={setSettings} />}
      {editing && <ManageProduct product={editing === "new" ? undefined : editing} currency={settings?.currency ?? "EUR"} categories={categories} onClose={() => setEditing(undefined)} onSaved={() => { setEditing(undefined); void load({ q }); }} />}
    </>
  );
}
