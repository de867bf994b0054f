import type { Tx } from "#lib/core/transact.ts";

/** What a sign-up says of where it comes from: its address and agent, the cookies it carries, a code that was typed. */
export type SignUpOrigin = { address: string; agent: string; cookie: string | undefined; code?: string | undefined };
/** A new account, at the moment it is made. */
export type SignedUp = { accountId: string; email: string; origin: SignUpOrigin };
type Hearing = (tx: Tx, signedUp: SignedUp) => Promise<void>;

const hearing: Hearing[] = [];

/** Lets a higher room act in the transaction in which somebody signs up. The server names them once. */
export function whenSignedUp(heard: Hearing): void {
  hearing.push(heard);
}

/** Says that an account was made by somebody who came here. Accounts that others make are no sign-ups. */
export async function noteSignedUp(tx: Tx, signedUp: SignedUp): Promise<void> {
  for (const heard of hearing) await heard(tx, signedUp);
}
