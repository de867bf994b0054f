import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { tellRooms } from "./events.ts";
import { tellPresence } from "./presence.ts";
import type { PreferenceInput } from "./schema.ts";
import type { BlockedPerson, ChatPreferences } from "./types.ts";

/** Who may write to someone, and who sees whether they are here. */
export async function readPreferences(accountId: string): Promise<ChatPreferences> {
  const [row] = await db().query<ChatPreferences>(`SELECT messages_from AS "messagesFrom", presence FROM chat_preference WHERE account_id = $1`, [accountId]);
  return row ?? { messagesFrom: "everyone", presence: "everyone" };
}

/** Changes that. */
export async function prefer(actor: Member, input: PreferenceInput): Promise<ChatPreferences> {
  const [row] = await db().query<ChatPreferences>(`INSERT INTO chat_preference (account_id, messages_from, presence) VALUES ($1, coalesce($2, 'everyone'), coalesce($3, 'everyone'))
    ON CONFLICT (account_id) DO UPDATE SET messages_from = coalesce($2, chat_preference.messages_from), presence = coalesce($3, chat_preference.presence) RETURNING messages_from AS "messagesFrom", presence`, [actor.id, input.messagesFrom ?? null, input.presence ?? null]);
  if (input.presence) await tellPresence(actor.id, true);
  return row ?? { messagesFrom: "everyone", presence: "everyone" };
}

/** Whom someone has blocked, the latest first. */
export async function listBlocked(accountId: string): Promise<{ people: BlockedPerson[] }> {
  const rows = await db().query<Omit<BlockedPerson, "at"> & { at: Date }>("SELECT a.id, a.name, a.handle::text AS handle, b.at FROM chat_block b JOIN account a ON a.id = b.blocked_id WHERE b.account_id = $1 ORDER BY b.at DESC LIMIT 500", [accountId]);
  return { people: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

/** Blocks someone: neither writes to the other any more. They are not told. */
export function block(actor: Member, accountId: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    if (accountId === actor.id) return new Refusal("invalid", "You cannot block yourself.", { field: "accountId" });
    const [person] = await tx.query("SELECT 1 FROM account WHERE id = $1 AND role <> 'bot'", [accountId]);
    if (!person) return missing();
    await tx.query("INSERT INTO chat_block (account_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", [actor.id, accountId]);
    await tellRooms(tx, { lists: [actor.id] });
    return true as const;
  });
}

/** Lets someone write again. */
export function unblock(actor: Member, accountId: string): Promise<true> {
  return transact(async (tx) => {
    await tx.query("DELETE FROM chat_block WHERE account_id = $1 AND blocked_id = $2", [actor.id, accountId]);
    await tellRooms(tx, { lists: [actor.id] });
    return true as const;
  });
}
