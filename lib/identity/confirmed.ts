import type { Tx } from "#lib/core/transact.ts";

/** Someone's address, at the moment it is shown to be theirs. */
export type Confirmed = { accountId: string; email: string };
type Hearing = (tx: Tx, confirmed: Confirmed) => Promise<void>;

const hearing: Hearing[] = [];

/** Lets a higher room act in the transaction in which an address is confirmed. The server, and the command line, name them once. */
export function whenConfirmed(heard: Hearing): void {
  hearing.push(heard);
}

/** Says that an account's address is confirmed. Whoever sets `confirmed_at`, or gives a confirmed account another address, calls it in that transaction. */
export async function noteConfirmed(tx: Tx, accountId: string): Promise<void> {
  if (hearing.length === 0) return;
  const [account] = await tx.query<{ email: string | null }>("SELECT email::text AS email FROM account WHERE id = $1 AND confirmed_at IS NOT NULL", [accountId]);
  if (account?.email) for (const heard of hearing) await heard(tx, { accountId, email: account.email });
}

const losing: Hearing[] = [];

/** Lets a higher room act in the transaction in which an address turns out not to be somebody's after all. */
export function whenLost(heard: Hearing): void {
  losing.push(heard);
}

/** Says that an address which was confirmed for an account is not theirs: what came to them by it goes back to waiting. */
export async function noteLost(tx: Tx, lost: Confirmed): Promise<void> {
  for (const heard of losing) await heard(tx, lost);
}
