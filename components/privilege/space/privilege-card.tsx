"use client";
import { useLocale, useTranslations } from "next-intl";
import type { MyPrivileges, PrivilegeCard as Card } from "#lib/privilege/privileges/types.ts";
import { Claim } from "./claim.tsx";
import { Pips, useCalendarDay, useLeft, useOwnWords, useWorth } from "./parts.tsx";
import type { MineAsItStands } from "./use-privileges.ts";

function useWhyNot(mine: MyPrivileges): (card: Card) => string | null {
  const t = useTranslations("privileges");
  const locale = useLocale();
  const day = useCalendarDay();
  const number = new Intl.NumberFormat(locale);
  return (card) => {
    switch (card.closed) {
      case "used-up": if (card.kind === "allowance" && (card.left ?? 0) > 0) return t("tooFewChoices", { left: card.left ?? 0, day: day(card.again ?? "") });
        return card.again ? t("usedUpUntil", { day: day(card.again) }) : t("usedUp");
      case "not-begun": return t("begins", { day: day(card.startsAt ?? "") });
      case "over": return t("over", { day: day(card.endsAt ?? "") });
      case "points": return t("tooFewPoints", { have: number.format(mine.points), need: number.format(card.points) });
      default: return null;
    }
  };
}

/** What one is given: what it is, what it is worth, how many are left, and what one took of it. */
export function PrivilegeCard({ card, mine, as }: { card: Card; mine: MyPrivileges; as: MineAsItStands }) {
  const t = useTranslations("privileges");
  const own = useOwnWords();
  const worth = useWorth(mine.currency);
  const left = useLeft();
  const why = useWhyNot(mine)(card);
  const words = own(card.words);
  const number = new Intl.NumberFormat(useLocale());
  return (
    <li data-privilege={card.id} className="card flex flex-col p-6 sm:p-7">
      <p className="flex min-h-6 flex-wrap items-center justify-between gap-x-4 gap-y-1"><span className="eyebrow" data-left={card.left ?? undefined}>{left(card)}</span>{card.limit !== null && card.left !== null && card.kind !== "allowance" && <Pips limit={card.limit} left={card.left} />}</p>
      <h2 className="mt-3 font-serif text-[1.5rem] leading-tight font-[480] tracking-[-0.01em] [overflow-wrap:anywhere]">{words.name}</h2>
      <p className="mt-2 text-soft whitespace-pre-line [overflow-wrap:anywhere]">{words.what}</p>
      <p className="mt-3 flex flex-wrap gap-x-5 text-sm text-faint">{card.valueCents > 0 && <span>{t("worth", { amount: worth(card.valueCents) })}</span>}{card.points > 0 && <span>{t("price", { points: number.format(card.points), count: card.points })}</span>}</p>
      {card.claims.map((claim) => <Claim key={claim.id} claim={claim} as={as} />)}
      {card.claims.length === 0 && <details className="mt-3 text-[0.95rem]"><summary className="fold text-sm text-faint">{t("howToUse")}</summary><p className="mt-1 text-soft whitespace-pre-line">{words.how}</p></details>}
      <div className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 pt-5">
        <button type="button" className="btn btn-quiet" disabled={why !== null || as.busy} aria-describedby={why ? `why-${card.id}` : undefined} onClick={() => void as.claim(card.id)}>{t(card.claims.length ? "another" : "take")}</button>
        {why && <p id={`why-${card.id}`} className="min-w-0 flex-1 basis-44 text-sm text-soft">{why}</p>}
      </div>
    </li>
  );
}
