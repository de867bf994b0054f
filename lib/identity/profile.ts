import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { handleIsFree, keepHandle } from "./handles.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { endSessions } from "./sessions.ts";
import { personStale, personTag, privacyOf } from "./people.ts";
import type { ProfileInput } from "./schema.ts";
import { onboardingSteps, type Privacy, type ProfileView } from "./types.ts";

type Stored = Omit<ProfileView, "privacy"> & { privacy: Partial<Privacy> };

/** What a member may see and change of their own account. */
export async function readProfile(accountId: string): Promise<ProfileView> {
  const [row] = await db().query<Stored>(
    `SELECT name, handle::text AS handle, bio, email::text AS email, locale, password_hash IS NOT NULL AS "hasPassword", location, website, privacy, listed, timezone,
      EXISTS (SELECT 1 FROM onboarding o WHERE o.account_id = account.id AND o.dismissed_at IS NULL AND cardinality(o.done) + cardinality(o.skipped) < ${onboardingSteps.length}) AS onboarding FROM account WHERE id = $1`, [accountId]);
  if (!row) throw new Error("a session without an account");
  return { ...row, privacy: privacyOf(row.privacy) };
}

const change = `
  UPDATE account a SET name = coalesce($2, a.name), handle = coalesce($3, a.handle), bio = coalesce($4, a.bio), locale = coalesce($5, a.locale), location = coalesce($6, a.location),
    website = coalesce($7, a.website), privacy = a.privacy || coalesce($8::jsonb, '{}'), listed = coalesce($9, a.listed)
  FROM account before WHERE a.id = $1 AND before.id = a.id RETURNING before.handle::text AS "before", before.name <> a.name OR before.handle <> a.handle AS renamed`;

/** Changes one's own profile; a handle that another has, had, or that looks like another's is refused at its field. The old one leads here. */
export async function changeProfile(actor: Member, input: ProfileInput): Promise<ProfileView | Refusal> {
  const refusal = await transact(async (tx) => {
    if (input.handle) {
      const free = await handleIsFree(tx, input.handle, actor.id);
      if (free !== true) return free;
    }
    const values = [input.name ?? null, input.handle ?? null, input.bio?.normalize("NFC") ?? null, input.locale ?? null, input.location ?? null, input.website ?? null, input.privacy ? JSON.stringify(input.privacy) : null, input.listed ?? null];
    const [done] = await tx.query<{ before: string; renamed: boolean }>(change, [actor.id, ...values]);
    if (!done) return missing();
    if (input.handle && done.before !== input.handle) await keepHandle(tx, actor.id, { before: done.before, now: input.handle });
    // A name stands on every page its owner wrote on, a mark of tier beside it; anything else only on their own.
    await makeStale(tx, done.renamed || input.privacy?.tier ? [] : [personTag(done.before), "members"]);
    return undefined;
  });
  return refusal ?? readProfile(actor.id);
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
    await personStale(tx, accountId);
    return true;
  });
}
