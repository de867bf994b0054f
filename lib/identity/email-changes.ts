import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { noteConfirmed, noteLost } from "./confirmed.ts";
import { addressLetter } from "./email-letters.ts";
import { linkLetter } from "./letters.ts";
import { passwordMatches } from "./passwords.ts";
import { endSessions } from "./sessions.ts";
import { newToken, tokenHash } from "./tokens.ts";

type Account = { id: string; email: string | null; name: string; locale: string; hash: string | null };
const hold = "SELECT id, email::text AS email, name, locale, password_hash AS hash FROM account WHERE id = $1 FOR UPDATE";
const gone = (): Refusal => new Refusal("gone", "This link has been used or has run out. Ask for a new one.", { field: "token" });

/**
 * Asks for another address: the new one gets a link, the old one hears of it. Nothing changes yet. Whether the new address has
 * an account is said to its mailbox alone: the answer is the same. The current password is asked for where there is one.
 */
export function askForAddress(actor: Member, input: { email: string; current?: string | undefined }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const [me] = await tx.query<Account>(hold, [actor.id]);
    if (!me?.email) return new Refusal("sign-in", "Sign in first.");
    if (me.hash && !(await passwordMatches(me.hash, input.current ?? ""))) return new Refusal("invalid", "This is not your current password.", { field: "current" });
    const after = input.email.toLowerCase();
    if (me.email.toLowerCase() === after) return new Refusal("invalid", "This is your address already.", { field: "email" });
    const about = { before: me.email, after };
    const [other] = await tx.query<Account>("SELECT id, email::text AS email, name, locale FROM account WHERE email = $1", [after]);
    await tx.query("UPDATE email_change SET expires_at = least(expires_at, now()) WHERE account_id = $1 AND confirmed_at IS NULL", [me.id]);
    if (other) await queueMail(tx, addressLetter("taken", { email: after, account: other.id, name: other.name, locale: other.locale }, about));
    else {
      const token = newToken();
      await tx.query("INSERT INTO email_change (id, account_id, before, after, token_hash, expires_at) VALUES ($1, $2, $3, $4, $5, now() + interval '24 hours')", [newId(), me.id, me.email, after, tokenHash(token)]);
      await queueMail(tx, addressLetter("confirm", { email: after, account: null, name: me.name, locale: me.locale }, { ...about, token }));
    }
    await queueMail(tx, addressLetter("asked", { email: me.email, account: me.id, name: me.name, locale: me.locale }, about));
    return true;
  });
}

// What was mailed to a mailbox that is no longer theirs opens nothing.
const spendLinks = (tx: Tx, accountId: string): Promise<unknown> => tx.query("UPDATE sign_in_link SET used_at = now() WHERE account_id = $1 AND used_at IS NULL", [accountId]);
const take = `UPDATE account SET email = $2, confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1 AND email = $3 AND NOT EXISTS (SELECT 1 FROM account o WHERE o.email = $2 AND o.id <> $1) RETURNING name, locale`;
type Change = { id: string; accountId: string; before: string; after: string };

/**
 * Uses the link that went to the new address, in the session of who asked: from then on the account is reached there, orders that
 * wait for the address are theirs, and the old address gets a link that takes it all back for seven days.
 */
export function confirmAddress(actor: Member, token: string): Promise<{ email: string } | Refusal> {
  return transact(async (tx) => {
    const [change] = await tx.query<Change>(
      `SELECT id, account_id AS "accountId", before::text AS before, after::text AS after FROM email_change WHERE token_hash = $1 AND confirmed_at IS NULL AND expires_at > now() FOR UPDATE`, [tokenHash(token)]);
    if (!change) return gone();
    if (change.accountId !== actor.id) return new Refusal("forbidden", "Sign in with the account that asked for this.");
    const [account] = await tx.query<{ name: string; locale: string }>(take, [change.accountId, change.after, change.before]);
    if (!account) return new Refusal("conflict", "This address cannot be taken any more. Ask again with another.");
    const undo = newToken();
    await tx.query("UPDATE email_change SET confirmed_at = now(), undo_hash = $2, undo_until = now() + interval '7 days' WHERE id = $1", [change.id, tokenHash(undo)]);
    await spendLinks(tx, change.accountId);
    await queueMail(tx, addressLetter("changed", { email: change.before, account: change.accountId, ...account }, { ...change, token: undo }));
    await queueMail(tx, addressLetter("now", { email: change.after, account: change.accountId, ...account }, change));
    await noteConfirmed(tx, change.accountId);
    return { email: change.after };
  });
}

/**
 * Takes a change of address back by the link that went to the old one: who has it needs no session, because whoever changed the
 * address may hold those. Every session ends, the password is no more, a link to choose one goes to the old address, and orders
 * that came with the other address wait for it again.
 */
export function undoAddress(token: string): Promise<{ email: string } | Refusal> {
  return transact(async (tx) => {
    const [change] = await tx.query<Change>(
      `UPDATE email_change SET undone_at = now() WHERE undo_hash = $1 AND undone_at IS NULL AND undo_until > now() RETURNING id, account_id AS "accountId", before::text AS before, after::text AS after`, [tokenHash(token)]);
    if (!change) return gone();
    const [account] = await tx.query<{ name: string; locale: string; lost: string | null }>(
      `UPDATE account a SET email = $2, password_hash = NULL FROM account was WHERE a.id = $1 AND was.id = a.id AND NOT EXISTS (SELECT 1 FROM account o WHERE o.email = $2 AND o.id <> $1) RETURNING a.name, a.locale, was.email::text AS lost`, [change.accountId, change.before]);
    if (!account) throw new Refused(new Refusal("conflict", "The old address has an account again. Write to us."));
    // Another change that was asked for, or made since, from a mailbox that is not theirs is no more.
    await tx.query("UPDATE email_change SET expires_at = least(expires_at, now()), undo_until = least(undo_until, now()) WHERE account_id = $1 AND id <> $2", [change.accountId, change.id]);
    await spendLinks(tx, change.accountId);
    await endSessions(tx, change.accountId);
    for (const email of new Set([change.after, account.lost ?? change.after])) await noteLost(tx, { accountId: change.accountId, email });
    const reset = newToken();
    await tx.query("INSERT INTO sign_in_link (token_hash, account_id, purpose, expires_at) VALUES ($1, $2, 'reset', now() + interval '30 minutes')", [tokenHash(reset), change.accountId]);
    await queueMail(tx, linkLetter({ id: change.accountId, email: change.before, name: account.name, locale: account.locale }, "reset", reset));
    return { email: change.before };
  }).catch((error: unknown) => { if (error instanceof Refused) return error.refusal; throw error; });
}

// Thrown to undo what the transaction wrote before it turned out that it cannot be.
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("refused");
    this.refusal = refusal;
  }
}
