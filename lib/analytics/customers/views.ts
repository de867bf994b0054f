import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { maySeeIndividuals } from "../policy.ts";
import type { ViewRow, ViewSetting } from "./types.ts";

const most = 100;
type Input = { name: string; shared: boolean; setting: ViewSetting };

/** One's own views and those that are shared with the studio. */
export async function listViews(actor: Actor): Promise<{ views: ViewRow[] } | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  return { views: await db().query<ViewRow>(
    `SELECT v.id, v.name, v.shared, v.owner_id = $1 AS own, a.name AS by, v.version, v.setting FROM customer_view v JOIN account a ON a.id = v.owner_id WHERE v.owner_id = $1 OR v.shared ORDER BY v.owner_id = $1 DESC, v.name, v.id LIMIT 200`, [me.id]) };
}

/** Keeps a view under an id that its maker chose: the same twice is one. */
export function saveView(actor: Actor, { id, name, shared, setting }: Input & { id: string }): Promise<{ id: string; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [held] = await tx.query<{ count: number }>("SELECT count(*)::int AS count FROM customer_view WHERE owner_id = $1 AND id <> $2", [me.id, id]);
    if ((held?.count ?? 0) >= most) return new Refusal("conflict", "You have a hundred views already: remove one first.");
    const [row] = await tx.query<{ id: string; version: number }>(
      `INSERT INTO customer_view (id, owner_id, name, shared, setting) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE customer_view.owner_id = $2 RETURNING id, version`, [id, me.id, name, shared, JSON.stringify(setting)]);
    return row ?? missing();
  });
}

/** Changes one's own view. */
export function changeView(actor: Actor, id: string, { version, name, shared, setting }: Input & { version: number }): Promise<{ id: string; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ id: string; version: number }>(
      "UPDATE customer_view SET name = $4, shared = $5, setting = $6, version = version + 1, changed_at = now() WHERE id = $1 AND owner_id = $2 AND version = $3 RETURNING id, version", [id, me.id, version, name, shared, JSON.stringify(setting)]);
    if (row) return row;
    const [there] = await tx.query<{ id: string }>("SELECT id FROM customer_view WHERE id = $1 AND owner_id = $2", [id, me.id]);
    return there ? new Refusal("conflict", "This view was changed meanwhile. Look at it again.") : missing();
  });
}

/** Removes one's own view. */
export function removeView(actor: Actor, id: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const gone = await tx.query<{ id: string }>("DELETE FROM customer_view WHERE id = $1 AND owner_id = $2 RETURNING id", [id, me.id]);
    return gone.length > 0 ? true : missing();
  });
}
