import { transact } from "#lib/core/transact.ts";
import type { Stream } from "./types.ts";

/** Why an address did not take a letter. `mailId` names the letter where it is known; without it only the address learns. */
export type Bounce = { address: string; hard: boolean; response: string; mailId?: string };
export type Complaint = { address: string; stream: Stream; mailId?: string };

// A quarter of an hour, an hour, four hours, then a day each: an address that refuses again is asked less and less.
const pause = "(ARRAY[interval '15 minutes', interval '1 hour', interval '4 hours', interval '1 day'])[least(mail_address.soft + 1, 4)]";
const soft = `
  INSERT INTO mail_address (address, soft, paused_until, response) VALUES ($1, 1, now() + interval '15 minutes', $2)
  ON CONFLICT (address) DO UPDATE SET soft = mail_address.soft + 1, paused_until = now() + ${pause}, response = $2, updated_at = now() RETURNING soft`;
const suppress = "INSERT INTO mail_suppression (address, stream, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
/** So many temporary refusals in a row are a lasting one: about a week of asking. */
const mostSoft = 9;

/**
 * Notes that an address did not take a letter, told at the door or by a report afterwards. A lasting refusal ends all mail to it;
 * a temporary one leaves the address in peace for longer each time, whatever else waits for it. Nothing is ever sent for a bounce.
 */
export async function noteBounce({ address, hard, response, mailId }: Bounce): Promise<void> {
  await transact(async (tx) => {
    const said = response.replace(/[\r\n]+/g, " ").slice(0, 300);
    if (mailId) await tx.query("UPDATE mail SET bounced_at = coalesce(bounced_at, now()), response = $2 WHERE id = $1 AND lower(recipient) = lower($3)", [mailId, said, address]);
    const [row] = hard ? [] : await tx.query<{ soft: number }>(soft, [address, said]);
    if (hard || (row && row.soft >= mostSoft)) await tx.query(suppress, [address, "all", "bounce"]);
  });
}

/** Notes that a reader called a letter unwanted: its stream ends for them, and no other. */
export async function noteComplaint({ address, stream, mailId }: Complaint): Promise<void> {
  await transact(async (tx) => {
    if (mailId) await tx.query("UPDATE mail SET complained_at = coalesce(complained_at, now()) WHERE id = $1 AND lower(recipient) = lower($2)", [mailId, address]);
    await tx.query(suppress, [address, stream, "complaint"]);
  });
}

/** Lets mail go to an address again: whoever confirms it anew shows that it takes mail. A complaint stands. */
export async function forgiveAddress(address: string): Promise<void> {
  await transact(async (tx) => {
    await tx.query("DELETE FROM mail_suppression WHERE address = $1 AND reason = 'bounce'", [address]);
    await tx.query("DELETE FROM mail_address WHERE address = $1", [address]);
  });
}
