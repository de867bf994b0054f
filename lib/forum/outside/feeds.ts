import { Feed } from "feed";
import { visitor } from "#lib/core/actor.ts";
import { env, publicUrl } from "#lib/core/env.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { readCategory } from "../category-list.ts";
import { readTopic, readWindow } from "../queries.ts";
import { readTag } from "../tag-list.ts";
import { listTopics } from "../topic-list.ts";
import type { TopicRow } from "../types.ts";

export type FeedForm = "atom" | "rss";
/** Which feed: in which language its links lead, in which form, and of what. */
export type FeedOf = { locale: "en" | "fr"; form: FeedForm };

const words = { en: { latest: "latest topics", posts: "replies" }, fr: { latest: "derniers sujets", posts: "réponses" } };
// What XML cannot hold, however it is escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function feedOf(about: { title: string; description: string; path: string; updated: string | undefined }, { locale, form }: FeedOf): Feed {
  const base = publicUrl();
  const self = `${base}${about.path}/feed.xml${form === "rss" ? "?form=rss" : ""}`;
  return new Feed({
    title: about.title, description: about.description || about.title, id: `${base}${about.path}`, link: `${base}${about.path}`, language: locale, copyright: env().SITE_NAME, generator: "Rapport",
    ...(about.updated ? { updated: new Date(about.updated) } : { updated: new Date(0) }), feedLinks: { [form]: self },
  });
}

const said = (feed: Feed, form: FeedForm): string => (form === "rss" ? feed.rss2() : feed.atom1()).replace(unspeakable, "");

function addTopics(feed: Feed, topics: readonly TopicRow[], locale: string): void {
  for (const topic of topics) {
    const link = `${publicUrl()}/${locale}/t/${topic.id}/${topic.slug}`;
    feed.addItem({ title: topic.title, id: `${publicUrl()}/en/t/${topic.id}`, link, date: new Date(topic.lastPostAt), published: new Date(topic.createdAt), description: topic.excerpt, author: [{ name: topic.author.name }], category: [{ name: topic.category.name }] });
  }
}

/** The latest topics, of all categories or of one, or under one tag: what a visitor may see of them. */
export async function topicsFeed(of: FeedOf, within: { categorySlug?: string; tagSlug?: string } = {}): Promise<string | Refusal> {
  const category = within.categorySlug ? await readCategory(visitor, within.categorySlug) : undefined;
  const tag = within.tagSlug ? await readTag(visitor, within.tagSlug) : undefined;
  if (category && refused(category)) return category;
  if (tag && refused(tag)) return tag;
  const { topics } = await listTopics(visitor, { sort: "latest", ...within });
  const inTime = [...topics].sort((one, other) => other.lastPostAt.localeCompare(one.lastPostAt)).slice(0, 20);
  const title = `${env().SITE_NAME} · ${category?.name ?? tag?.name ?? words[of.locale].latest}`;
  const path = `/${of.locale}${category ? `/c/${category.slug}` : tag ? `/tag/${tag.slug}` : ""}`;
  const feed = feedOf({ title, description: category?.description ?? "", path, updated: inTime[0]?.lastPostAt }, of);
  addTopics(feed, inTime, of.locale);
  return said(feed, of.form);
}

/** The last posts of a topic, the newest first, when a visitor may see it. */
export async function topicFeed(of: FeedOf, id: number): Promise<string | Refusal> {
  const topic = await readTopic(visitor, id, {});
  if (refused(topic)) return topic;
  const last = await readWindow(visitor, id, { from: Math.max(1, topic.lastNumber - 29), to: topic.lastNumber });
  if (refused(last)) return last;
  const base = publicUrl();
  const path = `/${of.locale}/t/${topic.id}/${topic.slug}`;
  const feed = feedOf({ title: `${topic.title} · ${words[of.locale].posts}`, description: excerpt(topic.posts[0]?.html ?? ""), path, updated: topic.lastPostAt }, of);
  for (const post of last.posts.toReversed()) {
    if (post.deleted || !post.author) continue;
    feed.addItem({
      title: `${post.author.name} · #${post.number}`, id: `${base}/en/p/${post.id}`, link: `${base}/${of.locale}/p/${post.id}`, date: new Date(post.editedAt ?? post.createdAt), published: new Date(post.createdAt),
      author: [{ name: post.author.name }], description: excerpt(post.html), content: post.html.replace(/ (href|src)="\/(?!\/)/g, ` $1="${base}/`),
    });
  }
  return said(feed, of.form);
}
