import { useLocale, useTranslations } from "next-intl";
import type { PrivilegeCard } from "#lib/privilege/privileges/types.ts";
import type { Home, Understanding } from "#lib/privilege/types.ts";
import { RequestLine } from "../requests/request-list.tsx";
import { Concierge } from "./concierge.tsx";
import { Fresh } from "./fresh.tsx";
import { Pips, useLeft, useOwnWords } from "./parts.tsx";

/** A part of the home: a title in serif, a way on, and what belongs to it. */
export function HomePart({ title, more, children }: { title: string; more?: { label: string; href: string } | undefined; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1 border-b border-line pb-2.5"><h2 className="section-title">{title}</h2>{more && <a href={more.href} className="inline-flex min-h-6 items-center text-sm text-faint underline decoration-line-strong underline-offset-4 hover:text-ink">{more.label}</a>}</div>
      {children}
    </section>
  );
}

function Requests({ home }: { home: Home }) {
  const t = useTranslations("space");
  const locale = useLocale();
  return (
    <HomePart title={t("requests")} more={{ label: t("allRequests"), href: `/${locale}/premium/requests` }}>
      {home.requests.length === 0 ? <p className="py-6 text-soft">{t("noRequests")}</p> : <ol>{home.requests.map((row) => <RequestLine key={row.id} row={row} />)}</ol>}
    </HomePart>
  );
}

function Understood({ one }: { one: Understanding }) {
  const t = useTranslations("space");
  const locale = useLocale();
  return (
    <li className="border-b border-line py-6 last:border-0">
      <a href={`/${locale}/premium/requests/${one.requestId}`} className="group block no-underline">
        <p className="eyebrow">{t("youSaid")}</p><p className="mt-1 line-clamp-3 font-serif text-[1.12rem] leading-snug text-soft italic [overflow-wrap:anywhere]">“{one.wish}”</p>
        <p className="eyebrow mt-4">{t(`understood.${one.state === "replaced" ? "asked" : one.state}`)}</p>
        <p className="mt-1 line-clamp-4 font-serif text-[1.2rem] leading-snug [overflow-wrap:anywhere] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">{one.state === "corrected" ? one.correction : one.text}</p>
      </a>
    </li>
  );
}

function Given({ card }: { card: PrivilegeCard }) {
  const own = useOwnWords();
  const left = useLeft();
  return (
    <li className="flex items-start justify-between gap-4 border-b border-line py-3.5 last:border-0">
      <div className="min-w-0"><p className="font-serif text-[1.12rem] leading-snug [overflow-wrap:anywhere]">{own(card.words).name}</p><p className="mt-0.5 text-sm text-faint">{left(card)}</p></div>
      {card.limit !== null && card.left !== null && card.kind !== "allowance" && <span className="pt-2"><Pips limit={card.limit} left={card.left} /></span>}
    </li>
  );
}

function Privileges({ home }: { home: Home }) {
  const t = useTranslations("space");
  const locale = useLocale();
  const { privileges, allowance } = home.privileges;
  const held = privileges.reduce((sum, card) => sum + card.claims.length, 0);
  const shown = privileges.filter((card) => card.kind !== "allowance").slice(0, 6);
  return (
    <HomePart title={t("privileges")} more={{ label: t("allPrivileges"), href: `/${locale}/premium/privileges` }}>
      {privileges.length === 0 && <p className="py-6 text-soft">{t("noPrivileges")}</p>}
      {held > 0 && <p className="mt-4 rounded-lg bg-accent-soft px-4 py-3 text-[0.95rem]">{t("held", { count: held })}</p>}
      <ul>{shown.map((card) => <Given key={card.id} card={card} />)}</ul>
      {allowance && <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3.5 text-soft"><span>{t("choices", { left: allowance.left, choices: allowance.choices })}</span><Pips limit={allowance.choices} left={allowance.left} /></p>}
    </HomePart>
  );
}

/** The home of a member of the space: who looks after them, what is open, what was understood, what is theirs. `voice` is what they can decide, `outcomes` what came of it, `rooms` where they meet. */
export function SpaceHome({ name, home, voice, outcomes, rooms }: { name: string; home: Home; voice: React.ReactNode; outcomes: React.ReactNode; rooms: React.ReactNode }) {
  const t = useTranslations("space");
  const locale = useLocale();
  return (
    <div className="mx-auto max-w-5xl" data-space>
      <Fresh />
      <header className="mb-9 max-w-2xl"><p className="eyebrow">{t("title")}</p><h1 className="page-title mt-2">{t("welcome", { name })}</h1>{home.toDo > 0 && <p className="mt-3 text-soft sm:text-lg">{t("toDo", { count: home.toDo })}</p>}</header>
      <Concierge service={home.service} />
      <div className="mt-14 grid gap-x-16 gap-y-14 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-14">
          <Requests home={home} />
          {home.understood.length > 0 && <HomePart title={t("understoodTitle")}><ul>{home.understood.map((one) => <Understood key={one.requestId} one={one} />)}</ul></HomePart>}
          {voice}
        </div>
        <div className="grid min-w-0 content-start gap-14"><Privileges home={home} />{outcomes}{rooms}</div>
      </div>
      <p className="mt-16 border-t border-line pt-5 text-sm text-faint">{t("promise")} <a className="underline underline-offset-4 hover:text-ink" href={`/${locale}/premium/access`}>{t("whoLooked")}</a></p>
    </div>
  );
}
