import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { Outcome, Voice } from "#lib/privilege/voice/types.ts";
import { HomePart } from "./home.tsx";
import { IdeaVote, type WeighedIdea } from "./idea-vote.tsx";
import { useCalendarDay } from "./parts.tsx";

const textIn = (text: Outcome["text"], locale: string): string => (typeof text === "string" ? text : locale === "fr" ? text.fr : text.en);

/** On the home: what a member can decide now. */
export function HomeDecide({ voice, ideas }: { voice: Voice; ideas: WeighedIdea[] }) {
  const t = useTranslations("voice");
  const locale = useLocale();
  const day = useCalendarDay();
  const open = voice.invitations.filter((one) => !one.outcome && (one.shut === null || one.mine)).slice(0, 3);
  return (
    <HomePart title={t("decide")} more={{ label: t("allVoice"), href: `/${locale}/premium/voice` }}>
      <ul>{open.map((one) => (
        <li key={one.id} className="border-b border-line py-4 last:border-0"><a href={`/${locale}/premium/voice`} className="group block no-underline"><p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="eyebrow">{t(`kind.${one.kind}`)}</span><span className="text-sm text-faint">{one.mine ? t(one.mine.answers ? "youAnswered" : "youAreIn") : t("placesLeft", { left: one.left, places: one.places })}</span></p>
          <p className="mt-1 font-serif text-[1.2rem] leading-snug [overflow-wrap:anywhere] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">{locale === "fr" ? one.words.fr.title : one.words.en.title}</p><p className="mt-0.5 text-sm text-faint">{t("until", { day: day(one.closesAt) })}</p></a></li>
      ))}</ul>
      {ideas.length > 0 && <><p className="mt-4 text-sm text-faint">{t("ownWeight", { weight: voice.weight })}</p><ul>{ideas.slice(0, 3).map((idea) => <IdeaVote key={idea.id} idea={idea} own={voice.weight} />)}</ul></>}
      {open.length === 0 && ideas.length === 0 && <p className="py-6 text-soft">{t("noInvitations")}</p>}
    </HomePart>
  );
}

/** On the home: what came of what a member asked for or took part in. */
export function HomeOutcomes({ outcomes }: { outcomes: Outcome[] }) {
  const t = useTranslations("voice");
  const locale = useLocale();
  if (outcomes.length === 0) return null;
  return (
    <HomePart title={t("askedAndDid")}>
      <ul data-outcomes>{outcomes.slice(0, 4).map((one) => (
        <li key={`${one.kind} ${one.at}`} className="border-b border-line py-4 last:border-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="eyebrow">{t(`outcome.${one.kind}.${one.status}` as "outcome.beta.answered")}</span><span className="text-sm text-faint"><Time at={one.at} /></span></p>
          <p className="mt-1 font-serif text-[1.12rem] leading-snug [overflow-wrap:anywhere]">{one.path ? <a className="no-underline hover:underline hover:decoration-1 hover:underline-offset-4" href={`/${locale}${one.path}`}>{textIn(one.title, locale)}</a> : textIn(one.title, locale)}</p>
          {textIn(one.text, locale) && <p className="mt-1 line-clamp-3 text-soft [overflow-wrap:anywhere]">{textIn(one.text, locale)}</p>}
        </li>
      ))}</ul>
    </HomePart>
  );
}
