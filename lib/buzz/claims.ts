import type { Tx } from "#lib/core/transact.ts";
import type { SignedUp } from "#lib/identity/signed-up.ts";
import { sessionTokenOf } from "#lib/identity/session.ts";
import { tokenHash } from "#lib/identity/tokens.ts";
import { ownerOfCode } from "./codes.ts";
import { fromOf, mailTrace, noteFrom } from "./traces.ts";

const put = `INSERT INTO referral_claim (account_id, visitor, code_owner, address, place, session_of) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id) DO NOTHING`;

const sessionOf = "SELECT account_id AS id FROM session WHERE token_hash = $1 AND expires_at > now()";

/** Keeps where a new account came from until its address is confirmed. The first sign-up says it; what is typed at a second one changes nothing. */
export async function claimSignUp(tx: Tx, { accountId, email, origin }: SignedUp): Promise<void> {
  const from = fromOf(origin);
  const session = sessionTokenOf(origin.cookie);
  const owner = origin.code ? await ownerOfCode(tx, origin.code) : undefined;
  const [open] = session ? await tx.query<{ id: string }>(sessionOf, [tokenHash(session)]) : [];
  await tx.query(put, [accountId, from.device ?? null, owner ?? null, from.address, from.place, open?.id ?? null]);
  await noteFrom(tx, accountId, { ...from, mail: mailTrace(email) });
}

/** Where somebody came from, once: what is taken is gone. */
export type Claim = { visitor: Buffer | null; codeOwner: string | null; address: Buffer | null; place: Buffer | null; sessionOf: string | null; at: Date };

/** Takes the claim of an account that is confirmed now. */
export async function takeClaim(tx: Tx, accountId: string): Promise<Claim | undefined> {
  const [claim] = await tx.query<Claim>(`DELETE FROM referral_claim WHERE account_id = $1 RETURNING visitor, code_owner AS "codeOwner", address, place, session_of AS "sessionOf", at`, [accountId]);
  return claim;
}
