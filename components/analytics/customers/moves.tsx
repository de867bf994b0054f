"use client";
import { useTranslations } from "next-intl";
import type { PersonView, SegmentMove, TierChange } from "#lib/analytics/customers/types.ts";
import type { Gap } from "#lib/analytics/types.ts";
import { useGap } from "../use-gap.ts";
import { useShown } from "../use-shown.ts";
import { useTierName } from "../use-tier-name.ts";

/** How somebody moved between segments and tiers, with what caused it, the newest first. */
export function Moves({ view }: { view: PersonView }) {
  const t = useTranslations("customerPage");
  const badges = useTranslations("badges");
  const shown = useShown(view.currency);
  const tier = useTierName();
  const cause = (move: SegmentMove): string => (move.axis === null ? t("cause.first", { factor: shown.digits(move.rf) }) : move.axis === "both" ? t("cause.both") : t(`cause.${move.axis}${move.up ? "Up" : "Down"}`, { factor: shown.digits(move.rf), money: shown.money(move.netCents) }));
  const gap = useGap();
  const tierCause = ({ kind, cause: { reason, until, gap: short } }: TierChange): string => {
    if (typeof reason === "string") return typeof until === "string" ? `${reason} ${t("until", { day: shown.day(until) })}` : reason;
    if (kind === "up" || kind === "recovered") return t(`tierCause.${kind}`);
    return Array.isArray(short) ? gap(short as Gap[]) : "";
  };
  const told = (change: TierChange): string => t(`tierChange.${change.kind.replace("-", "_") as "up"}`, { before: tier(change.before), after: tier(change.after) });
  return (
    <section aria-labelledby="moves">
      <h2 id="moves" className="section-title mb-3">{t("moves")}</h2>
      {view.segments.length + view.tiers.length === 0 && <p className="text-soft">{t("noMoves")}</p>}
      <ol className="grid gap-3">
        {view.segments.map((move) => <li key={`segment ${move.day}`}><p>{move.from ? t("movedSegment", { from: move.from, to: move.to }) : t("placed", { to: move.to })} <span className="text-sm text-faint">{shown.day(move.day)}</span></p><p className="text-sm text-soft">{cause(move)}</p></li>)}
        {view.tiers.map((change) => <li key={`tier ${change.day} ${change.kind}`}><p>{told(change)} <span className="text-sm text-faint">{shown.day(change.day)}</span></p><p className="text-sm text-soft empty:hidden [overflow-wrap:anywhere]">{tierCause(change)}</p></li>)}
      </ol>
      {view.badges.length > 0 && <p className="mt-4 text-sm text-soft">{t("badges", { list: view.badges.map((one) => (badges.has(`of.${one}.name` as never) ? badges(`of.${one}.name` as never) : one.replaceAll("-", " "))).join(", ") })}</p>}
    </section>
  );
}
