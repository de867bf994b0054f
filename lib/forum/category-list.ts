import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { placeColumns } from "./access.ts";
import { inTreeOrder } from "./category-tree.ts";
import { audiencesOf, kindsFor, maySee } from "./policy.ts";
import type { CategoryView, Place } from "./types.ts";

type RawCategory = Place & {
  id: number; slug: string; name: string; description: string; colour: string; icon: string; locale: string | null; topicCount: number; postCount: number; lastPostAt: Date | null;
  parentId: number | null; parent: string | null; position: number;
};
const columns = `c.id, c.slug, c.name, c.description, c.colour, c.icon, c.locale, c.topic_count AS "topicCount", c.post_count AS "postCount", c.last_post_at AS "lastPostAt",
  c.parent_id AS "parentId", u.slug AS parent, c.position, ${placeColumns} FROM category c LEFT JOIN category u ON u.id = c.parent_id`;

const viewOf = (actor: Actor, { parentId: _, position: __, openAudience, replyAudience, kinds, ...row }: RawCategory & { depth: number }): CategoryView =>
  ({ ...row, lastPostAt: row.lastPostAt?.toISOString() ?? null, opens: kindsFor(actor, { ...row, openAudience, replyAudience, kinds }) });

/** The categories the actor may see, in the order of their tree, without the retired. */
export async function listCategories(actor: Actor): Promise<CategoryView[]> {
  const rows = await db().query<RawCategory>(`SELECT ${columns} WHERE c.audience = ANY($1) AND c.retired_at IS NULL`, [audiencesOf(actor)]);
  return inTreeOrder(rows).map((row) => viewOf(actor, row));
}

/** One category by its slug, when the actor may see it. */
export async function readCategory(actor: Actor, slug: string): Promise<CategoryView | Refusal> {
  const [row] = await db().query<RawCategory>(`SELECT ${columns} WHERE c.slug = $1`, [slug]);
  return row && maySee(actor, row.audience) ? viewOf(actor, { ...row, depth: 0 }) : missing();
}
