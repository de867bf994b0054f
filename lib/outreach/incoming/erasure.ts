import type { Tx } from "#lib/core/transact.ts";

/** Takes away what someone wrote to us by mail, and that we answered by ourselves. What it became in a room is that room's to erase. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM mail_answered USING account a WHERE a.id = $1 AND mail_answered.address = a.email", [accountId]);
  await tx.query("DELETE FROM incoming_mail USING account a WHERE a.id = $1 AND (incoming_mail.account_id = a.id OR incoming_mail.from_address = a.email)", [accountId]);
}

/** Makes one person of two: what either wrote, one wrote. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE incoming_mail SET account_id = $2 WHERE account_id = $1", [from, into]);
}
