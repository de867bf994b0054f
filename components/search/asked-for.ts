import type { Filter } from "#lib/search/types.ts";

/** What the page was asked, read by the server: as typed, its words without filters, and the filters. */
export type AskedFor = { q: string; words: string; filters: Filter[] };
