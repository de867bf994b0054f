import { Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { PollText } from "#lib/markdown/types.ts";

type Kept = { id: number; place: number; kind: string; most: number; anonymous: boolean; results: string; voters: number; options: string[] };
const kept = `SELECT p.id, p.place, p.kind, p.most, p.anonymous, p.results, p.voters, (SELECT array_agg(o.text ORDER BY o.place) FROM poll_option o WHERE o.poll_id = p.id) AS options FROM poll p WHERE p.post_id = $1 ORDER BY p.place FOR UPDATE`;
const write = `INSERT INTO poll (post_id, place, question, kind, most, anonymous, results, closes_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (post_id, place) DO UPDATE SET question = $3, kind = $4, most = $5, anonymous = $6, results = $7, closes_at = $8 RETURNING id`;
const options = "INSERT INTO poll_option (poll_id, place, text) SELECT $1, place, text FROM unnest($2::text[]) WITH ORDINALITY AS o (text, place)";

// What people voted on: their votes mean something else when any of this changes. When it closes may change.
const meaning = (poll: { kind: string; most: number; anonymous: boolean; results: string; options: string[] }): string => JSON.stringify([poll.kind, poll.most, poll.anonymous, poll.results, poll.options]);

/** Keeps the polls that stand in a post as they are written. Once someone has voted in one, it stays: its options, how one votes, and who sees what. `had` says that the post may hold polls already. */
export async function keepPolls(tx: Tx, postId: number, { polls, had }: { polls: PollText[]; had: boolean }): Promise<true | Refusal> {
  if (polls.length === 0 && !had) return true;
  const before = had ? await tx.query<Kept>(kept, [postId]) : [];
  for (const old of before) {
    const now = polls[old.place - 1];
    if (old.voters > 0 && (!now || meaning(now) !== meaning(old))) return new Refusal("conflict", "People have voted: the poll stays as it is. Only its question and when it closes can change.", { field: "body" });
  }
  for (const old of before) if (!polls[old.place - 1]) await tx.query("DELETE FROM poll WHERE id = $1", [old.id]);
  for (const [at, poll] of polls.entries()) {
    const [row] = await tx.query<{ id: number }>(write, [postId, at + 1, poll.question, poll.kind, poll.most, poll.anonymous, poll.results, poll.closesAt]);
    const old = before.find((one) => one.place === at + 1);
    if (!row || (old && old.voters > 0)) continue;
    if (old) await tx.query("DELETE FROM poll_option WHERE poll_id = $1", [row.id]);
    await tx.query(options, [row.id, poll.options]);
  }
  return true;
}
