"use client";
import { useTranslations } from "next-intl";
import { voice } from "#components/doors/space.ts";
import { useRead } from "#components/doors/use-read.ts";
import { NotYet } from "#components/shell/not-yet.tsx";
import { useActing } from "./acting.ts";
import { IdeaVote, type WeighedIdea } from "./idea-vote.tsx";
import { Invitation } from "./invitation.tsx";
import { Nominations } from "./nominations.tsx";

/** What a member can decide: trials and panels, the ideas with the weight of their votes, whom they nominate; and what came of it. */
export function VoicePage({ ideas }: { ideas: WeighedIdea[] }) {
  const t = useTranslations("voice");
  const read = useRead(voice.mine, "voice.changed");
  const { data: mine, load } = read;
  const act = useActing(load);
  if (!mine) return <NotYet read={read} labels={{ again: t("again"), loading: t("loading") }} shape={["h-52", "h-52"]} />;
  return (
    <div className="grid gap-14">
      <section aria-label={t("invitations")}>
        <h2 className="eyebrow border-b border-line pb-2">{t("invitations")}</h2>
        {mine.invitations.length === 0 ? <p className="py-6 text-soft">{t("noInvitations")}</p> : <ul className="mt-5 grid gap-5">{mine.invitations.map((one) => <Invitation key={one.id} one={one} act={act} />)}</ul>}
      </section>
      <section aria-label={t("ideas")}>
        <h2 className="eyebrow border-b border-line pb-2">{t("ideas")}</h2>
        <p className="mt-3 max-w-2xl text-soft" data-own-weight={mine.weight}>{t("ownWeight", { weight: mine.weight })}</p>
        {ideas.length === 0 ? <p className="py-6 text-soft">{t("noIdeas")}</p> : <ul className="mt-2">{ideas.map((idea) => <IdeaVote key={idea.id} idea={idea} own={mine.weight} />)}</ul>}
      </section>
      <Nominations mine={mine} onDone={load} />
    </div>
  );
}
