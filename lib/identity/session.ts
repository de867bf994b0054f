import { type Actor, type Member, visitor } from "#lib/core/actor.ts";
import { batched } from "#lib/core/batch.ts";
import { publicUrl } from "#lib/core/env.ts";
import { db } from "#lib/core/transact.ts";
import { tokenHash } from "./tokens.ts";

export const SESSION_COOKIE = "rapport_session";
/** How long a session lives, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 3600;

/** The session token in a Cookie header, or undefined. */
export function sessionTokenOf(header: string | null | undefined): string | undefined {
  const found = header?.match(/(?:^|;\s*)rapport_session=([\w-]{43})(?:;|$)/);
  return found?.[1];
}

/** The Set-Cookie value that opens a session, or ends it when the token is empty. */
export function sessionCookie(token: string): string {
  const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${token ? SESSION_SECONDS : 0}${secure}`;
}

const find = `
  SELECT encode(s.token_hash, 'hex') AS token, a.id, a.name, a.handle::text AS handle, a.role, a.tier, a.confirmed_at IS NOT NULL AS confirmed,
    coalesce(a.silenced_until > now(), false) AS silenced, s.id AS "sessionId", a.locale, a.created_at > now() - interval '1 day' AS newcomer
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = ANY($1::bytea[]) AND s.expires_at > now() AND (a.suspended_at IS NULL OR a.suspended_until <= now())`;

type Row = Omit<Member, "kind"> & { token: string };
const actorsFromHashes = batched(async (hashes: Buffer[]): Promise<Actor[]> => {
  const rows = await db().query<Row>(find, [hashes]);
  const byToken = new Map(rows.map(({ token, ...row }) => [token, { kind: "member" as const, ...row }]));
  return hashes.map((hash) => byToken.get(hash.toString("hex")) ?? visitor);
});

/** Who a session token stands for, read from the database each time so that a revocation holds at once. One query at most. */
export async function actorFromToken(token: string | undefined): Promise<Actor> {
  return token ? actorsFromHashes(tokenHash(token)) : visitor;
}
