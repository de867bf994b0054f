import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { descendants, inTreeOrder, placed, within } from "./category-tree.ts";
import { reguard } from "./events.ts";
import { mayArrange } from "./policy.ts";
import type { CategoryInput, PlaceInput } from "./schema.ts";
import { slugOf } from "./slug.ts";
import type { Audience, CategorySettings } from "./types.ts";

type Known = { id: number; slug: string; parentId: number | null; position: number; audience: Audience; retired: boolean; version: number };
const deepest = 4;

// One admin at a time: the tree's laws are about several rows.
async function tree(tx: Tx): Promise<Known[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('rapport.categories'))");
  return tx.query<Known>(`SELECT id, slug, parent_id AS "parentId", position, audience, retired_at IS NOT NULL AS retired, version FROM category ORDER BY position, id`);
}

/** Says why a category of this audience may not stand there, with what is below it. */
function misfit(all: readonly Known[], one: { id: number | undefined; audience: Audience; retired: boolean }, parentId: number | null): Refusal | undefined {
  const parent = all.find((known) => known.id === parentId);
  if (parentId !== null && !parent) return new Refusal("invalid", "There is no such category to stand below.", { field: "parentId" });
  const below = one.id === undefined ? [] : descendants(all, one.id);
  if (parentId !== null && (parentId === one.id || below.includes(parentId))) return new Refusal("invalid", "A category cannot stand below itself.", { field: "parentId" });
  if (parent && !within(one.audience, parent.audience)) return new Refusal("invalid", "A category is never open to more people than the one above it.", { field: "audience" });
  if (parent?.retired && !one.retired) return new Refusal("conflict", "Bring back the category above it first.", { field: "parentId" });
  const wider = all.some((known) => known.parentId === one.id && !within(known.audience, one.audience));
  if (one.id !== undefined && wider) return new Refusal("invalid", "A category below it is open to more people: narrow that one first.", { field: "audience" });
  const moved = all.map((known) => (known.id === one.id ? { ...known, parentId } : known));
  const fresh = { id: -1, slug: "", parentId, position: 0, audience: one.audience, retired: false, version: 1 };
  const deep = Math.max(...inTreeOrder(one.id === undefined ? [...moved, fresh] : moved).map((branch) => branch.depth));
  return deep >= deepest ? new Refusal("invalid", "Categories nest at most four deep.", { field: "parentId" }) : undefined;
}

function contrary(input: CategoryInput): Refusal | undefined {
  if (input.openAudience && !within(input.openAudience, input.audience)) return new Refusal("invalid", "Who may open topics is among who may see the category.", { field: "openAudience" });
  return input.replyAudience && !within(input.replyAudience, input.audience) ? new Refusal("invalid", "Who may reply is among who may see the category.", { field: "replyAudience" }) : undefined;
}

async function arranged(tx: Tx, actor: Member, done: { act: string; id: number; detail?: Record<string, unknown> }): Promise<void> {
  await noteAct(tx, actor, { act: `category.${done.act}`, subject: { type: "category", id: done.id }, ...(done.detail ? { detail: done.detail } : {}) });
  // Who sees what may have changed anywhere: every kept page, and every open topic of the category.
  await makeStale(tx);
  await reguard(tx, { categories: [done.id] });
}

const columns = (input: CategoryInput): unknown[] =>
  [input.name, input.description, input.colour, input.icon, input.audience, input.openAudience, input.replyAudience, input.slowSeconds, input.kinds, input.locale];

/** Runs an arrangement as an admin; everyone else learns that there is nothing. */
function arrange<T>(actor: Actor, work: (tx: Tx, admin: Member) => Promise<T | Refusal>): Promise<T | Refusal> {
  const allowed = mayArrange(actor);
  if (allowed !== true || actor.kind !== "member") return Promise.resolve(allowed === true ? missing() : allowed);
  return transact((tx) => work(tx, actor));
}

const insert = `
  INSERT INTO category (name, description, colour, icon, audience, open_audience, reply_audience, slow_seconds, kinds, locale, slug, parent_id, position)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (slug) DO NOTHING RETURNING id, slug`;

/** Makes a category, the last one of where it stands. Its address comes from its name and stays. */
export function createCategory(actor: Actor, input: CategoryInput & { parentId: number | null }): Promise<{ id: number; slug: string } | Refusal> {
  return arrange(actor, async (tx, admin) => {
    const all = await tree(tx);
    const wrong = contrary(input) ?? misfit(all, { id: undefined, audience: input.audience, retired: false }, input.parentId);
    if (wrong) return wrong;
    const [made] = await tx.query<{ id: number; slug: string }>(insert, [...columns(input), slugOf(input.name), input.parentId, all.length]);
    if (!made) return new Refusal("conflict", "A category of this name exists already.", { field: "name" });
    await arranged(tx, admin, { act: "created", id: made.id, detail: { slug: made.slug, audience: input.audience } });
    return made;
  });
}

const update = `
  UPDATE category SET name = $1, description = $2, colour = $3, icon = $4, audience = $5, open_audience = $6, reply_audience = $7, slow_seconds = $8, kinds = $9, locale = $10, version = version + 1
  WHERE id = $11 AND version = $12 RETURNING version`;

/** Changes what a category says and who may see, open and reply in it. Refused when it was changed since `version` was read. */
export function editCategory(actor: Actor, id: number, input: CategoryInput & { version: number }): Promise<{ version: number } | Refusal> {
  return arrange(actor, async (tx, admin) => {
    const all = await tree(tx);
    const one = all.find((known) => known.id === id);
    if (!one) return missing();
    const wrong = contrary(input) ?? misfit(all, { ...one, audience: input.audience }, one.parentId);
    if (wrong) return wrong;
    const [changed] = await tx.query<{ version: number }>(update, [...columns(input), id, input.version]);
    if (!changed) return new Refusal("conflict", "This category was changed meanwhile. Look at it again.");
    await arranged(tx, admin, { act: "edited", id, detail: { from: one.audience, audience: input.audience, open: input.openAudience, reply: input.replyAudience } });
    return changed;
  });
}

/** Puts a category at a position (0 first) below another, or at the top. */
export function placeCategory(actor: Actor, id: number, to: PlaceInput): Promise<true | Refusal> {
  return arrange(actor, async (tx, admin) => {
    const all = await tree(tx);
    const one = all.find((known) => known.id === id);
    if (!one) return missing();
    const wrong = misfit(all, one, to.parentId);
    if (wrong) return wrong;
    const order = placed(all, id, to);
    await tx.query("UPDATE category SET parent_id = $2, version = version + 1 WHERE id = $1 AND parent_id IS DISTINCT FROM $2", [id, to.parentId]);
    await tx.query("UPDATE category SET position = array_position($1::bigint[], id) - 1 WHERE id = ANY($1::bigint[])", [order]);
    await arranged(tx, admin, { act: "placed", id, detail: { parent: to.parentId, position: to.position } });
    return true as const;
  });
}

/** Retires a category, whose topics stay to be read, or brings it back. What stands below it is retired first, and comes back after it. */
export function retireCategory(actor: Actor, id: number, retired: boolean): Promise<true | Refusal> {
  return arrange(actor, async (tx, admin) => {
    const all = await tree(tx);
    const one = all.find((known) => known.id === id);
    if (!one) return missing();
    if (one.retired === retired) return true as const;
    if (retired && all.some((known) => known.parentId === id && !known.retired)) return new Refusal("conflict", "Retire the categories below it first.");
    if (!retired && all.some((known) => known.id === one.parentId && known.retired)) return new Refusal("conflict", "Bring back the category above it first.");
    await tx.query("UPDATE category SET retired_at = CASE WHEN $2 THEN now() END, version = version + 1 WHERE id = $1", [id, retired]);
    await arranged(tx, admin, { act: retired ? "retired" : "returned", id });
    return true as const;
  });
}

const settings = `
  SELECT id, slug, name, description, colour, icon, audience, open_audience AS "openAudience", reply_audience AS "replyAudience", slow_seconds AS "slowSeconds", kinds, locale,
    retired_at IS NOT NULL AS retired, parent_id AS "parentId", position, topic_count AS "topicCount", version FROM category`;

/** Every category with everything that is set, in the order of the tree, for an admin. */
export function readArrangement(actor: Actor): Promise<{ categories: CategorySettings[] } | Refusal> {
  return arrange(actor, async (tx) => ({ categories: inTreeOrder(await tx.query<CategorySettings>(settings)) }));
}
