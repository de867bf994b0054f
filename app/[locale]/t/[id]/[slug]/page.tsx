import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { topicPath } from "#components/forum/paths.ts";
import { eventLines } from "#components/forum/event-line.tsx";
import { Thread } from "#components/forum/thread.tsx";
import { TopicHead } from "#components/forum/topic-head.tsx";
import { TopicLinks } from "#components/forum/topic-links.tsx";
import { env, publicUrl } from "#lib/core/env.ts";
import { structuredOf } from "#lib/forum/outside/structured.ts";
import { refused } from "#lib/core/errors.ts";
import { readLinks } from "#lib/forum/links.ts";
import { mergedInto, readTopic } from "#lib/forum/queries.ts";
import { asPublic } from "../../../../as-public.ts";
import { numberOf, type Query } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string; slug: string }>; searchParams: Promise<{ from?: Query }> };

const shown = cache((id: number, from: number | undefined) => asPublic(async (actor) => {
  const topic = await readTopic(actor, id, { from });
  const into = refused(topic) ? await mergedInto(id) : null;
  if (into !== null) return { into };
  return refused(topic) ? topic : { ...topic, links: await readLinks(actor, id) };
}));

async function topicOf({ params, searchParams }: Props) {
  const { locale, id, slug } = await params;
  const number = numberOf(id) ?? notFound();
  const from = numberOf((await searchParams).from);
  const topic = await shown(number, from);
  // A topic that was merged is found in the other; whether its reader may see that one is asked there.
  if ("into" in topic) permanentRedirect(`/${locale}/t/${topic.into}`);
  return { locale, slug, from, topic };
}

const plain = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/&[a-z#0-9]+;/g, " ").replace(/\s+/g, " ").trim().slice(0, 155);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, topic, from } = await topicOf(props);
  const query = from && from > 1 ? `?from=${topic.posts[0]?.number ?? 1}` : "";
  const path = (language: string) => `${topicPath(language, topic)}${query}`;
  return {
    title: topic.title, description: plain(topic.posts.find((post) => !post.deleted)?.html ?? ""),
    alternates: {
      canonical: path("en"), languages: { en: path("en"), fr: path("fr") },
      ...(topic.category.audience === "public" ? { types: { "application/atom+xml": `${topicPath(locale, topic)}/feed.xml`, "application/json+oembed": `/api/oembed?url=${encodeURIComponent(`${publicUrl()}${topicPath(locale, topic)}`)}` } } : { }),
    },
    openGraph: { type: "article", siteName: env().SITE_NAME, locale, title: topic.title, url: topicPath(locale, topic), publishedTime: topic.createdAt, modifiedTime: topic.lastPostAt },
    twitter: { card: "summary", title: topic.title },
  };
}

/** A topic: its title and a page of its posts. */
export default async function Topic(props: Props) {
  const { locale, slug, topic } = await topicOf(props);
  setRequestLocale(locale);
  if (decodeURIComponent(slug) !== topic.slug) permanentRedirect(topicPath(locale, topic));
  const pageAt = (number: number): string => topicPath(locale, topic, number).replace(/#.*/, "");
  return (
    <Words names={["forum"]}>
      {topic.previous !== null && <link rel="prev" href={pageAt(topic.previous)} />}
      {topic.next !== null && <link rel="next" href={pageAt(topic.next)} />}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON for machines, in which no tag can end the script */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structuredOf(topic, topicPath(locale, topic)) }} />
      <article className="mx-auto max-w-3xl">
        <TopicHead topic={topic} locale={locale} />
        <TopicLinks links={topic.links} kinds={["duplicate"]} />
        <Thread topic={topic} lines={eventLines(topic.events, locale)} />
        <TopicLinks links={topic.links} kinds={["repeated", "related"]} />
      </article>
    </Words>
  );
}
