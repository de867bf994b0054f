import type { AcceptedInput, DraftInput, EditInput, ReplyInput, TopicInput } from "#lib/forum/schema.ts";
import type { CallableView, CategoryView, PostVersionView, PostView, TextPlace, TopicOverlay } from "#lib/forum/types.ts";
import { call } from "./call.ts";

/** What was taken, and waits for a moderator before others see it. */
export type Waiting = { held: true; id: number };
type Nothing = Record<string, never>;
type Draft = { title: string; body: string; version: number };

/** The forum's doors, with the types of what they take and give. */
export const forum = {
  categories: () => call<{ categories: CategoryView[] }>("GET", "/api/categories"),
  open: (input: TopicInput) => call<{ id: number; slug: string } | Waiting>("POST", "/api/topics", input),
  reply: (topicId: number, input: ReplyInput) => call<{ id: number; number: number } | Waiting>("POST", `/api/topics/${topicId}/replies`, input),
  overlay: (topicId: number, from: number) => call<TopicOverlay>("GET", `/api/me/topic/${topicId}?from=${from}`),
  postsAfter: (topicId: number, number: number) => call<{ posts: PostView[] }>("GET", `/api/topics/${topicId}/posts?after=${number}`),
  window: (topicId: number, from: number, to: number) => call<{ posts: PostView[]; lastNumber: number }>("GET", `/api/topics/${topicId}/posts?from=${from}&to=${to}`),
  source: (postId: number) => call<{ source: string; version: number }>("GET", `/api/posts/${postId}/source`),
  versions: (postId: number) => call<{ versions: PostVersionView[] }>("GET", `/api/posts/${postId}/versions`),
  edit: (postId: number, input: EditInput) => call<{ version: number; html: string } | Waiting>("PATCH", `/api/posts/${postId}`, input),
  remove: (postId: number) => call<Nothing>("DELETE", `/api/posts/${postId}`),
  restore: (postId: number) => call<Nothing>("POST", `/api/posts/${postId}/restore`),
  react: (postId: number) => call<Nothing>("PUT", `/api/posts/${postId}/reaction`),
  unreact: (postId: number) => call<Nothing>("DELETE", `/api/posts/${postId}/reaction`),
  accept: (topicId: number, input: AcceptedInput) => call<Nothing>("POST", `/api/topics/${topicId}/accepted`, input),
  people: (prefix: string, { topicId, categorySlug }: TextPlace) => call<CallableView>("GET", `/api/people?prefix=${encodeURIComponent(prefix)}${topicId ? `&topic=${topicId}` : categorySlug ? `&category=${categorySlug}` : ""}`),
  preview: (body: string, place: TextPlace) => call<{ html: string }>("POST", "/api/preview", { body, ...place }),
  draft: (context: string) => call<{ draft: Draft | null }>("GET", `/api/me/drafts/${context}`),
  saveDraft: (context: string, input: DraftInput) => call<{ version: number }>("PUT", `/api/me/drafts/${context}`, input),
  discardDraft: (context: string) => call<Nothing>("DELETE", `/api/me/drafts/${context}`),
};
