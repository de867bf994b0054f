import type { CategoryInput, DecisionInput, PlaceInput, SplitInput, StateInput, TopicEdit } from "#lib/forum/schema.ts";
import type { Audience, CategorySettings, CountedTag, DescribedTag } from "#lib/forum/types.ts";
import { type Answer, call } from "./call.ts";

type Nothing = Record<string, never>;
type Place = { id: number; slug: string };
export type FoundTopic = { id: number; slug: string; title: string; category: string };

/** What is done to topics as a whole. */
export const topics = {
  edit: (id: number, input: TopicEdit) => call<{ slug: string }>("PATCH", `/api/topics/${id}`, input),
  state: (id: number, input: StateInput) => call<Nothing>("PATCH", `/api/topics/${id}/state`, input),
  remove: (id: number) => call<Nothing>("DELETE", `/api/topics/${id}`),
  restore: (id: number) => call<Nothing>("POST", `/api/topics/${id}/restore`),
  split: (id: number, input: SplitInput) => call<Place>("POST", `/api/topics/${id}/split`, input),
  merge: (id: number, into: number) => call<Place>("POST", `/api/topics/${id}/merge`, { into }),
  unmerge: (id: number) => call<Nothing>("DELETE", `/api/topics/${id}/merge`),
  vote: (id: number, cast: boolean) => call<{ votes: number }>(cast ? "PUT" : "DELETE", `/api/topics/${id}/vote`),
  decide: (id: number, input: DecisionInput) => call<Nothing>("POST", `/api/topics/${id}/decision`, input),
  wiki: (postId: number, on: boolean) => call<Nothing>(on ? "PUT" : "DELETE", `/api/posts/${postId}/wiki`),
  find: (like: string) => call<{ topics: FoundTopic[] }>("GET", `/api/topics/find?like=${encodeURIComponent(like)}`),
};

/** Tags, and what an admin does with them. */
export const tags = {
  list: (prefix: string) => call<{ tags: CountedTag[] }>("GET", `/api/tags?prefix=${encodeURIComponent(prefix)}`),
  all: (after: string) => call<{ tags: DescribedTag[]; newTags: Audience }>("GET", `/api/admin/tags?after=${encodeURIComponent(after)}`),
  edit: (id: number, input: { name: string; description: string }) => call<Nothing>("PATCH", `/api/admin/tags/${id}`, input),
  merge: (id: number, into: string) => call<Nothing>("POST", `/api/admin/tags/${id}/merge`, { into }),
  remove: (id: number) => call<Nothing>("DELETE", `/api/admin/tags/${id}`),
  setNew: (audience: Audience) => call<Nothing>("PUT", "/api/admin/tags/new", { audience }),
};

/** The tree of categories, as an admin arranges it. */
export const arrangement = {
  read: (): Promise<Answer<{ categories: CategorySettings[] }>> => call("GET", "/api/admin/categories"),
  create: (input: CategoryInput & { parentId: number | null }) => call<Place>("POST", "/api/admin/categories", input),
  edit: (id: number, input: CategoryInput & { version: number }) => call<{ version: number }>("PATCH", `/api/admin/categories/${id}`, input),
  place: (id: number, to: PlaceInput) => call<Nothing>("PUT", `/api/admin/categories/${id}/place`, to),
  retire: (id: number, retired: boolean) => call<Nothing>(retired ? "PUT" : "DELETE", `/api/admin/categories/${id}/retirement`),
};
