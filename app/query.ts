import type { IdeaStatus, TopicKind, TopicSort } from "#lib/forum/types.ts";

/** A page's query parameters as they arrive: anything, any number of times. */
export type Query = string | string[] | undefined;
export type ListQuery = { sort?: Query; after?: Query; kind?: Query };

/** One parameter as text; given twice, it is not given. */
export const textOf = (value: Query): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The order a list is asked for; anything unknown is the latest. */
export const orderOf = (value: Query): TopicSort => (value === "top" || value === "unanswered" || value === "votes" ? value : "latest");

const kinds: readonly TopicKind[] = ["discussion", "question", "idea", "announcement"];
const statuses: readonly IdeaStatus[] = ["open", "planned", "started", "done", "declined"];
/** The kind of topic a list is asked for, or all. */
export const kindOf = (value: Query): TopicKind | undefined => kinds.find((kind) => kind === value);
/** What became of the ideas a list is asked for, or all. */
export const statusOf = (value: Query): IdeaStatus | undefined => statuses.find((status) => status === value);

/** A positive whole number, or undefined. */
export function numberOf(value: Query): number | undefined {
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}
