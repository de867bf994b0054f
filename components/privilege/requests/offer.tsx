import { useLocale, useTranslations } from "next-intl";
import type { ServiceOffer } from "#lib/privilege/services/types.ts";
import { useMoment } from "./parts.tsx";

/** When somebody is there, day by day, in the service's own zone. */
export function OpeningHours({ hours }: { hours: ServiceOffer["hours"] }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const clock = (minutes: number): string => new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(minutes * 60_000));
  return (
    <div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => {
          const spans = hours.spans.filter((span) => span.day === day).sort((one, other) => one.from - other.from);
          // 5 January 1970 was a Monday.
          return <div key={day} className="contents"><dt className="text-soft">{name.format(new Date(Date.UTC(1970, 0, 4 + day)))}</dt><dd className="tabular-nums">{spans.length ? spans.map((span) => `${clock(span.from)}–${clock(span.to)}`).join(", ") : t("notThere")}</dd></div>;
        })}
      </dl>
      <p className="mt-2 text-sm text-faint">{t("inZone", { zone: hours.zone.replaceAll("_", " ") })}</p>
    </div>
  );
}

/** What a category can promise now, in a sentence: when, or which place in line, or a clear no with what there is instead. */
export function Expectation({ offer }: { offer: ServiceOffer }) {
  const t = useTranslations("requests");
  const moment = useMoment();
  if (!offer.taken) return <div className="rounded-xl bg-sunk px-5 py-4"><p className="font-[560]">{t("notDone")}</p>{offer.alternative && <p className="mt-1 text-soft">{offer.alternative}</p>}</div>;
  if (offer.full) return <div className="rounded-xl bg-sunk px-5 py-4"><p className="font-[560]">{t("fullNow")}</p>{offer.alternative && <p className="mt-1 text-soft">{offer.alternative}</p>}</div>;
  const at = moment(offer.expectedAt ?? "");
  return (
    <div className="rounded-xl bg-accent-soft px-5 py-4" data-promise>
      <p className="font-serif text-[1.2rem] leading-snug">{offer.place === null ? t("answerBy", { at }) : t("answerInLine", { place: offer.place, at })}</p>
      <p className="mt-1 text-sm text-soft">{offer.openNow ? t("openNow") : t("opensAt", { at: moment(offer.opensAt ?? offer.expectedAt ?? "") })}</p>
    </div>
  );
}

/** What a category is for and is not, its hours, folded, and what it promises. */
export function Offer({ offer }: { offer: ServiceOffer }) {
  const t = useTranslations("requests");
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3 text-[0.95rem]">
        {offer.does && <div><dt className="eyebrow">{t("weDo")}</dt><dd className="mt-0.5 text-soft">{offer.does}</dd></div>}
        {offer.doesNot && <div><dt className="eyebrow">{t("weDoNot")}</dt><dd className="mt-0.5 text-soft">{offer.doesNot}</dd></div>}
      </dl>
      <Expectation offer={offer} />
      <details className="text-sm"><summary className="fold text-faint">{t("hours")}</summary><div className="mt-3"><OpeningHours hours={offer.hours} /></div></details>
    </div>
  );
}
