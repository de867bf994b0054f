import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayArrange } from "./policy.ts";
import { readSetting } from "./settings.ts";
import { tagSlug } from "./slug.ts";
import type { Audience, DescribedTag } from "./types.ts";

/** Cares for a tag as an admin; everyone else learns that there is nothing. What pages show of it is stale at commit. */
function care<T>(actor: Actor, work: (tx: Tx, admin: Member) => Promise<T | Refusal>): Promise<T | Refusal> {
  const allowed = mayArrange(actor);
  if (allowed !== true || actor.kind !== "member") return Promise.resolve(allowed === true ? missing() : allowed);
  return transact((tx) => work(tx, actor));
}

async function cared(tx: Tx, admin: Member, done: { act: string; id: number; detail: Record<string, unknown> }): Promise<true> {
  await noteAct(tx, admin, { act: `tag.${done.act}`, subject: { type: "tag", id: done.id }, detail: done.detail });
  await makeStale(tx);
  return true;
}

const all = `SELECT g.id, g.slug, g.name, g.description, coalesce((SELECT sum(topics) FROM tag_count n WHERE n.tag_id = g.id), 0)::int AS topics FROM tag g WHERE g.slug > $1 ORDER BY g.slug LIMIT 100`;

/** Every tag by its address, a hundred at a time, with who may make new ones; for an admin. */
export function readTags(actor: Actor, after: string): Promise<{ tags: DescribedTag[]; newTags: Audience } | Refusal> {
  return care(actor, async (tx) => ({ tags: await tx.query<DescribedTag>(all, [after]), newTags: await readSetting(tx, "newTags") }));
}

/** Gives a tag a name, the address that goes with it, and words that say what it is for. */
export function editTag(actor: Actor, id: number, { name, description }: { name: string; description?: string | undefined }): Promise<true | Refusal> {
  return care(actor, async (tx, admin) => {
    const [tag] = await tx.query<{ name: string; description: string }>("SELECT name, description FROM tag WHERE id = $1 FOR UPDATE", [id]);
    if (!tag) return missing();
    const [taken] = await tx.query("SELECT 1 FROM tag WHERE slug = $1 AND id <> $2", [tagSlug(name), id]);
    if (taken) return new Refusal("conflict", "There is a tag of this name already: merge this one into it.", { field: "name" });
    await tx.query("UPDATE tag SET name = $2, slug = $3, description = $4 WHERE id = $1", [id, name, tagSlug(name), description ?? tag.description]);
    return cared(tx, admin, tag.name === name ? { act: "described", id, detail: { name } } : { act: "renamed", id, detail: { from: tag.name, to: name } });
  });
}

/** Puts everything of one tag under another, and the first is gone. */
export function mergeTag(actor: Actor, id: number, into: string): Promise<true | Refusal> {
  return care(actor, async (tx, admin) => {
    const [tag] = await tx.query<{ name: string }>("SELECT name FROM tag WHERE id = $1 FOR UPDATE", [id]);
    if (!tag) return missing();
    const [other] = await tx.query<{ id: number }>("SELECT id FROM tag WHERE slug = $1 AND id <> $2 FOR UPDATE", [tagSlug(into), id]);
    if (!other) return new Refusal("invalid", "There is no other tag of this name.", { field: "into" });
    await tx.query("INSERT INTO topic_tag (topic_id, tag_id, place) SELECT topic_id, $2, place FROM topic_tag WHERE tag_id = $1 ON CONFLICT DO NOTHING", [id, other.id]);
    await tx.query("DELETE FROM tag WHERE id = $1", [id]);
    return cared(tx, admin, { act: "merged", id, detail: { from: tag.name, into } });
  });
}

/** Takes a tag away from every topic. */
export function deleteTag(actor: Actor, id: number): Promise<true | Refusal> {
  return care(actor, async (tx, admin) => {
    const [tag] = await tx.query<{ name: string }>("DELETE FROM tag WHERE id = $1 RETURNING name", [id]);
    return tag ? cared(tx, admin, { act: "deleted", id, detail: { name: tag.name } }) : missing();
  });
}

/** Says from which audience on members may bring new tags into use. */
export function setNewTags(actor: Actor, audience: Audience): Promise<true | Refusal> {
  return care(actor, async (tx, admin) => {
    await tx.query("INSERT INTO forum_setting (name, value) VALUES ('newTags', to_jsonb($1::text)) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [audience]);
    return cared(tx, admin, { act: "opened", id: 0, detail: { audience } });
  });
}
