import { db } from "#lib/core/transact.ts";
import { listReviews } from "#lib/reviews/queries.ts";
import { reviewSorts, type ReviewFilter } from "#lib/reviews/types.ts";
import type { Figure } from "./report.ts";

const many = 10_000;
const fill = `
  WITH a AS (INSERT INTO account (id, name, handle) SELECT gen_random_uuid(), 'Reader ' || n, 'bench.reader.' || n FROM generate_series(1, ${many}) n RETURNING id)
  INSERT INTO review (product_id, variant_id, author_id, rating, title, source, html, pros, client_id, helpful, unhelpful, verified, photos, created_at)
  SELECT $1, CASE WHEN random() < 0.3 THEN $2::bigint END, id, 1 + floor(5 * sqrt(random()))::int, 'A title of usual length', repeat('Words that say how it is. ', 14), '<p>' || repeat('Words that say how it is. ', 14) || '</p>', ARRAY['light', 'quiet'], gen_random_uuid(),
    floor(40 * random() * random())::int, floor(6 * random())::int, random() < 0.4, CASE WHEN random() < 0.02 THEN ARRAY[gen_random_uuid()] ELSE '{}' END, now() - make_interval(mins => (random() * 900000)::int) FROM a`;

async function shelf(): Promise<{ product: number; variant: number }> {
  const [product] = await db().query<{ id: number }>("INSERT INTO product (code, name, slug) VALUES ('BENCH', 'A product of the bench', 'bench-product') RETURNING id");
  const [variant] = await db().query<{ id: number }>("INSERT INTO product_variant (product_id, code, name) VALUES ($1, 'BENCH-V', 'Blue') RETURNING id", [product?.id]);
  if (!product || !variant) throw new Error("no product was made");
  await db().query(fill, [product.id, variant.id]);
  await db().query("ANALYZE review, account");
  return { product: product.id, variant: variant.id };
}

/** Every order and filter of a product with ten thousand reviews, the first page and pages deep inside: the slowest read of all, taken as the quicker of two. */
export async function reviews(): Promise<Figure[]> {
  const { product, variant } = await shelf();
  const filters: Partial<ReviewFilter>[] = [{}, { rating: 1 }, { rating: 5 }, { photos: true }, { verified: true }, { variant }, { rating: 4, photos: true, verified: true }];
  let worst = { took: 0, what: "" };
  let read = 0;
  for (const sort of reviewSorts) {
    for (const filter of filters) {
      let after: string | undefined;
      for (let page = 0; page < 12; page += 1) {
        const timed = async (): Promise<[number, string | null]> => {
          const began = performance.now();
          const { next } = await listReviews(product, { sort, ...filter, after });
          return [performance.now() - began, next];
        };
        const [first, next] = await timed();
        const [second] = await timed();
        const took = Math.min(first, second);
        read += 1;
        if (took > worst.took) worst = { took, what: `${sort} ${JSON.stringify(filter)} page ${page + 1}` };
        if (!next) break;
        // Far into the list: the cursor is the same whether one came here by one step or a thousand.
        after = next;
      }
    }
  }
  return [{ what: `reviews of a product with ${many}, worst of ${read} pages and filters`, value: `${worst.took.toFixed(1)} ms (${worst.what})`, wanted: "≤ 50 ms", good: worst.took <= 50 }];
}
