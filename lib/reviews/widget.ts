import { publicUrl } from "#lib/core/env.ts";
import { db } from "#lib/core/transact.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { WidgetData } from "./types.ts";

const product = `SELECT p.id, p.code, p.slug, p.name, p.rating_count AS count, p.rating_sum AS sum, ARRAY[p.rated_1, p.rated_2, p.rated_3, p.rated_4, p.rated_5] AS stars FROM product p
  WHERE p.active AND (p.code = $1 OR p.id = (SELECT product_id FROM product_variant WHERE code = $1)) ORDER BY p.code = $1 DESC LIMIT 1`;
const first = `SELECT r.id, r.rating, r.title, left(r.html, 4000) AS html, a.name AS author, r.verified, r.incentivised, r.created_at AS at FROM review r JOIN account a ON a.id = r.author_id
  WHERE r.product_id = $1 AND r.state = 'published' ORDER BY r.helpfulness DESC, r.id DESC LIMIT 3`;
type Found = { id: number; code: string; slug: string; name: string; count: number; sum: number; stars: number[] };
type Said = { id: number; rating: number; title: string; html: string; author: string; verified: boolean; incentivised: boolean; at: Date };

// A page of another site shows a first name and an initial: whoever wrote here did not sign there.
const shortened = (name: string): string => {
  const [given = "", ...rest] = name.split(" ");
  const initial = rest.at(-1)?.[0];
  return initial ? `${given} ${initial}.` : given;
};

/** What the shop's own page shows of a product by its code: stars, and the three most helpful reviews. Undefined when it is not on sale. */
export async function readWidget(code: string): Promise<WidgetData | undefined> {
  const [found] = await db().query<Found>(product, [code]);
  if (!found) return undefined;
  const rows = found.count ? await db().query<Said>(first, [found.id]) : [];
  const url = `${publicUrl()}/products/${found.slug}`;
  return {
    product: { code: found.code, name: found.name, url }, count: found.count, mean: found.count ? Number((found.sum / found.count).toFixed(2)) : 0, stars: found.stars,
    reviews: rows.map((row) => ({ rating: row.rating, title: row.title, text: excerpt(row.html, 240), author: shortened(row.author), verified: row.verified, incentivised: row.incentivised, at: row.at.toISOString(), url: `${url}#review-${row.id}` })),
  };
}
