import { useFormatter, useTranslations } from "next-intl";
import type { GapView, PlaceView } from "#lib/relationship/types.ts";

/** What is short, a sentence each. */
export function Gaps({ gaps }: { gaps: GapView[] }) {
  const t = useTranslations("relationship.place.gap");
  const format = useFormatter();
  const number = (value: number | null): string => format.number(value ?? 0, { maximumFractionDigits: 1 });
  return <ul className="mt-2 grid gap-1.5">{gaps.map((gap) => <li key={gap.what} className="flex gap-2.5"><span aria-hidden className="dot dot-copper mt-2" /><span>{t(gap.what, { has: number(gap.has), needs: number(gap.needs) })}</span></li>)}</ul>;
}

/** Where the member stands: the tier, what it means for them, the next step in words, and what is coming if nothing changes. */
export function Place({ place }: { place: PlaceView }) {
  const t = useTranslations("relationship.place");
  const format = useFormatter();
  const day = (text: string): string => format.dateTime(new Date(`${text}T00:00:00Z`), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <section aria-label={t("title")} className="grid gap-6">
      {place.falling && (
        <div role="status" className="card border-danger/40 p-5 sm:p-6">
          <p className="font-serif text-xl">{place.falling.on ? t("fallsOn", { tier: place.name, to: place.falling.to, date: day(place.falling.on) }) : t("falls", { tier: place.name, to: place.falling.to })}</p>
          <Gaps gaps={place.falling.gap} />
          <p className="mt-3 text-soft">{t("fallsNot")}</p>
        </div>
      )}
      <div className="grid gap-8 md:grid-cols-2">
        <div>
          <h2 className="section-title">{t("now", { tier: place.name })}</h2>
          {place.since && <p className="mt-1 text-sm text-faint">{t("since", { date: day(place.since) })}</p>}
          {place.granted && <p className="mt-1 text-sm text-faint">{place.grantUntil ? t("grantedUntil", { date: day(place.grantUntil) }) : t("granted")}</p>}
          <p className="mt-3 text-soft">{t(`means.${place.segment ?? "none"}`)}</p>
        </div>
        <div>
          <h2 className="section-title">{place.next ? t("next", { tier: place.next.name }) : t("top")}</h2>
          {!place.next && <p className="mt-3 text-soft">{t("topText")}</p>}
          {place.next?.holds && <p className="mt-3 text-soft">{place.next.on ? t("risingOn", { date: day(place.next.on), tier: place.next.name }) : t("rising", { days: place.next.days })}</p>}
          {place.next && !place.next.holds && <div className="mt-1 text-soft"><Gaps gaps={place.next.gap} /></div>}
        </div>
      </div>
    </section>
  );
}
