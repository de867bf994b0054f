"use client";
import { ChevronDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type StudioPlace, studioPlaces } from "./studio-places.ts";

/** The studio's ways: beside the page, and on a phone behind one line that says where one is. */
export function StudioNav({ individuals }: { individuals: boolean }) {
  const t = useTranslations("studio");
  const locale = useLocale();
  const pathname = usePathname();
  const places = studioPlaces.filter((place) => individuals || !place.individuals);
  const here = places.findLast((place) => pathname === `/${locale}${place.path}` || (place.path !== "/studio" && pathname.startsWith(`/${locale}${place.path}/`)));
  const link = (place: StudioPlace) => (
    <li key={place.key}>
      <a href={`/${locale}${place.path}`} aria-current={place === here ? "page" : undefined}
        className="block rounded-md px-3 py-2 text-[0.95rem] text-soft no-underline hover:bg-sunk hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-[560] aria-[current=page]:text-ink">{t(`places.${place.key}`)}</a>
    </li>
  );
  return (
    <nav aria-label={t("title")}>
      <details className="card lg:hidden">
        <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-2"><span className="eyebrow">{t("title")}</span><span className="min-w-0 flex-1 truncate font-[560]">{here ? t(`places.${here.key}`) : ""}</span><ChevronDown aria-hidden size={18} /></summary>
        <ul className="border-t border-line p-2">{places.map(link)}</ul>
      </details>
      <div className="sticky top-24 max-lg:hidden">
        <p className="eyebrow mb-2 px-3">{t("title")}</p>
        <ul className="grid gap-0.5">{places.map(link)}</ul>
      </div>
    </nav>
  );
}
