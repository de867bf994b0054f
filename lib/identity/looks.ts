import type { Reader } from "#lib/core/transact.ts";

/** Somebody of the house looking at what is kept about one person. */
export type Look = { accountId: string; readerId: string; what: "request" | "privilege" | "desk" };
const note = `INSERT INTO personal_read (account_id, reader_id, what) SELECT a.id, $2, $3 FROM account a WHERE a.id = $1
  AND NOT EXISTS (SELECT 1 FROM personal_read WHERE account_id = $1 AND reader_id = $2 AND what = $3 AND at > now() - interval '1 hour')`;

/** Notes for a person that somebody of the house looked: one line for a reader and an hour, since what they are shown is who looked and when, not every refresh. */
export async function noteLook(reader: Reader, { accountId, readerId, what }: Look): Promise<void> {
  await reader.query(note, [accountId, readerId, what]);
}
