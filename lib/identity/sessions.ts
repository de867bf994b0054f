import { newId } from "#lib/core/ids.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { SESSION_SECONDS } from "./session.ts";
import { newToken, tokenHash } from "./tokens.ts";
import type { SessionView } from "./types.ts";

/** Opens a session and resolves to its token, the only time it is known. */
export async function openSession(tx: Tx, accountId: string, device: string): Promise<string> {
  const token = newToken();
  await tx.query("INSERT INTO session (id, token_hash, account_id, device, expires_at) VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))",
    [newId(), tokenHash(token), accountId, device.slice(0, 120), SESSION_SECONDS]);
  return token;
}

/** The open sessions of an account, the newest first. */
export function listSessions(accountId: string, currentId: string): Promise<SessionView[]> {
  return db().query<SessionView>(
    `SELECT id, device, created_at AS "createdAt", seen_at AS "seenAt", id = $2 AS current FROM session
     WHERE account_id = $1 AND expires_at > now() ORDER BY created_at DESC LIMIT 100`, [accountId, currentId]);
}

/** Ends one session of an account; its sockets are cut when this commits. Nothing happens to another's session. */
export function endSession(accountId: string, sessionId: string): Promise<void> {
  return transact(async (tx) => {
    const gone = await tx.query("DELETE FROM session WHERE id = $1 AND account_id = $2 RETURNING id", [sessionId, accountId]);
    if (gone.length) await tellEnded(tx, accountId);
  });
}

/** Ends all sessions of an account but `keep`, in the caller's transaction. */
export async function endSessions(tx: Tx, accountId: string, keep?: string): Promise<void> {
  await tx.query("DELETE FROM session WHERE account_id = $1 AND id IS DISTINCT FROM $2::uuid", [accountId, keep ?? null]);
  await tellEnded(tx, accountId);
}

async function tellEnded(tx: Tx, accountId: string): Promise<void> {
  await tx.query("SELECT pg_notify('sessions_ended', $1)", [accountId]);
}
