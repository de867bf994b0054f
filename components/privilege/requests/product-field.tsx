"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { search } from "#components/doors/search.ts";
import { Field } from "#components/ui/field.tsx";

export type Product = { id: number; name: string };

/** A product of our own, looked up by its name as one types; the browser's own list offers what was found. */
export function ProductField({ value, onChange }: { value: Product | null; onChange: (product: Product | null) => void }) {
  const t = useTranslations("requestDesk");
  const list = useId();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Product[]>([]);
  const q = typed.trim();
  useEffect(() => {
    if (q.length < 2) return setFound([]);
    const gone = new AbortController();
    const timer = setTimeout(() => void search.instant(q, gone.signal).then((answer) => { if (answer.ok && !gone.signal.aborted) setFound(answer.data.products.map((hit) => ({ id: Number(hit.id), name: hit.title.map((one) => one.text).join("") }))); }), 180);
    return () => { clearTimeout(timer); gone.abort(); };
  }, [q]);
  // What was typed is a product's name: chosen from the list, or written out.
  useEffect(() => {
    const one = found.find((other) => other.name === q);
    if (!one) return;
    onChange(one);
    setTyped("");
  }, [found, q, onChange]);
  if (value) return <div className="grid gap-1.5"><span className="text-[0.925rem] font-[540]">{t("product")}</span><p className="field-input flex items-center justify-between gap-2"><span className="min-w-0 [overflow-wrap:anywhere]">{value.name}</span><button type="button" className="act min-h-6 flex-none px-1" aria-label={t("notThis", { name: value.name })} onClick={() => onChange(null)}><X aria-hidden size={14} /></button></p></div>;
  return <><Field label={t("product")} hint={t("productHint")} list={list} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} /><datalist id={list}>{found.map((one) => <option key={one.id} value={one.name} />)}</datalist></>;
}
