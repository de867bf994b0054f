import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { HomeDecide, HomeOutcomes } from "#components/privilege/space/home-voice.tsx";
import { SpaceHome } from "#components/privilege/space/home.tsx";
import { Outside } from "#components/privilege/space/outside.tsx";
import { PrivateRooms } from "#components/privilege/space/rooms.tsx";
import { Place } from "#components/relationship/place.tsx";
import { listRooms } from "#lib/chat/queries.ts";
import { isStaff, type Member } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { listCategories } from "#lib/forum/category-list.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { readHome, readLeft } from "#lib/privilege/queries.ts";
import { outcomesOf, readVoice } from "#lib/privilege/voice/queries.ts";
import { spaceOpensAt } from "#lib/privilege/requests/types.ts";
import { readPlace } from "#lib/relationship/member-history.ts";
import { Words } from "../../words.tsx";
import { ideaOutcomes, weighedIdeas } from "./ideas.ts";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "space" });
  return { title: t("title"), robots: { index: false } };
}

// Open to a tier, and not to everybody.
const closed = ["select", "premier", "circle"];

async function Inside({ actor }: { actor: Member }) {
  const [home, { rooms }, categories, voice, ideas, decided] = await Promise.all([readHome(actor), listRooms(actor), listCategories(actor), readVoice(actor), weighedIdeas(actor), ideaOutcomes(actor)]);
  const outcomes = [...outcomesOf(voice), ...decided].sort((one, other) => other.at.localeCompare(one.at));
  const [first = actor.name] = actor.name.split(" ");
  const meeting = <PrivateRooms rooms={rooms.filter((room) => closed.includes(room.audience))} categories={categories.filter((category) => closed.includes(category.audience))} />;
  return <Words names={["space", "requests", "privileges", "voice", "ideas"]}><SpaceHome name={first} home={home} rooms={meeting} voice={<HomeDecide voice={voice} ideas={ideas.filter((idea) => !idea.voted).slice(0, 3)} />} outcomes={<HomeOutcomes outcomes={outcomes} />} /></Words>;
}

/** The private room of the members closest to us. Who is not in it reads what it is, and what their next step would be. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (actor.kind !== "member") return <Outside as="visitor" />;
  if (isStaff(actor)) return <Outside as="staff" />;
  if (actor.tier >= spaceOpensAt) return <Inside actor={actor} />;
  const [left, place] = await Promise.all([readLeft(actor), readPlace(actor)]);
  return <Outside as="member" left={left} step={refused(place) ? null : <Place place={place} />} />;
}
