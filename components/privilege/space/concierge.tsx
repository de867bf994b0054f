"use client";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import type { AtMyService } from "#lib/privilege/types.ts";
import { OpeningHours } from "../requests/offer.tsx";
import { useMoment } from "../requests/parts.tsx";

/** Who looks after one, by name and face, with when they are there. */
export function Concierge({ service }: { service: AtMyService }) {
  const t = useTranslations("space");
  const locale = useLocale();
  const moment = useMoment();
  const { concierge, hours, openNow } = service;
  const here = concierge?.present ?? false;
  const when = here ? t("hereNow") : openNow ? t("deskOpen") : service.opensAt ? t("deskOpens", { at: moment(service.opensAt) }) : t("deskClosed");
  return (
    <section aria-label={t("concierge")} className="card overflow-hidden">
      <div className="flex flex-col gap-6 p-6 sm:flex-row sm:items-center sm:p-9">
        {concierge && <Avatar id={concierge.id} size="large" eager />}
        <div className="min-w-0 flex-1">
          <p className="eyebrow">{t("concierge")}</p>
          <p className="mt-1 font-serif text-[clamp(1.6rem,1.3rem+1.4vw,2.1rem)] leading-tight tracking-[-0.01em] [overflow-wrap:anywhere]">{concierge?.name ?? t("theTeam")}</p>
          <p className="mt-1.5 flex items-center gap-2.5 text-soft" data-here={here}><span aria-hidden className={`dot ${here || openNow ? "dot-moss" : ""}`} />{when}</p>
        </div>
        <div className="flex flex-col gap-2 sm:items-end"><a href={`/${locale}/premium/new`} className="btn btn-accent">{t("say")}</a></div>
      </div>
      {hours && <details className="border-t border-line px-6 py-3 sm:px-9"><summary className="fold text-sm text-faint">{t("whenThere")}</summary><div className="pt-2 pb-4"><OpeningHours hours={hours} /></div></details>}
    </section>
  );
}
