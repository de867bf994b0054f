export type Audience = "public" | "members" | "select" | "premier" | "circle" | "staff";
export type CategoryView = { id: number; slug: string; name: string; description: string; colour: string; audience: Audience; locale: string | null; topicCount: number; postCount: number; lastPostAt: string | null };
export type Person = { id: string; name: string; handle: string; role: string; tier: number };
export type TopicRow = {
  id: number; slug: string; title: string; kind: "discussion" | "question"; category: { slug: string; name: string; colour: string };
  author: Person; lastAuthor: Person | null; replyCount: number; score: number; answered: boolean; createdAt: string; lastPostAt: string; excerpt: string;
};
export type TopicSort = "latest" | "top" | "unanswered";
export type TopicList = { topics: TopicRow[]; next: string | null };
/** A post as everyone who may read the topic sees it. A deleted post keeps its number and shows neither author nor text. */
export type PostView = {
  id: number; number: number; author: Person | null; html: string; replyTo: number | null; score: number; version: number;
  createdAt: string; editedAt: string | null; deleted: boolean; accepted: boolean;
};
export type TopicView = {
  id: number; slug: string; title: string; kind: "discussion" | "question"; category: { slug: string; name: string; colour: string; audience: Audience };
  author: Person; createdAt: string; lastPostAt: string; replyCount: number; lastNumber: number; score: number; posts: PostView[];
  /** Post numbers for keyset paging: the page before starts at `previous`, the one after at `next`. */
  previous: number | null; next: number | null;
};
/**
 * What is personal about a page of a topic: one call, in one query. `reacted` are the ids of posts I reacted to,
 * `restorable` those of removed posts I may bring back. Who may change a post the page itself knows: its author and moderators.
 */
export type TopicOverlay = {
  me: Person | null; canReply: boolean; why: string | null; canAccept: boolean;
  reacted: number[]; restorable: number[]; moderates: boolean;
  draft: { body: string; version: number } | null;
};
export type PostVersionView = { version: number; source: string; editor: string; editedAt: string };
