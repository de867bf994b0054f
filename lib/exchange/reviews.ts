import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import { newId } from "#lib/core/ids.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { ensureCategories } from "#lib/catalogue/product-categories.ts";
import { productSlug } from "#lib/catalogue/slug.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { cook } from "#lib/markdown/cook.ts";
import type { Columns } from "./csv-columns.ts";
import { Rejects } from "./rejects.ts";
import { type ReadReview, readReviews, type ReviewField } from "./reviews-read.ts";

export type ReviewsReport = {
  mapping: Columns<ReviewField>; rows: number; seconds: number; rowsPerSecond: number; stopped: boolean; dryRun: boolean; rejected: number; rejects: string | null;
  found: { reviews: number; products: number }; written: { reviews: number; products: number; authors: number };
};
export type Options = {
  files: readonly string[]; source: string; mapping: Columns<ReviewField>; createProducts: boolean; dryRun: boolean; rejects: string;
  progress: (done: number, all: number) => void; stopped: () => boolean;
};

const perBatch = 1000;
const byCode = "SELECT code, id FROM product WHERE code = ANY($1) UNION ALL SELECT v.code, v.product_id FROM product_variant v WHERE v.code = ANY($1)";

async function productsOf(codes: readonly string[]): Promise<Map<string, number>> {
  return new Map((await db().query<{ code: string; id: number }>(byCode, [codes])).map((row) => [row.code, row.id]));
}

/** Makes the products the reviews are about and the catalogue does not know. */
function createProducts(reviews: readonly ReadReview[]): Promise<number> {
  return transact(async (tx) => {
    const first = new Map<string, ReadReview>();
    for (const one of reviews) if (!first.has(one.product)) first.set(one.product, one);
    const categories = await ensureCategories(tx, [...new Set([...first.values()].map((one) => one.category).filter(Boolean))]);
    const rows = [...first.values()].map((one) => {
      const name = one.name || `${one.category || "Product"} ${one.product}`;
      return [one.product, name, productSlug(`${name.slice(0, 40)} ${one.name ? one.product : ""}`), categories.get(one.category) ?? null];
    });
    const made = await insertRows<{ id: number }>(tx, { table: "product", columns: ["code:text", "name:text", "slug:text", "category_id:bigint"], suffix: "ON CONFLICT DO NOTHING RETURNING id" }, rows);
    return made.length;
  });
}

type Author = { origin: string; id: string };
// The + keeps imported handles apart from chosen ones. Whoever the file does not name has an account that nobody can sign in to.
function authorOf(source: string, review: ReadReview): [string, string, string, string, Date] {
  const origin = review.author ? `reviews:${source}:by:${review.author}` : `reviews:${source}:of:${review.key}`;
  return [newId(), (review.author ?? "A customer").slice(0, 80), `${source}+${createHash("sha1").update(origin).digest("hex").slice(0, 12)}`, origin, review.at ?? new Date()];
}

const columns = ["product_id:bigint", "author_id:uuid", "rating:smallint", "title:text", "source:text", "html:text", "origin:text", "client_id:uuid", "helpful_base:int", "created_at:timestamptz"];

async function writeBatch(tx: Tx, source: string, reviews: readonly { review: ReadReview; productId: number }[]): Promise<{ reviews: number; authors: number }> {
  const origins = reviews.map(({ review }) => `review:${source}:${review.key}`);
  const there = new Set((await tx.query<{ origin: string }>("SELECT origin FROM review WHERE origin = ANY($1)", [origins])).map((row) => row.origin));
  const fresh = reviews.filter(({ review }) => !there.has(`review:${source}:${review.key}`));
  if (fresh.length === 0) return { reviews: 0, authors: 0 };
  const accounts = new Map(fresh.map(({ review }) => { const row = authorOf(source, review); return [row[3], row]; }));
  const made = await insertRows(tx, { table: "account", columns: ["id:uuid", "name:text", "handle:text", "origin:text", "created_at:timestamptz"], suffix: "ON CONFLICT (origin) DO NOTHING RETURNING id" }, [...accounts.values()]);
  const ids = new Map((await tx.query<Author>("SELECT id, origin FROM account WHERE origin = ANY($1)", [[...accounts.keys()]])).map((row) => [row.origin, row.id]));
  const rows = fresh.map(({ review, productId }) => [productId, ids.get(authorOf(source, review)[3]), review.rating, review.title, review.text, cook(review.text), `review:${source}:${review.key}`, newId(), review.helpful, review.at ?? new Date()]);
  const stored = await insertRows<{ id: number; origin: string; author: string; at: Date }>(tx, { table: "review", columns, suffix: "ON CONFLICT DO NOTHING RETURNING id, origin, author_id AS author, created_at AS at" }, rows);
  const named = new Set(fresh.filter(({ review }) => review.author).map(({ review }) => `review:${source}:${review.key}`));
  // Whose review it was nobody knows, when the file does not say; it is nobody's participation.
  await recordMany(tx, stored.filter((row) => named.has(row.origin)).map((row) => ({ customerId: row.author, kind: "review.published", occurredAt: row.at, subject: { type: "review", id: String(row.id) }, source: "import" as const, key: row.origin })));
  return { reviews: stored.length, authors: made.length };
}

async function write(reviews: readonly ReadReview[], options: Options): Promise<{ written: ReviewsReport["written"]; stopped: boolean }> {
  const written = { reviews: 0, products: options.createProducts ? await createProducts(reviews) : 0, authors: 0 };
  const products = await productsOf([...new Set(reviews.map((one) => one.product))]);
  const known = reviews.flatMap((review) => { const productId = products.get(review.product); return productId === undefined ? [] : [{ review, productId }]; });
  let done = 0;
  for (; done < known.length && !options.stopped(); done += perBatch) {
    const part = await transact((tx) => writeBatch(tx, options.source, known.slice(done, done + perBatch)));
    written.reviews += part.reviews;
    written.authors += part.authors;
    options.progress(Math.min(done + perBatch, known.length), known.length);
  }
  if (written.reviews + written.products > 0) await transact((tx) => makeStale(tx));
  return { written, stopped: done < known.length };
}

/**
 * Imports reviews of products: a review per row with its votes as a base count, by the author the file names or one of its own.
 * Reviews of products that are not in the catalogue are rejected, or bring them in with `createProducts`. A second run changes
 * nothing. Throws a SourceError, with nothing written, when a file cannot be read.
 */
export async function importReviews(options: Options): Promise<ReviewsReport> {
  const began = performance.now();
  const rejects = new Rejects(options.rejects);
  const book = await readReviews(options.files, options.mapping, rejects);
  const codes = [...new Set(book.reviews.map((one) => one.product))];
  const known = options.createProducts ? undefined : await productsOf(codes);
  const reviews = known ? book.reviews.filter((one) => known.has(one.product)) : book.reviews;
  if (known) for (const code of codes) if (!known.has(code)) rejects.add({ file: options.files[0] ?? "", line: 0, reason: `there is no product ${code}; --create-products brings it in` });
  await rejects.close();
  const { written, stopped } = options.dryRun ? { written: { reviews: 0, products: 0, authors: 0 }, stopped: false } : await write(reviews, options);
  const seconds = (performance.now() - began) / 1000;
  return {
    mapping: book.columns, rows: book.rows, seconds: Number(seconds.toFixed(2)), rowsPerSecond: Math.round(book.rows / seconds), stopped, dryRun: options.dryRun,
    rejected: rejects.count, rejects: rejects.count ? rejects.path : null, found: { reviews: book.reviews.length, products: codes.length }, written,
  };
}
