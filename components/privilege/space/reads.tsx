import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";

const kinds = ["page", "timeline", "orders", "notes", "request", "privilege", "desk"] as const;
const houses = ["moderator", "concierge", "marketer", "admin"] as const;
type Read = { id: number; at: string; what: string; role: string };

const known = <const Names extends readonly string[]>(names: Names, name: string): Names[number] | "other" => names.find((one) => one === name) ?? "other";

/** Who of the house looked at what is kept about one, and when: a sentence each. */
export function Reads({ reads, older, first }: { reads: Read[]; older: string | null; first: boolean }) {
  const t = useTranslations("access");
  const locale = useLocale();
  const exact = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const days = [...new Set(reads.map((one) => one.at.slice(0, 10)))];
  if (reads.length === 0) return <div className="card px-6 py-14 text-center"><p className="section-title">{t(first ? "nobodyTitle" : "end")}</p>{first && <p className="mx-auto mt-2 max-w-md text-soft">{t("nobody")}</p>}</div>;
  return (
    <>
      {days.map((day) => (
        <section key={day} className="mb-8" aria-label={exact.format(new Date(day))}>
          <h2 className="eyebrow border-b border-line pb-2">{exact.format(new Date(day))}</h2>
          <ul>{reads.filter((one) => one.at.startsWith(day)).map((one) => (
            <li key={one.id} data-read={one.what} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3.5 last:border-0">
              <p className="min-w-0 font-serif text-[1.12rem] leading-snug">{t("looked", { who: t(`who.${known(houses, one.role)}`), what: t(`what.${known(kinds, one.what)}`) })}</p><span className="text-sm text-faint"><Time at={one.at} /></span>
            </li>
          ))}</ul>
        </section>
      ))}
      {older && <p><a className="btn btn-quiet" href={`/${locale}/premium/access?after=${encodeURIComponent(older)}`}>{t("older")}</a></p>}
    </>
  );
}
