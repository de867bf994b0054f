import { visitor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { listCategories } from "../category-list.ts";

// A page holds the topics of a stretch of ids, each in two languages: never more than five thousand addresses, found by key.
const stretch = 2500;
const locales = ["en", "fr"] as const;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** One place in both languages, each pointing to the other. */
function entries(path: string, changed: string | null): string {
  const alternates = locales.map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${escaped(`${publicUrl()}/${locale}${path}`)}"/>`).join("");
  return locales.map((locale) => `<url><loc>${escaped(`${publicUrl()}/${locale}${path}`)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ""}${alternates}</url>`).join("\n");
}

const head = `<?xml version="1.0" encoding="UTF-8"?>\n`;
const urls = (inner: string[]): string => `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${inner.join("\n")}\n</urlset>\n`;

const stretches = `SELECT (t.id - 1) / ${stretch} + 1 AS page, max(t.last_post_at) AS changed FROM topic t JOIN category c ON c.id = t.category_id
  WHERE t.deleted_at IS NULL AND c.audience = 'public' GROUP BY 1 ORDER BY 1 DESC LIMIT 49999`;

/** The map of maps: one of the categories, and one of each stretch of topics that a visitor may see any of. */
export async function sitemapIndex(): Promise<string> {
  const rows = await db().query<{ page: number; changed: Date }>(stretches);
  const maps = [`<sitemap><loc>${publicUrl()}/sitemaps/places</loc></sitemap>`, ...rows.map((row) => `<sitemap><loc>${publicUrl()}/sitemaps/${row.page}</loc><lastmod>${row.changed.toISOString()}</lastmod></sitemap>`)];
  return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join("\n")}\n</sitemapindex>\n`;
}

// Both are few beside topics; so many fit a map.
const products = "SELECT '/products/' || slug AS path FROM product WHERE active ORDER BY id LIMIT 10000";
const tags = `SELECT '/tag/' || g.slug AS path FROM tag g WHERE EXISTS (SELECT 1 FROM topic_tag x JOIN topic t ON t.id = x.topic_id JOIN category c ON c.id = t.category_id WHERE x.tag_id = g.id AND t.deleted_at IS NULL AND c.audience = 'public') ORDER BY g.id LIMIT 10000`;

/** The front page, the categories and tags that show a visitor anything, and the products on sale. */
export async function placesMap(): Promise<string> {
  const categories = await listCategories(visitor);
  const others = [...(await db().query<{ path: string }>(tags)), ...(await db().query<{ path: string }>(products))];
  return urls([entries("", null), ...categories.map((category) => entries(`/c/${category.slug}`, category.lastPostAt)), entries("/products", null), ...others.map(({ path }) => entries(path, null))]);
}

const topics = `SELECT t.id, t.slug, t.last_post_at AS changed FROM topic t JOIN category c ON c.id = t.category_id
  WHERE t.id > $1 AND t.id <= $2 AND t.deleted_at IS NULL AND c.audience = 'public' ORDER BY t.id`;

/** The topics of one stretch of ids that a visitor may see; missing when there is none. */
export async function topicsMap(page: number): Promise<string | Refusal> {
  if (page > 4_000_000) return missing();
  const rows = await db().query<{ id: number; slug: string; changed: Date }>(topics, [(page - 1) * stretch, page * stretch]);
  return rows.length ? urls(rows.map((row) => entries(`/t/${row.id}/${row.slug}`, row.changed.toISOString()))) : missing();
}

/** What crawlers may ask for: everything but the doors and what is one's own; and where the map is. */
export const robots = (): string => `User-agent: *\nDisallow: /api/\n${locales.map((locale) => ["me/", "unread", "new", "sign-in", "sign-up", "reset", "desk"].map((path) => `Disallow: /${locale}/${path}`).join("\n")).join("\n")}\nSitemap: ${publicUrl()}/sitemap.xml\n`;
