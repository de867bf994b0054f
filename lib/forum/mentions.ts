import type { Actor, Role } from "#lib/core/actor.ts";
import { db, type Reader, type Tx } from "#lib/core/transact.ts";
import { callableGroups, groups, isGroup } from "#lib/identity/groups.ts";
import { maySee } from "./policy.ts";
import type { Audience } from "./types.ts";

/** The most people one post calls; the rest of the names stay words. */
const mostCalled = 20;

type Somebody = { id: string; handle: string; role: Role; tier: number };
/** Whether someone, known by role and tier, may see what an audience may. */
export const seenBy = (one: { role: Role; tier: number }, audience: Audience): boolean =>
  maySee({ kind: "member", id: "", name: "", handle: "", confirmed: true, silenced: false, sessionId: "", locale: "en", newcomer: false, ...one }, audience);

/** Whom a text calls: the people and groups among these handles, as its writer may, for those who may see it. */
export type Called = { people: Map<string, string>; groups: Map<string, string[]> };

/** Finds out whom these handles call where `audience` reads: only who may see it can be called there. */
export async function whoIsCalled(reader: Reader, actor: Actor, { handles, audience }: { handles: string[]; audience: Audience }): Promise<Called> {
  const called: Called = { people: new Map(), groups: new Map() };
  const wanted = handles.slice(0, mostCalled);
  if (wanted.length === 0) return called;
  const named = wanted.filter(isGroup);
  const allowed = named.length ? new Set(await callableGroups(reader, actor)) : new Set<string>();
  const roles = [...new Set(named.filter((name) => allowed.has(name)).flatMap((name) => groups[name] ?? []))];
  const rows = await reader.query<Somebody>(
    "SELECT id, lower(handle::text) AS handle, role, tier FROM account WHERE (handle = ANY($1::citext[]) OR role = ANY($2::text[])) AND suspended_at IS NULL LIMIT 500", [wanted, roles]);
  const seeing = rows.filter((row) => seenBy(row, audience));
  for (const row of seeing) if (wanted.includes(row.handle)) called.people.set(row.handle, row.id);
  for (const name of named) if (allowed.has(name)) called.groups.set(name, seeing.filter((row) => groups[name]?.includes(row.role)).map((row) => row.id));
  return called;
}

const add = `INSERT INTO mention (post_id, account_id, via) SELECT $1, called.id, called.via FROM unnest($2::uuid[], $3::text[]) AS called (id, via) ON CONFLICT DO NOTHING RETURNING account_id AS id`;

/** Notes whom a post calls. Who was called before stays called; nobody calls themselves. Resolves to who is new. */
export async function keepMentions(tx: Tx, post: { id: number; authorId: string }, called: Called): Promise<string[]> {
  const all = new Map<string, string>();
  for (const id of called.people.values()) all.set(id, "");
  for (const [name, ids] of called.groups) for (const id of ids) if (!all.has(id)) all.set(id, name);
  all.delete(post.authorId);
  if (all.size === 0) return [];
  return (await tx.query<{ id: string }>(add, [post.id, [...all.keys()], [...all.values()]])).map((row) => row.id);
}

/** The accounts that a post calls. */
export async function readMentioned(postId: number): Promise<string[]> {
  return (await db().query<{ id: string }>("SELECT account_id AS id FROM mention WHERE post_id = $1 ORDER BY account_id", [postId])).map((row) => row.id);
}
