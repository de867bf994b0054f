"use client";
import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { NotYet } from "#components/shell/not-yet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MyPrivileges } from "#lib/privilege/privileges/types.ts";
import { Claim } from "./claim.tsx";
import { Pips, useCalendarDay, useOwnWords } from "./parts.tsx";
import { PrivilegeCard } from "./privilege-card.tsx";
import { type MineAsItStands, usePrivileges } from "./use-privileges.ts";

function Choices({ allowance }: { allowance: NonNullable<MyPrivileges["allowance"]> }) {
  const t = useTranslations("privileges");
  const day = useCalendarDay();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1" data-choices={allowance.left}>
      <Pips limit={allowance.choices} left={allowance.left} />
      <p className="text-soft">{allowance.left > 0 ? t("choicesLeft", { left: allowance.left, choices: allowance.choices, day: day(allowance.again) }) : t("noChoices", { day: day(allowance.again) })}</p>
    </div>
  );
}

function Cards({ mine, as, kinds, title, children }: { mine: MyPrivileges; as: MineAsItStands; kinds: "given" | "chosen"; title: string; children?: React.ReactNode }) {
  const cards = mine.privileges.filter((card) => (card.kind === "allowance") === (kinds === "chosen"));
  if (cards.length === 0) return null;
  return (
    <section aria-label={title}>
      <div className="mb-5 grid gap-2 border-b border-line pb-3"><h2 className="eyebrow">{title}</h2>{children}</div>
      <ul className="grid items-start gap-5 md:grid-cols-2">{cards.map((card) => <PrivilegeCard key={card.id} card={card} mine={mine} as={as} />)}</ul>
    </section>
  );
}

function Past({ as }: { as: MineAsItStands }) {
  const t = useTranslations("privileges");
  const own = useOwnWords();
  if (!as.past || as.past.claims.length === 0) return null;
  return (
    <section aria-label={t("past")}>
      <h2 className="eyebrow border-b border-line pb-2">{t("past")}</h2>
      <ul>{as.past.claims.map((claim) => (
        <li key={claim.id} data-past={claim.state} className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2.5 last:border-0">
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{own(claim.words).name}</span>
          <span className="text-sm text-soft">{t(`state.${claim.state === "claimed" ? "expired" : claim.state}`)}</span><span className="text-sm text-faint"><Time at={claim.endedAt ?? claim.expiresAt} /></span>
        </li>
      ))}</ul>
      {as.past.next && <p className="py-4 text-center"><button type="button" className="btn btn-quiet" onClick={() => void as.more()}>{t("more")}</button></p>}
    </section>
  );
}

/** Everything a member is given, as cards; what they chose of their year; what they took and used. */
export function PrivilegesPage() {
  const t = useTranslations("privileges");
  const locale = useLocale();
  const as = usePrivileges();
  const { mine, problem } = as;
  if (problem?.code === "sign-in") return <EmptyState title={t("signInFirst")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/premium/privileges` }} />;
  if (!mine) return <NotYet read={as} labels={{ again: t("again"), loading: t("loading") }} shape={["h-64", "h-64"]} />;
  const nothing = mine.privileges.length === 0 && mine.kept.length === 0;
  return (
    <div className="grid gap-12">
      {nothing && <EmptyState title={t("noneTitle")} text={t("noneText")} action={{ label: t("toSpace"), href: `/${locale}/premium` }} />}
      {mine.kept.length > 0 && <section aria-label={t("kept")}><h2 className="eyebrow border-b border-line pb-2">{t("kept")}</h2><p className="mt-3 max-w-2xl text-soft">{t("keptText")}</p><ul className="grid gap-5 md:grid-cols-2">{mine.kept.map((claim) => <li key={claim.id}><Claim claim={claim} as={as} /></li>)}</ul></section>}
      <Cards mine={mine} as={as} kinds="given" title={t("given")} />
      <Cards mine={mine} as={as} kinds="chosen" title={t("chosen")}>{mine.allowance && <Choices allowance={mine.allowance} />}</Cards>
      <Past as={as} />
    </div>
  );
}
