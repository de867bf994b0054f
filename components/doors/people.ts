import type { TopicList, WrittenList } from "#lib/forum/types.ts";
import type { PersonProfile } from "#lib/identity/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
export type Level = "follow" | "mute" | "ignore" | "none";
export type WrittenTab = "topics" | "posts" | "answers";

const written = <List>(id: string, tab: WrittenTab, after: string | undefined) =>
  call<List>("GET", `/api/people/${id}/written?tab=${tab}${after ? `&after=${encodeURIComponent(after)}` : ""}`);

/** The doors of other people: who they are to me, what they wrote, and what I want to hear of them. */
export const people = {
  person: (id: string) => call<PersonProfile>("GET", `/api/people/${id}`),
  topics: (id: string, after: string | undefined) => written<TopicList>(id, "topics", after),
  posts: (id: string, tab: "posts" | "answers", after: string | undefined) => written<WrittenList>(id, tab, after),
  level: (id: string) => call<{ level: Level }>("GET", `/api/me/follow?type=person&id=${id}`),
  setLevel: (id: string, level: Level) => call<Nothing>("PUT", "/api/me/follows", { subject: { type: "person", id }, level }),
};
