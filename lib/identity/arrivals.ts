import { Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { freeHandle, type Opened } from "./accounts.ts";
import { noteConfirmed } from "./confirmed.ts";
import type { Arrival } from "./oidc.ts";
import { beginOnboarding } from "./onboarding.ts";
import { email as emailShape, personName } from "./schema.ts";
import { openSession } from "./sessions.ts";
import { noteSignedUp, type SignUpOrigin } from "./signed-up.ts";

type Account = { id: string; name: string; suspended: boolean };
const columns = "a.id, a.name, a.suspended_at IS NOT NULL AND coalesce(a.suspended_until > now(), true) AS suspended";

async function accountFor(tx: Tx, arrival: Arrival, origin: SignUpOrigin | undefined): Promise<Account | undefined> {
  const [linked] = await tx.query<Account>(`SELECT ${columns} FROM oidc_identity o JOIN account a ON a.id = o.account_id WHERE o.issuer = $1 AND o.subject = $2`, [arrival.issuer, arrival.subject]);
  if (linked) return linked;
  const email = emailShape.safeParse(arrival.email);
  if (!email.success) return undefined;
  const name = personName.safeParse(arrival.name ?? "").data ?? email.data.split("@")[0] ?? "Member";
  const [made] = await tx.query<{ id: string }>("INSERT INTO account (id, email, name, handle, confirmed_at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT (email) DO NOTHING RETURNING id", [newId(), email.data, name, await freeHandle(tx, name)]);
  if (made) await beginOnboarding(tx, made.id);
  if (made && origin) await noteSignedUp(tx, { accountId: made.id, email: email.data, origin });
  // Whoever the provider vouches for owns the mailbox, as a mailed link would show.
  const [account] = await tx.query<Account>(`UPDATE account a SET confirmed_at = coalesce(confirmed_at, now()) WHERE email = $1 RETURNING ${columns}`, [email.data]);
  if (account) await noteConfirmed(tx, account.id);
  if (account) await tx.query("INSERT INTO oidc_identity (issuer, subject, account_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [arrival.issuer, arrival.subject, account.id]);
  return account;
}

/**
 * Opens a session for who came from the OpenID provider: the account already linked, else the one with the verified
 * address, else a new one. Refused without a verified address, and for a suspended account.
 */
export function openArrival(arrival: Arrival, device: string, origin?: SignUpOrigin): Promise<Opened | Refusal> {
  return transact(async (tx) => {
    const account = await accountFor(tx, arrival, origin);
    if (!account || account.suspended) return new Refusal("invalid", "Signing in there did not work. Try again.");
    return { token: await openSession(tx, account.id, device), name: account.name, accountId: account.id };
  });
}
