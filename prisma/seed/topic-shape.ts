import type { TopicKind } from "#lib/forum/types.ts";

/** A reply of a seeded topic, written as a member would write it. */
export type SeedPost = {
  by: string; // handle
  after: number; // hours after the topic was opened
  text: string; // Markdown
  likes?: string[];
  replyTo?: number; // 1-based index in posts
};

/** A seeded topic with its replies, dated relative to the day it is loaded. */
export type SeedTopic = {
  category: string; // slug
  title: string;
  kind: TopicKind;
  daysAgo: number;
  by: string;
  text: string;
  likes?: string[];
  posts: SeedPost[];
  accepted?: number; // 1-based index in posts
};
