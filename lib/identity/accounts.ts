import { Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { noteConfirmed } from "./confirmed.ts";
import { handleIsFree } from "./handles.ts";
import { type LinkPurpose, linkLetter } from "./letters.ts";
import { beginOnboarding } from "./onboarding.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { handle } from "./schema.ts";
import { endSessions, openSession } from "./sessions.ts";
import { noteSignedUp, type SignUpOrigin } from "./signed-up.ts";
import { newToken, tokenHash } from "./tokens.ts";

type Addressed = { id: string; email: string; name: string; locale: string };
export type Opened = { token: string; name: string; accountId: string };

const byEmail = "SELECT id, email::text AS email, name, locale FROM account WHERE email = $1 AND (suspended_at IS NULL OR suspended_until <= now())";

function handleFrom(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, ".").replace(/^\.+|\.+$/g, "").slice(0, 20);
  return plain.length >= 3 ? plain : `member.${plain}`.replace(/\.$/, "");
}

/** A handle made from a name, with a mark of its own when someone has it already. */
export async function freeHandle(tx: Tx, name: string): Promise<string> {
  const base = handleFrom(name);
  return (await handleIsFree(tx, base, null)) === true && handle.safeParse(base).success ? base : `${base}.${newId().slice(-6)}`;
}

async function mailLink(tx: Tx, account: Addressed, purpose: LinkPurpose): Promise<void> {
  const token = newToken();
  await tx.query("INSERT INTO sign_in_link (token_hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, now() + interval '30 minutes')", [tokenHash(token), account.id, purpose]);
  await queueMail(tx, linkLetter(account, purpose, token));
}

/** Makes an account and mails its first link. An address that has an account gets a link to sign in instead: the answer is the same. */
export function signUp(input: { email: string; name: string; locale?: string | undefined }, origin?: SignUpOrigin): Promise<void> {
  return transact(async (tx) => {
    const [known] = await tx.query<Addressed>(byEmail, [input.email]);
    if (known) return mailLink(tx, known, "sign-in");
    const account: Addressed = { id: newId(), email: input.email, name: input.name, locale: input.locale ?? "en" };
    const made = await tx.query("INSERT INTO account (id, email, name, handle, locale) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id",
      [account.id, account.email, account.name, await freeHandle(tx, account.name), account.locale]);
    if (made.length === 0) return;
    await beginOnboarding(tx, account.id);
    if (origin) await noteSignedUp(tx, { accountId: account.id, email: account.email, origin });
    await mailLink(tx, account, "sign-in");
  });
}

/** Mails a link when the address has an account; says nothing either way. */
export function sendLink(email: string, purpose: LinkPurpose): Promise<void> {
  return transact(async (tx) => {
    const [account] = await tx.query<Addressed>(byEmail, [email]);
    if (account) await mailLink(tx, account, purpose);
  });
}

/** Signs in by password. A wrong address and a wrong password are one answer, after the same time. */
export async function signIn(email: string, password: string, device: string): Promise<Opened | Refusal> {
  return transact(async (tx) => {
    const [account] = await tx.query<{ id: string; name: string; hash: string | null }>("SELECT id, name, password_hash AS hash FROM account WHERE email = $1 AND (suspended_at IS NULL OR suspended_until <= now()) AND confirmed_at IS NOT NULL", [email]);
    if (!(await passwordMatches(account?.hash, password)) || !account) return new Refusal("invalid", "The address or the password is not right.", { field: "password" });
    return { token: await openSession(tx, account.id, device), name: account.name, accountId: account.id };
  });
}

async function useLink(tx: Tx, token: string, purpose: LinkPurpose): Promise<{ id: string; name: string } | Refusal> {
  const [account] = await tx.query<{ id: string; name: string }>(
    `UPDATE sign_in_link l SET used_at = now() FROM account a
     WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > now() AND a.id = l.account_id AND (a.suspended_at IS NULL OR a.suspended_until <= now())
     RETURNING a.id, a.name`, [tokenHash(token), purpose]);
  return account ?? new Refusal("gone", "This link has been used or has run out. Ask for a new one.", { field: "token" });
}

/** Uses a mailed link: once, within its time. It proves the mailbox, so it confirms the address too. */
export function confirmLink(token: string, device: string): Promise<Opened | Refusal> {
  return transact(async (tx) => {
    const account = await useLink(tx, token, "sign-in");
    if (refused(account)) return account;
    await tx.query("UPDATE account SET confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1", [account.id]);
    await noteConfirmed(tx, account.id);
    return { token: await openSession(tx, account.id, device), name: account.name, accountId: account.id };
  });
}

/** Sets a new password by a mailed link, ends every session and opens one here. */
export async function resetPassword(input: { token: string; password: string }, device: string): Promise<Opened | Refusal> {
  const hash = await hashPassword(input.password);
  return transact(async (tx) => {
    const account = await useLink(tx, input.token, "reset");
    if (refused(account)) return account;
    await tx.query("UPDATE account SET password_hash = $2, confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1", [account.id, hash]);
    await noteConfirmed(tx, account.id);
    await endSessions(tx, account.id);
    return { token: await openSession(tx, account.id, device), name: account.name, accountId: account.id };
  });
}
