"use client";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { StudioHead } from "../parts.tsx";

const places = [
  { key: "funnel", path: "", individuals: false }, { key: "growth", path: "/growth", individuals: false }, { key: "tree", path: "/tree", individuals: true }, { key: "people", path: "/people", individuals: true },
  { key: "things", path: "/things", individuals: false }, { key: "review", path: "/review", individuals: true }, { key: "programmes", path: "/programmes", individuals: true },
  { key: "coupons", path: "/coupons", individuals: true }, { key: "settings", path: "/settings", individuals: true },
] as const;

/** Where a page about word of mouth begins: its title, and the ways to the others. */
export function ReferralHead({ title, intro, individuals }: { title: string; intro: string; individuals: boolean }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const pathname = usePathname();
  const base = `/${locale}/studio/referrals`;
  return (
    <>
      <StudioHead title={title} intro={intro} />
      <nav aria-label={t("title")} className="mb-8 border-b border-line">
        <ul className="-mb-px flex flex-wrap gap-x-6">
          {places.filter((place) => individuals || !place.individuals).map(({ key, path }) => (
            <li key={key}><a href={`${base}${path}`} aria-current={pathname === `${base}${path}` ? "page" : undefined} className="flex min-h-11 items-center border-b-2 border-transparent text-[0.95rem] text-soft no-underline hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-[560] aria-[current=page]:text-ink">{t(`places.${key}`)}</a></li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** One of a few ways to look, each with a URL of its own. */
export function Ways({ label, ways }: { label: string; ways: readonly { key: string; label: string; href: string; here: boolean }[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-1 gap-y-1">
      <span className="mr-2 text-sm text-faint max-sm:w-full">{label}</span>
      {ways.map((way) => <a key={way.key} href={way.href} aria-current={way.here ? "true" : undefined} className="act min-h-9 px-3 aria-[current=true]:bg-accent-soft aria-[current=true]:font-[560] aria-[current=true]:text-ink">{way.label}</a>)}
    </nav>
  );
}
