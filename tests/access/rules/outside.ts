import { type Door, owned, type Thing } from "./expect.ts";

// Whoever asks, these say what a visitor may see.
const open = (_: unknown, thing: Thing): number => (thing !== "nothing" && thing.audience === "public" ? 200 : 404);
const only = (thing: Thing): boolean => !owned(thing);

export const outsideRules: Door[] = [
  ...(["en", "fr"] as const).flatMap((locale): Door[] => [
    { door: `GET /${locale}/feed.xml`, about: "nobody", expect: () => 200 },
    { door: `GET /${locale}/c/:slug/feed.xml`, about: "topic", only, expect: open },
    { door: `GET /${locale}/tag/:slug/feed.xml`, about: "nobody", expect: () => 404 },
    { door: `GET /${locale}/t/:id/:slug/feed.xml`, about: "topic", only, expect: open },
  ]),
  { door: "GET /robots.txt", about: "nobody", expect: () => 200 },
  { door: "GET /sitemap.xml", about: "nobody", expect: () => 200 },
  { door: "GET /sitemaps/places", about: "nobody", expect: () => 200 },
  { door: "GET /sitemaps/:id", about: "nobody", expect: () => 404 },
  { door: "GET /api/oembed", about: "nobody", expect: () => 404 },
];
