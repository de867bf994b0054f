import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { endSessions } from "./sessions.ts";
import type { ProfileView } from "./types.ts";

type Change = { name?: string | undefined; handle?: string | undefined; bio?: string | undefined; locale?: string | undefined };

/** What a member may see and change of their own account. */
export async function readProfile(accountId: string): Promise<ProfileView> {
  const [row] = await db().query<ProfileView>(
    `SELECT name, handle::text AS handle, bio, email::text AS email, locale, password_hash IS NOT NULL AS "hasPassword" FROM account WHERE id = $1`, [accountId]);
  if (!row) throw new Error("a session without an account");
  return row;
}

/** Changes one's own profile; a handle that another has is refused at its field. */
export async function changeProfile(actor: Member, change: Change): Promise<ProfileView | Refusal> {
  try {
    await db().query("UPDATE account SET name = coalesce($2, name), handle = coalesce($3, handle), bio = coalesce($4, bio), locale = coalesce($5, locale) WHERE id = $1",
      [actor.id, change.name ?? null, change.handle ?? null, change.bio?.normalize("NFC") ?? null, change.locale ?? null]);
  } catch (error) {
    if ((error as { code?: string }).code === "23505") return new Refusal("conflict", "Someone else has this handle.", { field: "handle" });
    throw error;
  }
  return readProfile(actor.id);
}

/** Sets one's password (the current one is asked for when there is one) and ends every other session. */
export async function changePassword(actor: Member, input: { password: string; current?: string | undefined }): Promise<true | Refusal> {
  const hash = await hashPassword(input.password);
  return transact(async (tx) => {
    const [row] = await tx.query<{ hash: string | null }>("SELECT password_hash AS hash FROM account WHERE id = $1 FOR UPDATE", [actor.id]);
    if (row?.hash && !(await passwordMatches(row.hash, input.current ?? ""))) return new Refusal("invalid", "This is not your current password.", { field: "current" });
    await tx.query("UPDATE account SET password_hash = $2 WHERE id = $1", [actor.id, hash]);
    await endSessions(tx, actor.id, actor.sessionId);
    return true;
  });
}

/** Suspends an account, ending its sessions and sockets, or lifts it. Moderators suspend customers; admins anyone but themselves. */
export function setSuspended(actor: Member, accountId: string, suspended: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    if (actor.role !== "moderator" && actor.role !== "admin") return missing();
    const [account] = await tx.query<{ role: string }>("SELECT role FROM account WHERE id = $1 FOR UPDATE", [accountId]);
    if (!account) return missing();
    if (accountId === actor.id) return new Refusal("forbidden", "You cannot suspend yourself.");
    if (actor.role !== "admin" && account.role !== "customer") return new Refusal("forbidden", "Only an admin can suspend staff.");
    await tx.query("UPDATE account SET suspended_at = CASE WHEN $2 THEN now() END, suspended_until = NULL WHERE id = $1", [accountId, suspended]);
    if (suspended) await endSessions(tx, accountId);
    return true;
  });
}
