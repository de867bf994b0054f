import { env, publicUrl } from "#lib/core/env.ts";
import { visitor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { readTopic } from "../queries.ts";
import type { PostView, TopicView } from "../types.ts";

type Json = Record<string, unknown>;
const author = (post: Pick<PostView, "author">): Json => ({ "@type": "Person", name: post.author?.name ?? "" });
const likes = (count: number): Json => ({ "@type": "InteractionCounter", interactionType: "https://schema.org/LikeAction", userInteractionCount: count });

/**
 * What a page of a topic says to machines: a question with its answers (QAPage), anything else as a discussion. The text stands
 * in a script, so no tag can end it.
 */
export function structuredOf(topic: TopicView, path: string): string {
  const base = publicUrl();
  const link = (post: PostView): string => `${base}${path}#post-${post.number}`;
  const [first, ...rest] = topic.posts.filter((post) => !post.deleted && post.author);
  const opening = first?.number === 1 ? first : undefined;
  const replies = opening ? rest : topic.posts.filter((post) => !post.deleted && post.author);
  const replyOf = (type: "Answer" | "Comment", post: PostView): Json => ({
    "@type": type, text: excerpt(post.html, 400), url: link(post), datePublished: post.createdAt, author: author(post), ...(type === "Answer" ? { upvoteCount: post.score } : { interactionStatistic: likes(post.score) }),
  });
  const whole: Json = { url: `${base}${path}`, datePublished: topic.createdAt, author: { "@type": "Person", name: topic.author.name }, ...(opening ? { text: excerpt(opening.html, 4000) } : { text: topic.title }) };
  const accepted = replies.find((post) => post.accepted);
  const body: Json = topic.kind === "question"
    ? { "@type": "QAPage", mainEntity: { "@type": "Question", name: topic.title, ...whole, answerCount: topic.replyCount, upvoteCount: opening?.score ?? 0, ...(accepted ? { acceptedAnswer: replyOf("Answer", accepted) } : {}), suggestedAnswer: replies.filter((post) => !post.accepted).map((post) => replyOf("Answer", post)) } }
    : { "@type": "DiscussionForumPosting", headline: topic.title, ...whole, commentCount: topic.replyCount, interactionStatistic: likes(opening?.score ?? 0), comment: replies.map((post) => replyOf("Comment", post)) };
  return JSON.stringify({ "@context": "https://schema.org", ...body }).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** What another site shows of one of our topics (oEmbed, as a link): only when a visitor may see it. */
export async function oembedOf(address: string): Promise<Json | Refusal> {
  const found = URL.canParse(address) && address.startsWith(`${publicUrl()}/`) ? /^\/(?:en|fr)\/t\/(\d{1,9})(?:\/[^/]*)?$/.exec(new URL(address).pathname) : null;
  if (!found) return missing();
  const topic = await readTopic(visitor, Number(found[1]), {});
  if (refused(topic)) return topic;
  return { version: "1.0", type: "link", title: topic.title, author_name: topic.author.name, provider_name: env().SITE_NAME, provider_url: publicUrl(), cache_age: 3600, url: `${publicUrl()}/en/t/${topic.id}/${topic.slug}` };
}
