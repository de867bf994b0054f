import { cook } from "#lib/markdown/cook.ts";
import type { Availability, CategoryRow, ManagedProduct, ProductImage, ProductRow, ProductView, Stars, Variant } from "./types.ts";

type RawImage = { id: string; name: string; alt: string; width: number | null; height: number | null; small: boolean };
export type RawProduct = {
  id: number; code: string; slug: string; name: string; brand: string; priceCents: number; currency: string; availability: Availability; ratingCount: number; ratingSum: number;
  categorySlug: string | null; categoryName: string | null; images: RawImage[] | null; sortKey: string;
};
export type RawManaged = RawProduct & { description: string; active: boolean; version: number; substituteCode: string | null; variants: Variant[] | null };
export type RawView = RawManaged & { rated1: number; rated2: number; rated3: number; rated4: number; rated5: number; questionCount: number; categoryId: number | null; substituteSlug: string | null; substituteName: string | null };

/** The pictures of a product `p` as JSON, at most so many. */
export const imagesOf = (most: number): string => `(SELECT json_agg(i) FROM (SELECT m.id, m.name, pi.alt, m.width, m.height, m.small_key IS NOT NULL AS small FROM product_image pi JOIN media m ON m.id = pi.media_id
  WHERE pi.product_id = p.id ORDER BY pi.position, m.id LIMIT ${most}) i) AS images`;

/** The variants of a product `p` as JSON. */
export const variantsOf = `(SELECT json_agg(v) FROM (SELECT v.id, v.code, v.name, v.options, v.price_cents AS "priceCents", v.availability FROM product_variant v WHERE v.product_id = p.id AND v.active ORDER BY v.position, v.id) v) AS variants`;

/** The columns of a product `p` with its category `c` and the settings `s`. */
export const productColumns = `p.id, p.code, p.slug, p.name, p.brand, p.price_cents AS "priceCents", s.currency, p.availability, p.rating_count AS "ratingCount", p.rating_sum AS "ratingSum", c.slug AS "categorySlug", c.name AS "categoryName"`;

function imageOf(row: RawImage): ProductImage {
  const url = `/media/${row.id}/${encodeURIComponent(row.name)}`;
  return { id: row.id, url, small: row.small ? `${url}?size=small` : url, alt: row.alt, width: row.width ?? 4, height: row.height ?? 3 };
}

/** A product as lists show it. */
export function productOf(row: RawProduct): ProductRow {
  const { id, code, slug, name, brand, priceCents, currency, availability, ratingCount, ratingSum } = row;
  const [image] = (row.images ?? []).map(imageOf);
  return { id, code, slug, name, brand, priceCents, currency, availability, ratingCount, ratingSum, image: image ?? null, category: row.categorySlug ? { slug: row.categorySlug, name: row.categoryName ?? "" } : null };
}

/** A product as its own page shows it; `categories` are all there are. */
export function viewOf(row: RawView, categories: readonly CategoryRow[]): ProductView {
  const trail: { slug: string; name: string }[] = [];
  for (let at = categories.find((one) => one.id === row.categoryId); at && trail.length < 10; at = categories.find((one) => one.id === at?.parentId)) trail.unshift({ slug: at.slug, name: at.name });
  const stars: Stars = [row.rated1, row.rated2, row.rated3, row.rated4, row.rated5];
  return {
    ...productOf(row), description: row.description, html: cook(row.description), images: (row.images ?? []).map(imageOf), variants: row.variants ?? [], stars, questionCount: row.questionCount,
    active: row.active, version: row.version, trail, substitute: row.substituteSlug ? { slug: row.substituteSlug, name: row.substituteName ?? "" } : null,
  };
}

/** A product as who looks after the catalogue sees it. */
export function managedOf(row: RawManaged): ManagedProduct {
  return { ...productOf(row), description: row.description, active: row.active, version: row.version, substituteCode: row.substituteCode, variants: row.variants ?? [], images: (row.images ?? []).map(imageOf) };
}
