import { db } from "#lib/core/transact.ts";

export type Found = { id: string; name: string; handle: string; role: string; email: string | null; tier: number; suspended: boolean };

const find = `
  SELECT id, name, handle::text AS handle, role, email::text AS email, tier, suspended_at IS NOT NULL AND coalesce(suspended_until > now(), true) AS suspended FROM account
  WHERE id::text = $1 OR email = $1::citext OR handle = $1::citext OR origin = $1 ORDER BY created_at LIMIT 2`;

/** An account by its id, address, handle or origin, for people at the command line; undefined when there is none. */
export async function findAccount(by: string): Promise<Found | undefined> {
  const [row] = await db().query<Found>(find, [by.replace(/^@/, "")]);
  return row;
}
