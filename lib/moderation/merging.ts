import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { giveReactions, takeReactions } from "#lib/forum/clean-up.ts";
import { endSessions } from "#lib/identity/sessions.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { reattribute, returnAttribution } from "#lib/ledger/reattribute.ts";
import { type AccountColumn, accountColumns, giveRowsBack, type Moved, renameIn, type Row, rowsOf } from "./account-rows.ts";
import { personRooms } from "./person-rooms.ts";
import { mayKeepAccounts } from "./policy.ts";

// Sessions end; what staff noted names who did it then.
const staying = ["session", "sign_in_link", "account_merge", "staff_act", "decision", "filter_change", "erasure_request", "export_file"];
type Pair = { from: string; into: string };
/** What the kept account told nothing of, so that the other told it. */
type Gaps = { bio: boolean; location: boolean; website: boolean; avatar: boolean };
type Kept = { account: Row; moved: Moved; reactions: Awaited<ReturnType<typeof takeReactions>>; gaps?: Gaps };

async function lock(tx: Tx, pair: Pair): Promise<Row | Refusal> {
  const rows = await tx.query<{ id: string; role: string; row: Row }>("SELECT id, role, to_jsonb(account) - 'avatar' AS row FROM account WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", [[pair.from, pair.into]]);
  const [from, into] = [rows.find((row) => row.id === pair.from), rows.find((row) => row.id === pair.into)];
  if (!from || !into || from === into) return missing();
  return from.role === "customer" && into.role === "customer" ? from.row : new Refusal("conflict", "Only accounts of members are merged.");
}

/** Makes one account of two: everything of `from` becomes `into`’s, in every room and in the ledger. It can be taken back. */
export function mergeAccounts(actor: Actor, pair: Pair): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepAccounts(actor);
    if (refused(me)) return me;
    const account = await lock(tx, pair);
    if (refused(account as Refusal)) return account as Refusal;
    const columns = await accountColumns(tx, staying);
    const reactions = await takeDoubled(tx, pair);
    const [gaps] = await tx.query<Gaps>("SELECT bio = '' AS bio, location = '' AS location, website = '' AS website, avatar IS NULL AS avatar FROM account WHERE id = $1", [pair.into]);
    const kept: Kept = { account: account as Row, moved: await snapshot(tx, columns, pair), reactions, ...(gaps ? { gaps } : {}) };
    const [merge] = await tx.query<{ id: number }>("INSERT INTO account_merge (from_id, into_id, by_id, moved) VALUES ($1, $2, $3, $4::jsonb) RETURNING id", [pair.from, pair.into, me.id, JSON.stringify(kept)]);
    for (const room of personRooms()) await room.mergePerson(tx, pair);
    for (const column of columns) await renameIn(tx, column, pair);
    await reattribute(tx, { ...pair, key: `merge:${merge?.id}:` });
    await tx.query("UPDATE account SET email = NULL, password_hash = NULL, origin = NULL, suspended_at = now(), suspended_until = NULL WHERE id = $1", [pair.from]);
    await endSessions(tx, pair.from);
    await noteAct(tx, me, { act: "account.merged", subject: { type: "account", id: pair.into }, detail: { from: pair.from, merge: merge?.id ?? 0 } });
    await makeStale(tx);
    return { id: merge?.id ?? 0 };
  });
}

async function snapshot(tx: Tx, columns: readonly AccountColumn[], pair: Pair): Promise<Moved> {
  const moved: Moved = [];
  for (const { table, column, key } of columns) {
    const of = (accountId: string): Promise<Row[]> => rowsOf(tx, { table, column }, { accountId, most: 1_000_000 });
    const rows = await of(pair.from);
    if (rows.length > 0) moved.push({ table, column, key, rows, theirs: key.includes(column) ? await of(pair.into) : [] });
  }
  return moved;
}

// Both liked the same post: one person likes it once. Their likes of each other would be likes of oneself.
async function takeDoubled(tx: Tx, pair: Pair): Promise<Kept["reactions"]> {
  const mine = await tx.query<{ postId: number }>(
    `SELECT r.post_id AS "postId" FROM reaction r JOIN post p ON p.id = r.post_id WHERE r.account_id = $1 AND (p.author_id = $2 OR EXISTS (SELECT 1 FROM reaction o WHERE o.post_id = r.post_id AND o.account_id = $2))`, [pair.from, pair.into]);
  return takeReactions(tx, pair.from, mine.map((row) => row.postId));
}

// What filled a gap goes back with whom it came from, unless its owner has said something else since.
const emptied = `
  UPDATE account i SET bio = CASE WHEN $3 AND i.bio = f.bio THEN '' ELSE i.bio END, location = CASE WHEN $4 AND i.location = f.location THEN '' ELSE i.location END,
    website = CASE WHEN $5 AND i.website = f.website THEN '' ELSE i.website END, avatar = CASE WHEN $6 AND i.avatar = f.avatar THEN NULL ELSE i.avatar END
  FROM account f WHERE i.id = $2 AND f.id = $1`;

/** Takes a merge back: each row belongs to whom it belonged, the ledger too, and both can sign in. What was done since stays where it was done. */
export function unmerge(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepAccounts(actor);
    if (refused(me)) return me;
    const [merge] = await tx.query<Pair & { moved: Kept }>(`UPDATE account_merge SET undone_at = now(), undone_by = $2 WHERE id = $1 AND undone_at IS NULL RETURNING from_id AS from, into_id AS into, moved`, [id, me.id]);
    if (!merge?.moved.account) return missing();
    const { account, moved, reactions, gaps } = merge.moved;
    if (gaps) await tx.query(emptied, [merge.from, merge.into, gaps.bio, gaps.location, gaps.website, gaps.avatar]);
    for (const one of moved) await giveRowsBack(tx, one, merge);
    for (const room of personRooms().toReversed()) await room.unmergePerson?.(tx, merge);
    // Whoever asks for the name one of them had finds that one again.
    await tx.query("DELETE FROM handle_past h USING account a WHERE a.id = $1 AND h.account_id = $2 AND h.handle = a.handle", [merge.from, merge.into]);
    await giveReactions(tx, merge.from, reactions);
    await returnAttribution(tx, { from: merge.from, into: merge.into, given: `merge:${id}:`, key: `unmerge:${id}:` });
    await tx.query("UPDATE account SET email = r.email, password_hash = r.password_hash, origin = r.origin, suspended_at = r.suspended_at, suspended_until = r.suspended_until FROM jsonb_populate_record(NULL::account, $2::jsonb) r WHERE account.id = $1", [merge.from, JSON.stringify(account)]);
    // The handle it has again is no past one that leads to the other.
    await tx.query("DELETE FROM handle_past h USING account a WHERE a.id = $1 AND h.handle = a.handle", [merge.from]);
    await noteAct(tx, me, { act: "account.unmerged", subject: { type: "account", id: merge.into }, detail: { from: merge.from, merge: id } });
    await makeStale(tx);
    return true;
  });
}
