import type { Door } from "./expect.ts";

// Anyone may search; what is found is what they may see: tests/search/seen.test.ts and the canary crawl hold it against every room.
export const searchRules: Door[] = [
  { door: "GET /api/search", about: "nobody", expect: () => 200 },
  { door: "GET /api/search/instant", about: "nobody", expect: () => 200 },
  { door: "GET /api/topics/similar", about: "nobody", expect: () => 200 },
];
