import type { InstantPage, SearchPage, SimilarTopic } from "#lib/search/types.ts";
import { call } from "./call.ts";

const asked = (params: Record<string, string | undefined>): string => new URLSearchParams(Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();

/** The doors of search. A signal takes a question back that nobody waits for any more. */
export const search = {
  find: (q: string, after?: string) => call<SearchPage>("GET", `/api/search?${asked({ q, after })}`),
  instant: (q: string, signal: AbortSignal) => call<InstantPage>("GET", `/api/search/instant?${asked({ q })}`, signal),
  similar: (title: string, signal: AbortSignal) => call<{ topics: SimilarTopic[] }>("GET", `/api/topics/similar?${asked({ title })}`, signal),
};
