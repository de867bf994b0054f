import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { endSessions } from "#lib/identity/sessions.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { enqueue, unqueue } from "#lib/jobs/queue.ts";
import { personRooms } from "./person-rooms.ts";
import { mayKeepAccounts } from "./policy.ts";

export const daysToReconsider = 7;
const keyOf = (accountId: string): string => `erase:${accountId}`;

async function ask(tx: Tx, of: { accountId: string; by: string; words: boolean }): Promise<{ dueAt: string } | Refusal> {
  const [person] = await tx.query<{ role: string }>("SELECT role FROM account WHERE id = $1 FOR UPDATE", [of.accountId]);
  if (!person) return missing();
  if (person.role !== "customer") return new Refusal("conflict", "An account of staff becomes a member’s first; then it can be erased.");
  const [row] = await tx.query<{ dueAt: Date }>(
    `INSERT INTO erasure_request (account_id, words, due_at, by_id) VALUES ($1, $2, now() + make_interval(days => $4), $3) ON CONFLICT (account_id) DO UPDATE SET words = $2 RETURNING due_at AS "dueAt"`, [of.accountId, of.words, of.by, daysToReconsider]);
  if (!row) throw new Error("an erasure was not kept");
  await enqueue(tx, { name: "account.erase", payload: { accountId: of.accountId } }, { runAt: row.dueAt, key: keyOf(of.accountId) });
  return { dueAt: row.dueAt.toISOString() };
}

async function cancel(tx: Tx, accountId: string): Promise<true> {
  await tx.query("DELETE FROM erasure_request WHERE account_id = $1", [accountId]);
  await unqueue(tx, keyOf(accountId));
  return true;
}

/** Asks to be erased, in a week; until then it can be taken back. With `words`, what one wrote goes too; without, it stays under no name. */
export const askErasure = (me: Member, words: boolean): Promise<{ dueAt: string } | Refusal> => transact((tx) => ask(tx, { accountId: me.id, by: me.id, words }));

/** Stays after all. */
export const cancelErasure = (me: Member): Promise<true> => transact((tx) => cancel(tx, me.id));

/** An admin asks for it, or takes it back. */
export function eraseFor(actor: Actor, accountId: string, words: boolean | undefined): Promise<{ dueAt: string } | true | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepAccounts(actor);
    if (refused(me)) return me;
    const done = words === undefined ? await cancel(tx, accountId) : await ask(tx, { accountId, by: me.id, words });
    if (!refused(done)) await noteAct(tx, me, { act: words === undefined ? "account.erasure.cancelled" : "account.erasure.asked", subject: { type: "account", id: accountId } });
    return done;
  });
}

/** What was asked and waits, if anything. */
export async function readErasure(accountId: string): Promise<{ dueAt: string; words: boolean } | null> {
  const [row] = await db().query<{ dueAt: Date; words: boolean }>(`SELECT due_at AS "dueAt", words FROM erasure_request WHERE account_id = $1`, [accountId]);
  return row ? { dueAt: row.dueAt.toISOString(), words: row.words } : null;
}

// What the desk and the rooms of words keep of a person; ids stay where others' figures hang on them, words go.
const forget = [
  "DELETE FROM queue_item WHERE subject_type = 'held' AND author_id = $1 AND id NOT IN (SELECT item_id FROM decision WHERE item_id IS NOT NULL) AND id NOT IN (SELECT item_id FROM queue_note WHERE item_id IS NOT NULL)",
  "UPDATE queue_item SET state = 'decided', decision = 'gone', decided_at = now(), reasons = '{}' WHERE author_id = $1 AND state = 'open'",
  "DELETE FROM held WHERE author_id = $1", "DELETE FROM said WHERE account_id = $1", "DELETE FROM trust WHERE account_id = $1", "DELETE FROM queue_note WHERE account_id = $1",
  "UPDATE flag SET note = '' WHERE by_id = $1 OR author_id = $1", "UPDATE ruling SET message = '' WHERE account_id = $1", "UPDATE appeal SET text = '', answer = '' WHERE account_id = $1",
  "UPDATE decision SET undo = '{}' WHERE account_id = $1", "UPDATE account_merge SET moved = '{}' WHERE from_id = $1 OR into_id = $1", "DELETE FROM export_file WHERE account_id = $1", "DELETE FROM erasure_request WHERE account_id = $1",
  "DELETE FROM draft WHERE account_id = $1", "DELETE FROM oidc_identity WHERE account_id = $1", "DELETE FROM sign_in_link WHERE account_id = $1",
  "DELETE FROM mail USING account a WHERE a.id = $1 AND mail.recipient = a.email::text", "UPDATE purchase SET customer_id = NULL WHERE customer_id = $1",
  "UPDATE account SET name = 'Former member', handle = 'former.' || right(id::text, 12), email = NULL, password_hash = NULL, bio = '', avatar = NULL, origin = NULL, confirmed_at = NULL, tier = 0 WHERE id = $1",
];
const forgetWords = [
  "DELETE FROM post_version v USING post p WHERE v.post_id = p.id AND p.author_id = $1", "UPDATE post SET source = '', html = '', version = version + 1 WHERE author_id = $1", "UPDATE topic SET title = '…', slug = 'topic' WHERE author_id = $1",
  "DELETE FROM review_version v USING review r WHERE v.review_id = r.id AND r.author_id = $1", "UPDATE review SET title = '…', source = '', html = '', pros = '{}', cons = '{}', photos = '{}', version = version + 1 WHERE author_id = $1",
  "DELETE FROM message_version v USING message m WHERE v.message_id = m.id AND m.author_id = $1", "UPDATE message SET source = '', html = '', words = '', version = version + 1 WHERE author_id = $1 AND kind = 'text'", "UPDATE live_question SET text = '…' WHERE author_id = $1",
  "UPDATE product_question SET text = '…' WHERE author_id = $1", "UPDATE product_answer SET source = '', html = '' WHERE author_id = $1",
];

/** Erases a person for good: in every room, the ledger with them, and at the desk; the account stays as a name without anyone behind it. */
export async function erase(tx: Tx, accountId: string, words: boolean): Promise<void> {
  await endSessions(tx, accountId);
  for (const room of personRooms()) await room.erasePerson(tx, accountId);
  for (const statement of [...(words ? forgetWords : []), ...forget]) await tx.query(statement, [accountId]);
  await makeStale(tx);
}

/** The job: erases who asked for it, when the time to reconsider is over and it was not taken back. */
export function eraseWhenDue(payload: unknown): Promise<void> {
  const { accountId } = payload as { accountId: string };
  return transact(async (tx) => {
    const [asked] = await tx.query<{ words: boolean }>("SELECT words FROM erasure_request WHERE account_id = $1 AND due_at <= now() FOR UPDATE", [accountId]);
    if (asked) await erase(tx, accountId, asked.words);
  });
}
