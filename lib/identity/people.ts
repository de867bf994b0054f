import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db, type Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import type { PersonProfile, Privacy, PrivateField, ShownTo } from "./types.ts";

const usual: Privacy = { bio: "everyone", joined: "everyone", tier: "everyone", activity: "everyone", location: "everyone", website: "everyone" };

/** What someone chose, with what everyone has where they chose nothing. */
export const privacyOf = (stored: Partial<Privacy> | null): Privacy => ({ ...usual, ...stored });

/** The tag of a person's kept page. */
export const personTag = (handle: string): string => `person:${handle.toLowerCase()}`;

/** Makes someone's kept page, and where people are listed, stale when the caller's transaction commits: they are suspended, or here again. */
export async function personStale(tx: Tx, accountId: string): Promise<void> {
  const [row] = await tx.query<{ handle: string }>("SELECT handle::text AS handle FROM account WHERE id = $1", [accountId]);
  if (row) await makeStale(tx, [personTag(row.handle), "members"]);
}

/** Whether a viewer may see what its owner shows to these; oneself sees all, and so do moderators and admins, who answer for it. */
export function mayKnow(viewer: Actor, ownerId: string, shownTo: ShownTo): boolean {
  if (shownTo === "everyone") return true;
  if (viewer.kind !== "member") return false;
  return shownTo === "members" || viewer.id === ownerId || viewer.role === "moderator" || viewer.role === "admin";
}

export type RawPerson = { id: string; handle: string; name: string; role: string; tier: number; bio: string; joined: Date; location: string; website: string; privacy: Partial<Privacy> | null; gone: boolean };
/** The columns of a person, from an account `a`. */
export const personParts = `a.id, a.handle::text AS handle, a.name, a.role, a.tier, a.bio, a.created_at AS joined, a.location, a.website, a.privacy,
  (a.suspended_at IS NOT NULL AND coalesce(a.suspended_until > now(), true)) OR (a.email IS NULL AND a.handle::text ~ '^former[.][0-9a-f]{12}$') AS gone`;

/** Someone as this viewer may see them. */
export function profileOf(viewer: Actor, row: RawPerson): PersonProfile {
  const privacy = privacyOf(row.privacy);
  const knows = (field: PrivateField): boolean => mayKnow(viewer, row.id, privacy[field]);
  const { id, handle, name, role } = row;
  if (row.gone) return { id, handle, name: "", role: "customer", tier: 0, bio: null, joined: null, location: null, website: null, activity: false, gone: true };
  return {
    id, handle, name, role, tier: role !== "customer" || knows("tier") ? row.tier : 0, bio: knows("bio") && row.bio ? row.bio : null, joined: knows("joined") ? row.joined.toISOString() : null,
    location: knows("location") && row.location ? row.location : null, website: knows("website") && row.website ? row.website : null, activity: knows("activity"), gone: false,
  };
}

const byHandle = `SELECT ${personParts} FROM account a WHERE a.handle = $1::citext AND a.role <> 'bot'`;
const byPast = `SELECT a.handle::text AS handle FROM handle_past h JOIN account a ON a.id = h.account_id WHERE h.handle = $1::citext`;

/** The person of a handle, or the handle they have now when it is one they had. */
export async function findPerson(viewer: Actor, handle: string): Promise<PersonProfile | { now: string } | Refusal> {
  if (!/^[\w.-]{1,60}$/.test(handle)) return missing();
  const [row] = await db().query<RawPerson>(byHandle, [handle]);
  if (row) return profileOf(viewer, row);
  const [past] = await db().query<{ handle: string }>(byPast, [handle]);
  return past ? { now: past.handle } : missing();
}

/** A person by their id, as this viewer may see them. */
export async function readPerson(viewer: Actor, id: string): Promise<PersonProfile | Refusal> {
  const [row] = await db().query<RawPerson>(`SELECT ${personParts} FROM account a WHERE a.id = $1 AND a.role <> 'bot'`, [id]);
  return row ? profileOf(viewer, row) : missing();
}

const staff = `SELECT ${personParts} FROM account a WHERE a.role NOT IN ('customer', 'bot') AND a.suspended_at IS NULL ORDER BY array_position(ARRAY['admin','moderator','concierge','marketer'], a.role), a.created_at, a.id LIMIT 100`;

/** Who runs this place. */
export async function listStaff(viewer: Actor): Promise<PersonProfile[]> {
  return (await db().query<RawPerson>(staff)).map((row) => profileOf(viewer, row));
}

