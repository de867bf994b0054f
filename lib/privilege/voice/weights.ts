import type { Member } from "#lib/core/actor.ts";
import { db, type Tx } from "#lib/core/transact.ts";
import { voteWeights } from "./types.ts";

/** What a vote of somebody weighs: by tier for members, one for everybody else. */
export const weightOf = (actor: Pick<Member, "role" | "tier">): number => (actor.role === "customer" ? (voteWeights[actor.tier] ?? 1) : 1);

/** Notes by how much a vote just cast counts more than one. What it weighs is what it weighed then; taken back, the weight goes with it. */
export async function weighVote(tx: Tx, { topicId, voter }: { topicId: number; voter: Member }): Promise<void> {
  const extra = weightOf(voter) - 1;
  if (extra > 0) await tx.query("INSERT INTO topic_voice (topic_id, account_id, extra) SELECT topic_id, account_id, $3 FROM topic_vote WHERE topic_id = $1 AND account_id = $2 ON CONFLICT DO NOTHING", [topicId, voter.id, extra]);
}

const came = `
  INSERT INTO topic_voice (topic_id, account_id, extra) SELECT b.topic_id, b.account_id, w.extra FROM topic_voice w JOIN topic_vote a ON (a.topic_id, a.account_id) = (w.topic_id, w.account_id)
    JOIN topic_vote b ON b.topic_id = $2 AND b.account_id = a.account_id AND b.created_at = a.created_at WHERE w.topic_id = $1 ON CONFLICT DO NOTHING`;

/** Lets the votes that came along when two ideas were joined weigh what they weighed. A vote cast there weighs what it was cast with. */
export async function weighJoined(tx: Tx, { from, into }: { from: number; into: number }): Promise<void> {
  await tx.query(came, [from, into]);
}

/** By how much the votes of each of these ideas weigh more than their number. One query. */
export async function weightsOf(topicIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (topicIds.length === 0) return new Map();
  const rows = await db().query<{ id: number; extra: number }>("SELECT topic_id AS id, sum(extra)::int AS extra FROM topic_voice WHERE topic_id = ANY($1::bigint[]) GROUP BY 1", [topicIds]);
  return new Map(rows.map((row) => [row.id, row.extra]));
}
