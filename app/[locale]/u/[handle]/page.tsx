import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { BadgeRow } from "#components/badges/badge-row.tsx";
import { firstTab } from "#components/forum/paths.ts";
import { PersonWritten, type Written } from "#components/forum/person-written.tsx";
import { Gone } from "#components/people/gone.tsx";
import { PersonHead } from "#components/people/person-head.tsx";
import { PersonReviews } from "#components/reviews/person-reviews.tsx";
import { listBadges } from "#lib/badges/queries.ts";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { countWritten, listWritten } from "#lib/forum/person-posts.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { findPerson } from "#lib/identity/people.ts";
import { countReviewsOf, listReviewsOf } from "#lib/reviews/person-reviews.ts";
import { asPublic } from "../../../as-public.ts";
import { type Query, textOf } from "../../../query.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string; handle: string }>; searchParams: Promise<{ tab?: Query; after?: Query }> };

const shown = cache((handle: string) => asPublic((actor) => findPerson(actor, handle)));

async function personOf({ params }: Props) {
  const { locale, handle } = await params;
  const person = await shown(decodeURIComponent(handle));
  if ("now" in person) permanentRedirect(`/${locale}/u/${person.now}`);
  return { locale, person };
}

async function writtenBy(actor: Actor, of: { authorId: string; tab: "topics" | "posts" | "answers" | "reviews"; after: string | undefined }): Promise<Written | null> {
  const { authorId, tab, after } = of;
  if (tab === "reviews") return null;
  if (tab === "topics") return { tab, list: await listTopics(actor, { sort: "latest", authorId, after }) };
  return { tab, list: await listWritten(actor, { authorId, accepted: tab === "answers", after }) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, person } = await personOf(props);
  if (person.gone) return { robots: { index: false } };
  const path = (language: string) => `/${language}/u/${person.handle}`;
  return {
    title: `${person.name} (@${person.handle})`, description: person.bio?.slice(0, 155), alternates: { canonical: path(locale), languages: { en: path("en"), fr: path("fr") } },
    openGraph: { type: "profile", title: person.name, username: person.handle }, ...(person.activity ? {} : { robots: { index: false } }),
  };
}

/** Someone, and what they wrote, as everybody may see it. */
export default async function Person(props: Props) {
  const { locale, person } = await personOf(props);
  setRequestLocale(locale);
  if (person.gone) return <Words names={["people"]}><Gone locale={locale} /></Words>;
  const query = await props.searchParams;
  const [asked, after] = [textOf(query.tab), textOf(query.after)];
  // Badges tell of what someone did, so they are shown with it.
  const [counted, badges, reviewed] = person.activity ? await Promise.all([countWritten(visitor, person.id), listBadges(person.id), countReviewsOf(person.id)]) : [null, [], 0];
  const counts = counted && { ...counted, reviews: reviewed };
  const tab = asked === "topics" || asked === "posts" || asked === "answers" || asked === "reviews" ? asked : firstTab(counts);
  const [written, reviews] = person.activity ? await Promise.all([writtenBy(visitor, { authorId: person.id, tab, after }), tab === "reviews" ? listReviewsOf(person.id, after) : null]) : [null, null];
  return (
    <Words names={["people", "forum", "badges", "reviews"]}>
      <article className="mx-auto grid max-w-3xl gap-10">
        <PersonHead person={person}><BadgeRow badges={badges} locale={locale} /></PersonHead>
        <PersonWritten person={person} written={written} tab={tab} after={after} counts={counts} others={reviews && { count: reviews.reviews.length, next: reviews.next, shown: <PersonReviews list={reviews} locale={locale} /> }} />
      </article>
    </Words>
  );
}
