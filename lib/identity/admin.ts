import type { Role } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { freeHandle } from "./accounts.ts";
import { noteConfirmed } from "./confirmed.ts";
import { type Found, findAccount } from "./find.ts";
import { personStale } from "./people.ts";
import { signUpInput } from "./schema.ts";
import { endSessions } from "./sessions.ts";

/** The account of that handle, address, id or origin. Throws a sentence when there is none. */
export async function existing(who: string): Promise<Found> {
  const found = await findAccount(who);
  if (!found) throw new Error(`There is nobody called "${who}": give a handle, an e-mail address, an id or an origin.`);
  return found;
}

/** Makes a confirmed account whose owner signs in by mailed link. Throws a sentence when the input is wrong or the address taken. */
export async function createAccount(input: { email: string; name: string; role: Role }): Promise<Found> {
  const parsed = signUpInput.safeParse({ email: input.email, name: input.name });
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? "This is not valid.");
  const { email, name } = parsed.data;
  await transact(async (tx) => {
    const [made] = await tx.query<{ id: string }>("INSERT INTO account (id, email, name, handle, role, confirmed_at) VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (email) DO NOTHING RETURNING id",
      [newId(), email, name, await freeHandle(tx, name), input.role]);
    if (!made) throw new Error("This address has an account already.");
    await noteConfirmed(tx, made.id);
  });
  return existing(email);
}

/** Changes an account's role. Whoever calls this counts the relationship afresh: staff have none. */
export async function changeRole(who: string, role: Role): Promise<Found> {
  const account = await existing(who);
  if (account.role === "bot") throw new Error("An automatic account keeps its role.");
  await db().query("UPDATE account SET role = $2 WHERE id = $1", [account.id, role]);
  return existing(account.id);
}

/** Suspends an account, ending its sessions and sockets at once, or lets it in again. */
export async function suspend(who: string, suspended: boolean): Promise<Found> {
  const account = await existing(who);
  await transact(async (tx) => {
    await tx.query("UPDATE account SET suspended_at = CASE WHEN $2 THEN now() END, suspended_until = NULL WHERE id = $1", [account.id, suspended]);
    if (suspended) await endSessions(tx, account.id);
    await personStale(tx, account.id);
  });
  return existing(account.id);
}
