import type { BookmarkList, DraftList, FollowLevel, FollowList, FollowSubject, Mark, SubjectType, Timeline, UnreadCount } from "#lib/forum/reading/types.ts";
import type { UnreadList } from "#lib/forum/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
const paged = (path: string, after?: string): string => (after ? `${path}${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}` : path);

/** The doors of reading, with the types of what they take and give. */
export const reading = {
  level: ({ type, id }: FollowSubject) => call<{ level: FollowLevel }>("GET", `/api/me/follow?type=${type}&id=${id}`),
  setLevel: (subject: FollowSubject, level: FollowLevel) => call<Nothing>("PUT", "/api/me/follows", { subject, level }),
  follows: (type: SubjectType, after?: string) => call<FollowList>("GET", paged(`/api/me/follows?type=${type}`, after)),
  choices: () => call<{ followOwn: boolean }>("GET", "/api/me/reading"),
  choose: (followOwn: boolean) => call<{ followOwn: boolean }>("PUT", "/api/me/reading", { followOwn }),
  read: (topicId: number, number: number) => call<Nothing>("POST", `/api/topics/${topicId}/read`, { number }),
  marks: (ids: number[]) => call<{ marks: Mark[] }>("GET", `/api/me/lists?ids=${ids.join(",")}`),
  unread: (after?: string) => call<UnreadList>("GET", paged("/api/me/unread", after)),
  unreadCount: () => call<UnreadCount>("GET", "/api/me/unread/count"),
  readAll: () => call<Nothing>("POST", "/api/me/unread/read"),
  bookmark: (postId: number) => call<{ bookmark: { note: string; remindAt: string | null } | null }>("GET", `/api/posts/${postId}/bookmark`),
  keep: (postId: number, input: { note?: string; remindAt?: string | null }) => call<{ id: number }>("PUT", `/api/posts/${postId}/bookmark`, input),
  drop: (postId: number) => call<Nothing>("DELETE", `/api/posts/${postId}/bookmark`),
  bookmarks: (after?: string) => call<BookmarkList>("GET", paged("/api/me/bookmarks", after)),
  drafts: (after?: string) => call<DraftList>("GET", paged("/api/me/drafts", after)),
  timeline: (topicId: number) => call<Timeline>("GET", `/api/topics/${topicId}/timeline`),
  place: (topicId: number, at: string) => call<{ number: number }>("GET", `/api/topics/${topicId}/place?at=${encodeURIComponent(at)}`),
};
