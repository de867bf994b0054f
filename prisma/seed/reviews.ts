import { Readable } from "node:stream";
import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { cook } from "#lib/markdown/cook.ts";
import { disk } from "#lib/storage/disk.ts";
import { stage } from "#lib/storage/staging.ts";
import type { Fact } from "./facts.ts";
import { picture, pictured } from "./product-art.ts";
import { questions, replies } from "./questions.ts";
import { mulberry32, seedId } from "./random.ts";
import { coffeeReviews } from "./reviews-a.ts";
import { kitchenReviews } from "./reviews-b.ts";
import { places, shelves } from "./shelf.ts";
import type { Residents } from "./talk.ts";

type At = { residents: Residents; now: Date };
const day = 86_400_000;
const all = [...coffeeReviews, ...kitchenReviews];
// Whose review shows a photo of their own: product and who.
const photographed: [code: string, handle: string][] = [["AF-GR-048", "lotte.brandt"], ["AF-GR-048", "kofi.arden"], ["AF-GR-064", "silas.brook"], ["AF-KT-090", "sunniva.lark"], ["AF-DR-002", "cleo.varga"], ["AF-KN-210", "ivo.kestrel"], ["AF-CI-260", "greta.ashdown"], ["AF-CI-260", "hugo.tarn"], ["AF-SP-180", "elspeth.moor"], ["AF-BD-400", "bram.oakes"]];

async function keep(bytes: Buffer): Promise<string> {
  const staged = await stage(Readable.from([bytes]), bytes.length);
  if (!staged) throw new Error("a picture of the demo could not be kept");
  await disk.put(staged.key, staged.path);
  return staged.key;
}

export type Drawn = { code: string; scene: number; full: string; small: string; bytes: number; width: number; height: number };

/** Draws every picture the catalogue shows and puts it where files are kept, before anything is written. */
export async function drawShelf(): Promise<Drawn[]> {
  const scenes = [...pictured.map((code) => [code, 0] as const), ...photographed.map(([code], at) => [code, 1 + (at % 3)] as const)];
  return Promise.all(scenes.map(async ([code, scene]) => {
    const { full, small, width, height } = await picture(code, scene);
    return { code, scene, full: await keep(full), small: await keep(small), bytes: full.length, width, height };
  }));
}

async function show(tx: Tx, drawn: readonly (Drawn & { id: string; owner: string; subject: { type: "product" | "review"; id: number } })[]): Promise<void> {
  await insertRows(tx, { table: "media", columns: ["id:uuid", "owner_id:uuid", "kind:text", "name:text", "type:text", "bytes:bigint", "key:text", "small_key:text", "width:int", "height:int"] },
    drawn.map((one) => [one.id, one.owner, "image", `${one.code.toLowerCase()}.webp`, "image/webp", one.bytes, one.full, one.small, one.width, one.height]));
  await tx.query("UPDATE media SET loose_since = NULL WHERE id = ANY($1::uuid[])", [drawn.map((one) => one.id)]);
  await insertRows(tx, { table: "media_use", columns: ["media_id:uuid", "subject_type:text", "subject_id:text"] }, drawn.map((one) => [one.id, one.subject.type, String(one.subject.id)]));
}

/** Arranges the catalogue: categories, variants, what is short, and the pictures. */
export async function insertShelf(tx: Tx, drawn: readonly Drawn[], { residents, now }: At): Promise<void> {
  const ids = new Map<string, number>();
  for (const [position, { slug, name, under }] of shelves.entries()) {
    const [row] = await tx.query<{ id: number }>("INSERT INTO product_category (slug, name, parent_id, position) VALUES ($1, $2, $3, $4) RETURNING id", [slug, name, under ? ids.get(under) : null, position]);
    if (row) ids.set(slug, row.id);
  }
  for (const [code, { shelf, availability, substitute, variants = [] }] of Object.entries(places)) {
    await tx.query("UPDATE product SET category_id = $2, availability = coalesce($3, availability), substitute_id = (SELECT id FROM product WHERE code = $4), brand = 'Alder & Finch' WHERE code = $1", [code, ids.get(shelf), availability ?? null, substitute ?? null]);
    for (const [position, [variant, name, priceCents]] of variants.entries()) await tx.query("INSERT INTO product_variant (product_id, code, name, price_cents, position) SELECT id, $2, $3, $4, $5 FROM product WHERE code = $1", [code, variant, name, priceCents ?? null, position]);
  }
  const random = mulberry32(404);
  const products = new Map((await tx.query<{ id: number; code: string }>("SELECT id, code FROM product")).map((row) => [row.code, row.id]));
  const shown = drawn.filter((one) => one.scene === 0).map((one) => ({ ...one, id: seedId(random, now), owner: residents.of("admin.alder").id, subject: { type: "product" as const, id: products.get(one.code) ?? 0 } }));
  await show(tx, shown);
  await insertRows(tx, { table: "product_image", columns: ["product_id:bigint", "media_id:uuid"] }, shown.map((one) => [one.subject.id, one.id]));
}

/** What customers say of the products, with votes, photos and the company's replies. Who bought is who ordered. */
export async function insertReviews(tx: Tx, drawn: readonly Drawn[], { residents, now }: At): Promise<Fact[]> {
  const random = mulberry32(1927);
  const products = new Map((await tx.query<{ id: number; code: string }>("SELECT id, code FROM product")).map((row) => [row.code, row.id]));
  const at = (daysAgo: number): Date => new Date(now.getTime() - daysAgo * day - Math.floor(random() * day * 0.6));
  const split = (points: string): string[] => points.split("|").filter(Boolean);
  const made = await insertRows<{ id: number; product: number; author: string }>(tx, {
    table: "review", columns: ["product_id:bigint", "author_id:uuid", "rating:smallint", "title:text", "source:text", "html:text", "client_id:uuid", "created_at:timestamptz"],
    suffix: `RETURNING id, product_id AS product, author_id AS author`,
  }, all.map(([code, handle, stars, title, text, , , daysAgo]) => [products.get(code), residents.of(handle).id, stars, title, text, cook(text), seedId(random, now), at(daysAgo)]));
  const idOf = (code: string, handle: string): number => made.find((one) => one.product === products.get(code) && one.author === residents.of(handle).id)?.id ?? 0;
  for (const [code, handle, , , , pros, cons, , helpful] of all) await tx.query("UPDATE review SET pros = $2, cons = $3, helpful_base = $4 WHERE id = $1", [idOf(code, handle), split(pros), split(cons), helpful]);
  await tx.query(`UPDATE review r SET verified = true WHERE EXISTS (SELECT 1 FROM purchase_line l JOIN product p ON p.code = l.product_code WHERE l.customer_id = r.author_id AND p.id = r.product_id)`);
  await tx.query(`UPDATE review SET variant_id = (SELECT v.id FROM product_variant v WHERE v.product_id = review.product_id ORDER BY (v.id + review.id) % 2, v.id LIMIT 1) WHERE id % 3 <> 0`);
  for (const [code, reviewer, by, text] of replies) await tx.query("INSERT INTO review_reply (review_id, author_id, source, html, at) SELECT id, $2, $3, $4, created_at + interval '31 hours' FROM review WHERE id = $1", [idOf(code, reviewer), residents.of(by).id, text, cook(text)]);
  await tx.query("UPDATE review SET incentivised = true WHERE id = ANY($1::bigint[])", [[idOf("AF-PF-100", "otto.hale"), idOf("AF-SC-210", "amara.sol")]]);
  const photos = drawn.filter((one) => one.scene > 0).flatMap((one, place) => { const [code, handle] = photographed[place] ?? ["", ""]; return code ? [{ ...one, id: seedId(random, now), owner: residents.of(handle).id, subject: { type: "review" as const, id: idOf(code, handle) } }] : []; });
  await show(tx, photos);
  for (const one of photos) await tx.query("UPDATE review SET photos = ARRAY[$2::uuid] WHERE id = $1", [one.subject.id, one.id]);
  const rows = await tx.query<{ id: number; author: string; at: Date }>("SELECT id, author_id AS author, created_at AS at FROM review");
  return rows.map((row) => ({ customerId: row.author, kind: "review.published", at: row.at, subject: ["review", String(row.id)], key: `demo:review:${row.id}` }));
}

/** What people ask about the products, and who answers. */
export async function insertQuestions(tx: Tx, { residents, now }: At): Promise<void> {
  const random = mulberry32(42);
  for (const { code, handle, text, daysAgo, answers, best } of questions) {
    const [question] = await tx.query<{ id: number }>(`INSERT INTO product_question (product_id, author_id, text, client_id, answer_count, at) SELECT id, $2, $3, $4, $5, $6 FROM product WHERE code = $1 RETURNING id`,
      [code, residents.of(handle).id, text, seedId(random, now), answers.length, new Date(now.getTime() - daysAgo * day)]);
    for (const [place, [by, said, ago, helpful]] of answers.entries()) {
      const who = residents.of(by);
      const [answer] = await tx.query<{ id: number }>("INSERT INTO product_answer (question_id, author_id, source, html, client_id, staff, helpful, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        [question?.id, who.id, said, cook(said), seedId(random, now), who.role !== "customer", helpful, new Date(now.getTime() - ago * day)]);
      if (best === place + 1) await tx.query("UPDATE product_question SET best_answer_id = $2 WHERE id = $1", [question?.id, answer?.id]);
    }
  }
  await tx.query("UPDATE product p SET question_count = (SELECT count(*) FROM product_question q WHERE q.product_id = p.id)");
}
