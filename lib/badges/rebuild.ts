import { db, type Tx, transact } from "#lib/core/transact.ts";
import { settleBadges } from "./awards.ts";
import { tallied } from "./criteria.ts";

const sums = `
  INSERT INTO badge_tally (account_id, topics, replies, answers, likes, reviews, helpful)
  SELECT i.customer_id, ${["topics", "replies", "answers", "likes", "reviews", "helpful"].map((name) =>
    `coalesce(sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) FILTER (WHERE i.kind IN (${Object.entries(tallied).filter(([, tally]) => tally === name).map(([kind]) => `'${kind}'`).join(", ")})), 0)`).join(", ")}
  FROM interaction i JOIN account a ON a.id = i.customer_id JOIN ledger_cursor c ON c.consumer = 'badges' AND (i.xid, i.seq) <= (c.xid, c.seq)
  WHERE i.kind = ANY($1::text[]) GROUP BY i.customer_id`;

async function afresh(tx: Tx): Promise<void> {
  // Whoever follows the ledger waits: what is summed is exactly what was taken.
  await tx.query("SELECT 1 FROM ledger_cursor WHERE consumer = 'badges' FOR UPDATE");
  await tx.query("DELETE FROM badge_tally");
  await tx.query(sums, [Object.keys(tallied)]);
  await tx.query("UPDATE account a SET contributions = coalesce((SELECT greatest(0, b.topics + b.replies + b.reviews) FROM badge_tally b WHERE b.account_id = a.id), 0)");
}

/** Sums every tally up again from the ledger and settles everyone's badges by it, telling nobody. Resolves to what changed. */
export async function rebuildBadges(): Promise<{ people: number; given: number; taken: number }> {
  await transact(afresh);
  const everyone = await db().query<{ id: string }>("SELECT id FROM account ORDER BY id");
  const changed = { people: everyone.length, given: 0, taken: 0 };
  for (let start = 0; start < everyone.length; start += 1000) {
    const { given, taken } = await transact((tx) => settleBadges(tx, everyone.slice(start, start + 1000).map((one) => one.id), new Set()));
    changed.given += given;
    changed.taken += taken;
  }
  return changed;
}
