import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { attach } from "#lib/media/attachments.ts";
import { mayManage } from "./policy.ts";
import type { ImagesInput, ProductInput, VariantInput } from "./schema.ts";
import { productSlug } from "./slug.ts";

export type Put = { id: number; slug: string; created: boolean; changed: boolean };
type Resolved = { categoryId: number | null | undefined; substituteId: number | null | undefined };

async function freeSlug(tx: Tx, name: string, code: string): Promise<string> {
  const plain = productSlug(name);
  const longer = productSlug(`${plain.slice(0, 40)}-${code}`);
  const taken = new Set((await tx.query<{ slug: string }>("SELECT slug FROM product WHERE slug = ANY($1)", [[plain, longer]])).map((row) => row.slug));
  if (!taken.has(plain)) return plain;
  return taken.has(longer) ? `${longer}-${Date.now().toString(36)}` : longer;
}

async function resolve(tx: Tx, code: string, input: ProductInput): Promise<Resolved | Refusal> {
  const [category] = input.category ? await tx.query<{ id: number }>("SELECT id FROM product_category WHERE slug = $1", [input.category]) : [];
  if (input.category && !category) return new Refusal("invalid", "There is no such category.", { field: "category" });
  if (input.substitute === code) return new Refusal("invalid", "A product is no substitute for itself.", { field: "substitute" });
  const [substitute] = input.substitute ? await tx.query<{ id: number }>("SELECT id FROM product WHERE code = $1", [input.substitute]) : [];
  if (input.substitute && !substitute) return new Refusal("invalid", "There is no such product.", { field: "substitute" });
  return { categoryId: category?.id ?? (input.category as null | undefined), substituteId: substitute?.id ?? (input.substitute as null | undefined) };
}

const insert = "INSERT INTO product (code, name, slug) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING RETURNING id, slug";
const found = "SELECT id, slug FROM product WHERE code = $1 FOR UPDATE";
// Only what differs is a change; what is left out stays.
const change = `
  UPDATE product p SET name = n.name, description = n.description, price_cents = n.price_cents, brand = n.brand, availability = n.availability, active = n.active, category_id = n.category_id, substitute_id = n.substitute_id, version = version + 1
  FROM (SELECT id, $2 AS name, coalesce($3, description) AS description, coalesce($4::int, price_cents) AS price_cents, coalesce($5, brand) AS brand, coalesce($6, availability) AS availability, coalesce($7::boolean, active) AS active,
    CASE WHEN $8 THEN $9::bigint ELSE category_id END AS category_id, CASE WHEN $10 THEN $11::bigint ELSE substitute_id END AS substitute_id FROM product WHERE id = $1) n
  WHERE p.id = n.id AND (p.name, p.description, p.price_cents, p.brand, p.availability, p.active, p.category_id, p.substitute_id)
    IS DISTINCT FROM (n.name, n.description, n.price_cents, n.brand, n.availability, n.active, n.category_id, n.substitute_id) RETURNING p.id`;

const variants = `
  WITH told AS (SELECT * FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::int[], $6::text[]) WITH ORDINALITY AS u (code, name, options, price_cents, availability, place)),
    put AS (INSERT INTO product_variant AS v (product_id, code, name, options, price_cents, availability, position) SELECT $1, code, name, options, price_cents, availability, place FROM told
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, options = excluded.options, price_cents = excluded.price_cents, availability = excluded.availability, position = excluded.position, active = true
      WHERE v.product_id = $1 AND (v.name, v.options, v.price_cents, v.availability, v.position, v.active) IS DISTINCT FROM (excluded.name, excluded.options, excluded.price_cents, excluded.availability, excluded.position, true) RETURNING 1),
    left_out AS (UPDATE product_variant SET active = false WHERE product_id = $1 AND active AND NOT code = ANY($2) RETURNING 1)
  SELECT (SELECT count(*) FROM put)::int + (SELECT count(*) FROM left_out)::int AS changed, EXISTS (SELECT 1 FROM product_variant WHERE code = ANY($2) AND product_id <> $1) AS foreign`;

async function putVariants(tx: Tx, productId: number, told: readonly VariantInput[]): Promise<boolean | Refusal> {
  if (new Set(told.map((one) => one.code)).size < told.length) return new Refusal("invalid", "Two variants have the same code.", { field: "variants" });
  const values = [told.map((one) => one.code), told.map((one) => one.name), told.map((one) => JSON.stringify(one.options)), told.map((one) => one.priceCents), told.map((one) => one.availability)];
  const [row] = await tx.query<{ changed: number; foreign: boolean }>(variants, [productId, ...values]);
  if (row?.foreign) return new Refusal("conflict", "Another product has a variant of this code.", { field: "variants" });
  return (row?.changed ?? 0) > 0;
}

/** Puts a product into the caller's transaction as it should be. The same twice changes nothing; a variant left out goes off sale. */
export async function putInto(tx: Tx, code: string, input: ProductInput): Promise<Put | Refusal> {
  const resolved = await resolve(tx, code, input);
  if (resolved instanceof Refusal) return resolved;
  let [row] = await tx.query<{ id: number; slug: string }>(found, [code]);
  const created = !row;
  if (!row) [row] = await tx.query<{ id: number; slug: string }>(insert, [code, input.name, await freeSlug(tx, input.name, code)]);
  if (!row) [row] = await tx.query<{ id: number; slug: string }>(found, [code]);
  if (!row) return missing();
  const changed = await tx.query(change, [row.id, input.name, input.description ?? null, input.priceCents ?? null, input.brand ?? null, input.availability ?? null, input.active ?? null,
    resolved.categoryId !== undefined, resolved.categoryId ?? null, resolved.substituteId !== undefined, resolved.substituteId ?? null]);
  const other = input.variants ? await putVariants(tx, row.id, input.variants) : false;
  if (other instanceof Refusal) return other;
  return { ...row, created, changed: created || changed.length > 0 || other };
}

// A refusal in the middle must leave nothing of what came before it.
class Stopped extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** Puts a product as it should be, new or changed. */
export async function putProduct(actor: Actor, code: string, input: ProductInput): Promise<Put | Refusal> {
  const allowed = mayManage(actor);
  if (allowed !== true) return allowed;
  try {
    return await transact(async (tx) => {
      const put = await putInto(tx, code, input);
      if (put instanceof Refusal) throw new Stopped(put);
      if (put.changed && actor.kind === "member") await noteAct(tx, actor, { act: put.created ? "product.created" : "product.changed", subject: { type: "product", id: put.id } });
      if (put.changed) await makeStale(tx, [`product:${put.slug}`, ...[code, ...(input.variants ?? []).map((one) => one.code)].map((one) => `widget:${one}`), "products"]);
      return put;
    });
  } catch (error) {
    if (error instanceof Stopped) return error.refusal;
    throw error;
  }
}

/** Says which pictures a product shows, in their order. Only files the actor brought, and those it shows already, are taken. */
export function setImages(actor: Actor, code: string, input: ImagesInput): Promise<{ images: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = mayManage(actor);
    if (allowed !== true) return allowed;
    if (actor.kind !== "member") return missing();
    const [product] = await tx.query<{ id: number; slug: string }>(found, [code]);
    if (!product) return missing();
    const stands = new Set(await attach(tx, { mediaIds: input.images.map((one) => one.id), subject: { type: "product", id: String(product.id) }, by: actor.id }));
    const kept = input.images.filter((one, at) => stands.has(one.id) && input.images.findIndex((other) => other.id === one.id) === at);
    await tx.query("DELETE FROM product_image WHERE product_id = $1", [product.id]);
    await tx.query("INSERT INTO product_image (product_id, media_id, position, alt) SELECT $1, id, place, alt FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS u (id, alt, place)", [product.id, kept.map((one) => one.id), kept.map((one) => one.alt)]);
    await noteAct(tx, actor, { act: "product.pictured", subject: { type: "product", id: product.id } });
    await makeStale(tx, [`product:${product.slug}`, "products"]);
    return { images: kept.length };
  });
}
