import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { mayManage, seesInactive } from "./policy.ts";
import { imagesOf, managedOf, productColumns, productOf, type RawManaged, type RawProduct, type RawView, variantsOf, viewOf } from "./rows.ts";
import type { CategoryRow, ManagedProduct, ProductList, ProductSort, ProductView } from "./types.ts";

const pageSize = 24;
const joined = "FROM product p CROSS JOIN catalogue_setting s LEFT JOIN product_category c ON c.id = p.category_id";
// Each order has an index of its own.
const orders: Record<ProductSort, string> = { reviewed: "p.rating_count", rated: "p.rating_rank", newest: "p.id", price: "p.price_cents" };

const categories = `
  WITH RECURSIVE tree AS (
    SELECT id, slug, name, parent_id, position, 0 AS depth, ARRAY[position, id::int] AS place FROM product_category WHERE parent_id IS NULL
    UNION ALL SELECT c.id, c.slug, c.name, c.parent_id, c.position, t.depth + 1, t.place || ARRAY[c.position, c.id::int] FROM product_category c JOIN tree t ON c.parent_id = t.id WHERE t.depth < 6)
  SELECT t.id, t.slug, t.name, t.parent_id AS "parentId", t.position, t.depth, (SELECT count(*) FROM product p WHERE p.category_id = t.id AND p.active)::int AS products FROM tree t ORDER BY t.place`;

/** All categories in the order of their tree. */
export function listCategories(): Promise<CategoryRow[]> {
  return db().query<CategoryRow>(categories);
}

/** The ids of a category and everything under it; undefined when there is no such category. */
function within(all: readonly CategoryRow[], slug: string): number[] | undefined {
  const top = all.find((one) => one.slug === slug);
  if (!top) return undefined;
  const ids = new Set([top.id]);
  // In the order of the tree a parent stands before its children.
  for (const one of all) if (one.parentId !== null && ids.has(one.parentId)) ids.add(one.id);
  return [...ids];
}

export type Asked = { sort: ProductSort; category?: string | undefined; stars?: number | undefined; available?: boolean; after?: string | undefined };

/** Products on sale, two dozen at a time, with the categories they can be narrowed to. */
export async function listProducts(by: Asked): Promise<(ProductList & { categories: CategoryRow[] }) | Refusal> {
  const all = await listCategories();
  const ids = by.category ? within(all, by.category) : null;
  if (ids === undefined) return missing();
  const key = orders[by.sort];
  const cursor = decodeCursor(by.after);
  const fits = cursor && /^-?\d+$/.test(cursor.at) ? cursor : undefined;
  const sql = `SELECT ${productColumns}, ${key}::text AS "sortKey", ${imagesOf(1)} ${joined}
    WHERE p.active AND ($1::bigint[] IS NULL OR p.category_id = ANY($1)) AND ($2::int IS NULL OR (p.rating_count > 0 AND p.rating_sum >= $2::int * p.rating_count)) AND (NOT $3 OR p.availability IN ('in_stock', 'low'))
      AND ($4::bigint IS NULL OR (${key}, p.id) < ($4::bigint, $5::bigint)) ORDER BY ${key} DESC, p.id DESC LIMIT ${pageSize + 1}`;
  const rows = await db().query<RawProduct>(sql, [ids, by.stars ?? null, by.available === true, fits?.at ?? null, fits?.id ?? null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { products: shown.map(productOf), categories: all, next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null };
}

const view = `
  SELECT ${productColumns}, '' AS "sortKey", p.description, p.active, p.version, p.category_id AS "categoryId", p.question_count AS "questionCount", p.rated_1 AS rated1, p.rated_2 AS rated2, p.rated_3 AS rated3, p.rated_4 AS rated4, p.rated_5 AS rated5,
    sub.slug AS "substituteSlug", sub.name AS "substituteName", sub.code AS "substituteCode", ${imagesOf(12)}, ${variantsOf}
  ${joined} LEFT JOIN product sub ON sub.id = p.substitute_id AND sub.active`;

/** A product by its address, when the actor may see it. Two queries. */
export async function readProduct(actor: Actor, slug: string): Promise<ProductView | Refusal> {
  const [[row], all] = await Promise.all([db().query<RawView>(`${view} WHERE p.slug = $1`, [slug]), listCategories()]);
  return row && (row.active || seesInactive(actor)) ? viewOf(row, all) : missing();
}

/** The address of the product with this code, or of which this is a variant, when it is on sale. */
export async function slugOfCode(code: string): Promise<string | undefined> {
  const [row] = await db().query<{ slug: string }>("SELECT p.slug FROM product p WHERE p.active AND (p.code = $1 OR p.id = (SELECT product_id FROM product_variant WHERE code = $1))", [code]);
  return row?.slug;
}

const managed = `SELECT ${productColumns}, p.id::text AS "sortKey", p.description, p.active, p.version, sub.code AS "substituteCode", ${imagesOf(12)}, ${variantsOf} ${joined} LEFT JOIN product sub ON sub.id = p.substitute_id`;

/** Everything in the catalogue for who looks after it, newest first, narrowed by words in name, code or brand. */
export async function listManaged(actor: Actor, by: { q?: string | undefined; after?: string | undefined }): Promise<{ products: ManagedProduct[]; next: string | null } | Refusal> {
  const allowed = mayManage(actor);
  if (allowed !== true) return allowed;
  const cursor = decodeCursor(by.after);
  const pattern = by.q?.trim() ? `%${by.q.trim().replaceAll("\u0000", "").replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await db().query<RawManaged>(`${managed} WHERE ($1::text IS NULL OR p.name ILIKE $1 OR p.code ILIKE $1 OR p.brand ILIKE $1) AND ($2::bigint IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT ${pageSize + 1}`, [pattern, cursor?.id ?? null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { products: shown.map(managedOf), next: rows.length > pageSize && last ? encodeCursor({ at: "0", id: last.id }) : null };
}
