import type { Actor } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayManage } from "./policy.ts";
import type { CategoryInput } from "./schema.ts";
import { productSlug } from "./slug.ts";

const above = `
  WITH RECURSIVE up AS (SELECT id, parent_id, 1 AS depth FROM product_category WHERE slug = $1 UNION ALL SELECT c.id, c.parent_id, up.depth + 1 FROM product_category c JOIN up ON c.id = up.parent_id WHERE up.depth < 10)
  SELECT (SELECT id FROM product_category WHERE slug = $1) AS id, coalesce(max(depth), 0)::int AS depth, coalesce(bool_or(id = (SELECT id FROM product_category WHERE slug = $2)), false) AS circle FROM up`;

/** Puts a category as it should be, new or changed. It never comes to stand under itself. */
export function putCategory(actor: Actor, slug: string, input: CategoryInput): Promise<{ slug: string } | Refusal> {
  return transact(async (tx) => {
    const allowed = mayManage(actor);
    if (allowed !== true) return allowed;
    // Two moves at once could close a circle between them.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('product_category'))");
    const [parent] = input.parent ? await tx.query<{ id: number | null; depth: number; circle: boolean }>(above, [input.parent, slug]) : [];
    if (input.parent && !parent?.id) return new Refusal("invalid", "There is no such category.", { field: "parent" });
    if (parent?.circle || (parent?.depth ?? 0) > 4) return new Refusal("invalid", "A category cannot stand there.", { field: "parent" });
    const [row] = await tx.query<{ id: number }>(`INSERT INTO product_category (slug, name, parent_id, position) VALUES ($1, $2, $3, $4)
      ON CONFLICT (slug) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, position = excluded.position RETURNING id`, [slug, input.name, parent?.id ?? null, input.position]);
    if (actor.kind === "member" && row) await noteAct(tx, actor, { act: "product.category", subject: { type: "product-category", id: row.id } });
    await makeStale(tx);
    return { slug };
  });
}

/** Brings categories of these names into being where there are none; resolves to the id of each name. */
export async function ensureCategories(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  const slugs = [...new Map(names.map((name) => [productSlug(name), name]))];
  await tx.query("INSERT INTO product_category (slug, name) SELECT slug, name FROM unnest($1::text[], $2::text[]) AS u (slug, name) ON CONFLICT (slug) DO NOTHING", [slugs.map(([slug]) => slug), slugs.map(([, name]) => name)]);
  const rows = await tx.query<{ id: number; slug: string }>("SELECT id, slug FROM product_category WHERE slug = ANY($1)", [slugs.map(([slug]) => slug)]);
  const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
  return new Map(names.map((name) => [name, bySlug.get(productSlug(name)) ?? 0]));
}
