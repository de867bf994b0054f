import type { Member } from "#lib/core/actor.ts";
import { env } from "#lib/core/env.ts";
import type { Reader } from "#lib/core/transact.ts";
import { memberById } from "#lib/identity/stand-in.ts";
import { authenticated } from "#lib/mail/in/authentication.ts";
import { fieldsOf, headerEnd } from "#lib/mail/in/fields.ts";
import type { Route } from "./routes.ts";

/** Who wrote a mail, as far as we know: the account, its address, and whether it is sure that its owner wrote it. */
export type Sender = { actor: Member; email: string; suspended: boolean; sure: boolean };
type Found = { id: string; email: string; suspended: boolean };

const found = `SELECT id, email::text AS email, suspended_at IS NOT NULL AND coalesce(suspended_until > now(), true) AS suspended FROM account WHERE role <> 'bot' AND email IS NOT NULL AND `;

/** What our own relay says of the sender of a mail, where it came by one. */
export function wordOfRelay(raw: Buffer, from: string, vouched: boolean): "pass" | "fail" | "none" {
  return vouched ? authenticated(fieldsOf(raw.toString("latin1", 0, headerEnd(raw))), from, env().MAIL_AUTH_HOST) : "none";
}

/**
 * Whose mail it is. Whoever answers a letter of ours from the address it went to had that letter: that is enough unless our relay
 * says that they are not who they say. Without a letter anybody can write any sender: then our relay has to know.
 */
export async function senderOf(reader: Reader, mail: { from: string; relay: "pass" | "fail" | "none"; confirmed: boolean }, route: Route): Promise<Sender | undefined> {
  const [account] = route.accountId ? await reader.query<Found>(`${found} id = $1`, [route.accountId]) : await reader.query<Found>(`${found} email = $1`, [mail.from]);
  const actor = account && (await memberById(reader, account.id));
  if (!account || !actor) return undefined;
  const same = account.email.toLowerCase() === mail.from.toLowerCase();
  const sure = mail.confirmed || (same && mail.relay !== "fail" && (route.accountId !== null || mail.relay === "pass"));
  return { actor, email: account.email, suspended: account.suspended, sure };
}
