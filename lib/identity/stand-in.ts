import type { Member } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";

const find = `SELECT id, name, handle::text AS handle, role, tier, confirmed_at IS NOT NULL AS confirmed, coalesce(silenced_until > now(), false) AS silenced, '' AS "sessionId", locale,
  created_at > now() - interval '1 day' AS newcomer FROM account WHERE id = $1 AND role <> 'bot'`;

/** The member an account stands for, without a session: to run what they asked for before, once a moderator has looked at it. */
export async function memberById(reader: Reader, accountId: string): Promise<Member | undefined> {
  const [row] = await reader.query<Omit<Member, "kind">>(find, [accountId]);
  return row && { kind: "member", ...row };
}
