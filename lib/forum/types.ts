import type { TopicReading } from "./reading/types.ts";

export type Audience = "public" | "members" | "select" | "premier" | "circle" | "staff";
/** What a category may look like: the colours of the style sheet, and a small set of signs. */
export const colours = ["copper", "ember", "steel", "sage", "plum", "gold", "moss", "ink"] as const;
export const icons = [
  "message-circle", "coffee", "chef-hat", "utensils", "book-open", "lightbulb", "wrench", "sparkles", "camera", "megaphone", "heart", "star", "shield", "users", "globe", "home", "leaf", "gift", "music", "palette", "shopping-bag", "key",
] as const;
export type TopicKind = "discussion" | "question" | "announcement" | "idea";
export type IdeaStatus = "open" | "planned" | "started" | "done" | "declined";
/** Where something is written: who may see it, open topics and reply there, and what is opened there. */
export type Place = { audience: Audience; openAudience: Audience; replyAudience: Audience; kinds: TopicKind[]; retired: boolean };
/** A category in the tree's order; `parent` is its slug, `opens` the kinds of topic the viewer may open in it. */
export type CategoryView = {
  id: number; slug: string; name: string; description: string; colour: string; icon: string; audience: Audience; locale: string | null; topicCount: number; postCount: number; lastPostAt: string | null;
  parent: string | null; depth: number; opens: TopicKind[]; retired: boolean;
};
/** A category as an admin sets it; who may open and reply: null is whoever may see it. */
export type CategorySettings = {
  id: number; slug: string; name: string; description: string; colour: string; icon: string; audience: Audience; openAudience: Audience | null; replyAudience: Audience | null;
  slowSeconds: number; kinds: TopicKind[]; locale: string | null; retired: boolean; parentId: number | null; position: number; depth: number; topicCount: number; version: number;
};
export const topicEventKinds = [
  "pinned", "unpinned", "closed", "reopened", "archived", "unarchived", "rises", "stays", "slowed", "hastened", "retitled", "moved", "split", "split-from", "merged", "merged-from", "unmerged", "unmerged-from", "removed", "restored", "decided",
] as const;
export type TopicEventKind = (typeof topicEventKinds)[number];
/** What was done to a topic, as its page shows it after the post of number `after`. */
export type TopicEventView = { id: number; kind: TopicEventKind; after: number; by: string | null; at: string; status: IdeaStatus | null; reason: string; topicId: number | null; posts: number; until: string | null };
export type TagView = { slug: string; name: string };
/** A tag with the number of topics under it that the viewer may see. */
export type CountedTag = TagView & { id: number; topics: number };
/** A tag with what it is for. */
export type DescribedTag = CountedTag & { description: string };
export type Person = { id: string; name: string; handle: string; role: string; tier: number };
export type TopicRow = {
  id: number; slug: string; title: string; kind: TopicKind; tags: TagView[]; votes: number; status: IdeaStatus | null; pinned: boolean; closed: boolean; category: { slug: string; name: string; colour: string };
  author: Person; lastAuthor: Person | null; replyCount: number; score: number; answered: boolean; createdAt: string; lastPostAt: string; excerpt: string;
};
export type TopicSort = "latest" | "top" | "unanswered" | "votes";
/** Topics with something unread: how much, and the number of the last post read. */
export type UnreadList = { topics: (TopicRow & { unread: number; readTo: number })[]; next: string | null };
export type TopicList = { topics: TopicRow[]; next: string | null };
/** A post as everyone who may read the topic sees it. A deleted post keeps its number and shows neither author nor text. */
export type PostView = {
  id: number; number: number; author: Person | null; html: string; replyTo: number | null; score: number; version: number;
  createdAt: string; editedAt: string | null; deleted: boolean; accepted: boolean;
  /** Whoever may reply may edit it. */
  wiki?: boolean;
  /** The post that stood here moved elsewhere, and is found by this id. */
  movedTo?: number;
};
export type TopicView = {
  id: number; slug: string; title: string; kind: TopicKind; tags: TagView[]; category: { slug: string; name: string; colour: string; audience: Audience };
  author: Person; createdAt: string; lastPostAt: string; replyCount: number; lastNumber: number; score: number; posts: PostView[];
  /** Post numbers for keyset paging: the page before starts at `previous`, the one after at `next`. */
  previous: number | null; next: number | null;
  votes: number; status: IdeaStatus | null; decision: { reason: string; by: string | null; at: string } | null;
  pinned: "everywhere" | "category" | null; closed: boolean; archived: boolean; bumps: boolean; slowSeconds: number; events: TopicEventView[];
};
/**
 * What is personal about a page of a topic: one call, in one query. `reacted` are the ids of posts I reacted to,
 * `restorable` those of removed posts I may bring back. `judged` are mine that moderators removed. Who may change a post the page itself knows: its author and moderators.
 */
export type TopicOverlay = TopicReading & {
  me: Person | null; canReply: boolean; why: string | null; canAccept: boolean;
  reacted: number[]; restorable: number[]; judged: number[]; moderates: boolean;
  draft: { body: string; version: number } | null;
  /** Of an idea: whether I voted for it, and why I cannot (null when I can). Whether I may change its title, and everything else about the topic. */
  voted: boolean; noVote: string | null; retitles: boolean; operates: boolean; decides: boolean;
};
export type PostVersionView = { version: number; source: string; editor: string; editedAt: string };
/** Whom one may call while writing. */
export type CallableView = { people: { id: string; name: string; handle: string }[]; groups: string[] };
/** A topic beside another: what that one repeats (`duplicate`), what repeats it (`repeated`), what is worth reading with it. */
export type LinkedTopic = { id: number; slug: string; title: string; kind: "duplicate" | "repeated" | "related"; answered: boolean };
/** A reply in the list of what one person wrote. */
export type WrittenRow = { id: number; number: number; score: number; accepted: boolean; at: string; excerpt: string; topic: { id: number; slug: string; title: string; category: { slug: string; name: string; colour: string } } };
export type WrittenList = { posts: WrittenRow[]; next: string | null };
/** What of one person's the viewer may see, counted up to a thousand. */
export type PersonCounts = { topics: number; posts: number; answers: number };

/** Where a text is to stand: in a topic, in a category, or nobody knows yet. */
export type TextPlace = { topicId?: number | undefined; categorySlug?: string | undefined };
