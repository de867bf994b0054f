import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import { person } from "#tests/world/people.ts";

const words = JSON.stringify({ en: { name: "Sharpening", what: "A blade, sharpened.", how: "Bring it." }, fr: { name: "Affûtage", what: "Une lame, affûtée.", how: "Apportez-la." } });
const one = async (sql: string, values: unknown[]): Promise<number> => (await db().query<{ id: number }>(sql, values))[0]?.id ?? 0;

/** What everybody of every tier is given, as often as they like. */
export const aPrivilege = (): Promise<number> => one(`WITH p AS (INSERT INTO privilege (words, kind, grants) VALUES ($1, 'unlimited', '{1,1,1,1}') RETURNING *), v AS (INSERT INTO privilege_version (privilege_id, version, setting) SELECT id, 1, '{}' FROM p) SELECT id FROM p`, [words]);
/** A trial with room for everybody of the space; `own`: somebody has a place in it already. */
export async function anInvitation(accountId?: string): Promise<number> {
  const id = await one("INSERT INTO invitation (kind, words, questions, places, taken, closes_at) VALUES ('beta', $1, $2, 5000, $3, now() + interval '9 days') RETURNING id", [JSON.stringify({ en: { title: "A mill", text: "Try it." }, fr: { title: "Un moulin", text: "Essayez-le." } }), JSON.stringify([{ kind: "scale", text: { en: "How loud?", fr: "Quel bruit ?" } }]), accountId ? 1 : 0]);
  if (accountId) await db().query("INSERT INTO invitation_place (invitation_id, account_id) VALUES ($1, $2)", [id, accountId]);
  return id;
}
/** Somebody nominated by somebody. */
export const aNomination = async (): Promise<number> => one("INSERT INTO nomination (customer_id, nominee_id, words) VALUES ($1, $2, 'Mends everything.') RETURNING id", [(await person({ tier: 2 })).id, (await person()).id]);
/** What somebody claimed of it, with its code; `usedBy`: somebody of the desk marked it as used. */
export async function aClaim(accountId: string, usedBy?: string): Promise<{ id: number; code: string }> {
  const code = newId().toUpperCase();
  const id = await one("INSERT INTO privilege_claim (privilege_id, account_id, version, units, value_cents, cost_cents, code, expires_at, state, ended_at, used_by) VALUES ($1, $2, 1, 0, 0, 0, $3, now() + interval '30 days', CASE WHEN $4::uuid IS NULL THEN 'claimed' ELSE 'used' END, CASE WHEN $4::uuid IS NOT NULL THEN now() END, $4) RETURNING id", [await aPrivilege(), accountId, code, usedBy ?? null]);
  return { id, code };
}
