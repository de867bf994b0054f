import type { Actor, Key, Member, Scope } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { noteAct } from "../staff-acts.ts";
import { newToken, tokenHash } from "../tokens.ts";
import type { KeyView } from "../types.ts";

const mark = "rk_";
const shape = /^Bearer (rk_[\w-]{43})$/;

/** Whether the actor keeps the keys of other systems. */
export function mayKeepKeys(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? actor : new Refusal("forbidden", "Only admins look after keys.");
}

type Row = { id: string; name: string; prefix: string; scopes: Scope[]; madeBy: string; madeAt: Date; usedAt: Date | null; revokedAt: Date | null };
const columns = `k.id, k.name, k.prefix, k.scopes, a.name AS "madeBy", k.made_at AS "madeAt", k.used_at AS "usedAt", k.revoked_at AS "revokedAt"`;
const viewOf = (row: Row): KeyView => ({ ...row, madeAt: row.madeAt.toISOString(), usedAt: row.usedAt?.toISOString() ?? null, revokedAt: row.revokedAt?.toISOString() ?? null });

/** The latest two hundred keys, those that still open something first. */
export async function listKeys(actor: Actor): Promise<{ keys: KeyView[] } | Refusal> {
  const me = mayKeepKeys(actor);
  if (refused(me)) return me;
  return { keys: (await db().query<Row>(`SELECT ${columns} FROM api_key k JOIN account a ON a.id = k.made_by ORDER BY k.revoked_at IS NOT NULL, k.made_at DESC, k.id DESC LIMIT 200`)).map(viewOf) };
}

/** Makes a key. The answer is the only time its secret is known: what is stored is its hash. */
export function makeKey(actor: Actor, input: { name: string; scopes: readonly Scope[] }): Promise<{ key: KeyView; secret: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepKeys(actor);
    if (refused(me)) return me;
    const secret = `${mark}${newToken()}`;
    const [made] = await tx.query<Row>(
      `WITH made AS (INSERT INTO api_key (id, name, prefix, secret_hash, scopes, made_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *) SELECT ${columns} FROM made k JOIN account a ON a.id = k.made_by`,
      [newId(), input.name, secret.slice(0, 9), tokenHash(secret), [...new Set(input.scopes)].sort(), me.id]);
    if (!made) throw new Error("no key was made");
    await noteAct(tx, me, { act: "key.made", subject: { type: "key", id: made.id }, detail: { scopes: made.scopes } });
    return { key: viewOf(made), secret };
  });
}

/** Ends a key: from the next request on it opens nothing. Ending it twice is ending it once. */
export function revokeKey(actor: Actor, id: string): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepKeys(actor);
    if (refused(me)) return me;
    const [known] = await tx.query<{ revoked: boolean }>("SELECT revoked_at IS NOT NULL AS revoked FROM api_key WHERE id = $1 FOR UPDATE", [id]);
    if (!known) return missing();
    if (known.revoked) return { id };
    await tx.query("UPDATE api_key SET revoked_at = now(), revoked_by = $2 WHERE id = $1", [id, me.id]);
    await noteAct(tx, me, { act: "key.revoked", subject: { type: "key", id } });
    return { id };
  });
}

// When it was last used is known to the minute, or every request would write.
const use = `
  WITH found AS (SELECT id, name, scopes, used_at FROM api_key WHERE secret_hash = $1 AND revoked_at IS NULL),
    touched AS (UPDATE api_key k SET used_at = now() FROM found f WHERE k.id = f.id AND (f.used_at IS NULL OR f.used_at < now() - interval '1 minute'))
  SELECT id, name, scopes FROM found`;

/** The key behind an Authorization header, read each time so that a revocation holds at once; a refusal when it opens nothing. */
export async function keyFromHeader(header: string): Promise<Key | Refusal> {
  const secret = shape.exec(header)?.[1];
  const [row] = secret ? await db().query<{ id: string; name: string; scopes: Scope[] }>(use, [tokenHash(secret)]) : [];
  return row ? { kind: "key", ...row } : new Refusal("sign-in", "This key opens nothing.");
}

/** The key behind a request that only keys make, or the refusal. */
export function keyActor(actor: Actor): Key | Refusal {
  if (actor.kind === "key") return actor;
  return actor.kind === "member" ? new Refusal("forbidden", "This door is for keys of other systems.") : new Refusal("sign-in", "Send a key: Authorization: Bearer …");
}
