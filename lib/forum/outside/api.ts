import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, problem } from "#lib/identity/door.ts";
import { topicFeed, topicsFeed } from "./feeds.ts";
import * as input from "./schema.ts";
import { placesMap, robots, sitemapIndex, topicsMap } from "./sitemap.ts";
import { oembedOf } from "./structured.ts";

const done = { 200: { description: "The document" }, 404: { description: "Not there, or not for everybody" } };
const xml = "application/xml; charset=utf-8";

function send(c: Context<DoorEnv>, text: string | Refusal, type: string): Response {
  return refused(text) ? problem(c, text) : c.body(text, 200, { "Content-Type": type });
}

function feeds(doors: Doors, locale: "en" | "fr"): void {
  const query = input.formQuery;
  const type = (form: "atom" | "rss"): string => `application/${form}+xml; charset=utf-8`;
  doors.openapi(createRoute({ method: "get", path: `/${locale}/feed.xml`, request: { query }, responses: done }), async (c) => {
    const { form } = c.req.valid("query");
    return send(c, await topicsFeed({ locale, form }), type(form));
  });
  doors.openapi(createRoute({ method: "get", path: `/${locale}/c/{slug}/feed.xml`, request: { query, params: input.slugParam }, responses: done }), async (c) => {
    const { form } = c.req.valid("query");
    return send(c, await topicsFeed({ locale, form }, { categorySlug: c.req.valid("param").slug }), type(form));
  });
  doors.openapi(createRoute({ method: "get", path: `/${locale}/tag/{slug}/feed.xml`, request: { query, params: input.slugParam }, responses: done }), async (c) => {
    const { form } = c.req.valid("query");
    return send(c, await topicsFeed({ locale, form }, { tagSlug: c.req.valid("param").slug }), type(form));
  });
  doors.openapi(createRoute({ method: "get", path: `/${locale}/t/{id}/{slug}/feed.xml`, request: { query, params: input.idParam.extend({ slug: input.slugParam.shape.slug }) }, responses: done }), async (c) => {
    const { form } = c.req.valid("query");
    return send(c, await topicFeed({ locale, form }, c.req.valid("param").id), type(form));
  });
}

/** What the outside world reads: feeds, maps, oEmbed. Whoever asks, they say what a visitor may see, and are kept in front. */
export function outsideDoors(): Doors {
  const doors = createDoors();
  feeds(doors, "en");
  feeds(doors, "fr");
  doors.openapi(createRoute({ method: "get", path: "/robots.txt", responses: done }), (c) => send(c, robots(), "text/plain; charset=utf-8"));
  doors.openapi(createRoute({ method: "get", path: "/sitemap.xml", responses: done }), async (c) => send(c, await sitemapIndex(), xml));
  doors.openapi(createRoute({ method: "get", path: "/sitemaps/places", responses: done }), async (c) => send(c, await placesMap(), xml));
  doors.openapi(createRoute({ method: "get", path: "/sitemaps/{id}", request: { params: input.idParam }, responses: done }), async (c) => send(c, await topicsMap(c.req.valid("param").id), xml));
  doors.openapi(createRoute({ method: "get", path: "/api/oembed", request: { query: input.oembedQuery }, responses: done }), async (c) => {
    const { url, format } = c.req.valid("query");
    const found = format === "json" ? await oembedOf(url) : missing();
    return refused(found) ? problem(c, found) : c.json(found);
  });
  return doors;
}
