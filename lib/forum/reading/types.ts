export type SubjectType = "category" | "tag" | "topic" | "person";
/** Follow: hear of it. Mute: it leaves one's lists and tells only what is said to oneself. Ignore: nothing at all. None: neither. */
export type FollowLevel = "follow" | "mute" | "ignore" | "none";
/** Something that can be followed: a category, tag or topic by its number as text, a person by the id of their account. */
export type FollowSubject = { type: SubjectType; id: string };
/** `auto` is followed because one wrote in it. `slug` leads to it: a person's is their handle. */
export type FollowView = { type: SubjectType; id: string; level: FollowLevel; auto: boolean; name: string; slug: string; colour: string | null };
export type FollowList = { follows: FollowView[]; next: string | null };
/** What is mine about one topic of a list. `readTo` is the number of the last post I read; `new` says that I have not opened it. */
export type Mark = { id: number; unread: number; readTo: number | null; new: boolean; level: FollowLevel | null; muted: boolean; bookmarked: boolean };
export type UnreadCount = { topics: number; posts: number };
export type BookmarkView = {
  postId: number; number: number; note: string; remindAt: string | null; reminded: boolean; createdAt: string; removed: boolean; author: string | null; excerpt: string;
  topic: { id: number; slug: string; title: string; category: string; colour: string };
};
export type BookmarkList = { bookmarks: BookmarkView[]; next: string | null };
/** Something begun and not sent. `topic` is where a reply belongs; null for a new topic, or where one may no longer read. */
export type DraftView = { context: string; title: string; body: string; version: number; updatedAt: string; topic: { id: number; slug: string; title: string } | null };
export type DraftList = { drafts: DraftView[]; next: string | null };
/** What a reader's overlay of a topic says of reading: what I said of it, how far I have read, the people I ignore, the posts of this page I keep. */
export type TopicReading = { level: FollowLevel | null; readTo: number; ignored: string[]; bookmarked: number[] };
/** When some of a topic's posts were written, evenly spread over its numbers: enough to say about when any other was. */
export type Timeline = { marks: { number: number; at: string }[] };
