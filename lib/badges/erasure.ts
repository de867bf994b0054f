import type { Tx } from "#lib/core/transact.ts";
import { settleBadges } from "./awards.ts";

/** Takes someone's badges and tallies away. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM badge WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM badge_tally WHERE account_id = $1", [accountId]);
  await tx.query("UPDATE account SET contributions = 0 WHERE id = $1", [accountId]);
}

const add = `
  INSERT INTO badge_tally AS b (account_id, topics, replies, answers, likes, reviews, helpful) SELECT $2, topics, replies, answers, likes, reviews, helpful FROM badge_tally WHERE account_id = $1
  ON CONFLICT (account_id) DO UPDATE SET topics = b.topics + excluded.topics, replies = b.replies + excluded.replies, answers = b.answers + excluded.answers,
    likes = b.likes + excluded.likes, reviews = b.reviews + excluded.reviews, helpful = b.helpful + excluded.helpful`;

/** Makes one person of two: what both did is counted together, and what it earns is given. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query(add, [from, into]);
  await tx.query("UPDATE account a SET contributions = greatest(0, b.topics + b.replies + b.reviews) FROM badge_tally b WHERE b.account_id = a.id AND a.id = $1", [into]);
  await erasePerson(tx, from);
  await settleBadges(tx, [into], new Set());
}
