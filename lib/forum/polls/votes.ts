import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { maySee, mayWrite } from "../policy.ts";
import type { Audience } from "../types.ts";
import { pollMoved, pollVoted, voteWithdrawn } from "./events.ts";

type PollAt = { id: number; topicId: number; kind: string; most: number; results: string; closed: boolean; audience: Audience; archived: boolean; options: number };
const find = `SELECT p.id, t.id AS "topicId", p.kind, p.most, p.results, coalesce(p.closes_at <= now(), false) AS closed, c.audience, t.archived_at IS NOT NULL AS archived,
    (SELECT count(*) FROM poll_option o WHERE o.poll_id = p.id)::int AS options
  FROM poll p JOIN post ON post.id = p.post_id JOIN topic t ON t.id = post.topic_id JOIN category c ON c.id = t.category_id
  WHERE p.id = $1 AND post.deleted_at IS NULL AND t.deleted_at IS NULL FOR UPDATE OF p`;

/** The poll, locked, when the actor may vote in it now. */
async function pollFor(tx: Tx, actor: Actor, id: number): Promise<PollAt | Refusal> {
  const [poll] = await tx.query<PollAt>(find, [id]);
  if (!poll || !maySee(actor, poll.audience)) return missing();
  const allowed = mayWrite(actor, poll.audience);
  if (allowed !== true) return allowed;
  return poll.closed || poll.archived ? new Refusal("conflict", "This poll is closed.") : poll;
}

const step = "UPDATE poll_option SET votes = votes + $3 WHERE poll_id = $1 AND place = ANY($2::int[])";
const counted = (poll: PollAt, choices: number[]): number[] => (poll.kind === "ranked" ? choices.slice(0, 1) : choices);

async function moved(tx: Tx, poll: PollAt, voters: -1 | 0 | 1): Promise<void> {
  const [row] = await tx.query<{ voters: number; votes: number[] }>("UPDATE poll SET voters = voters + $2 WHERE id = $1 RETURNING voters, (SELECT array_agg(o.votes ORDER BY o.place) FROM poll_option o WHERE o.poll_id = $1) AS votes", [poll.id, voters]);
  await pollMoved(tx, { topicId: poll.topicId, pollId: poll.id, counts: poll.results === "always" && row ? row : undefined });
}

function wrong(poll: PollAt, choices: number[]): Refusal | undefined {
  const fits = new Set(choices).size === choices.length && choices.every((place) => place <= poll.options) && choices.length <= (poll.kind === "single" ? 1 : poll.most);
  return fits ? undefined : new Refusal("invalid", "This is not a vote this poll takes.", { field: "choices" });
}

/** Votes, or changes one's vote: `choices` are places of options, in a ranked poll the most wanted first. The same vote again changes nothing. */
export function vote(actor: Member, pollId: number, choices: number[]): Promise<true | Refusal> {
  return transact(async (tx) => {
    const poll = await pollFor(tx, actor, pollId);
    if (refused(poll)) return poll;
    const refusal = wrong(poll, choices);
    if (refusal) return refusal;
    const said = poll.kind === "ranked" ? choices : choices.toSorted((one, other) => one - other);
    const [before] = await tx.query<{ choices: number[] }>("SELECT choices FROM poll_vote WHERE poll_id = $1 AND account_id = $2", [pollId, actor.id]);
    if (before && before.choices.join() === said.join()) return true;
    if (before) {
      await tx.query("UPDATE poll_vote SET choices = $3 WHERE poll_id = $1 AND account_id = $2", [pollId, actor.id, said]);
      await tx.query(step, [pollId, counted(poll, before.choices), -1]);
    } else {
      const [given] = await tx.query<{ at: Date }>("INSERT INTO poll_vote (poll_id, account_id, choices, created_at) VALUES ($1, $2, $3, date_trunc('milliseconds', clock_timestamp())) RETURNING created_at AS at", [pollId, actor.id, said]);
      if (given) await pollVoted(tx, actor, { pollId, at: given.at });
    }
    await tx.query(step, [pollId, counted(poll, said), 1]);
    await moved(tx, poll, before ? 0 : 1);
    return true;
  });
}

/** Takes one's vote back, and with it what it gave. */
export function withdrawVote(actor: Member, pollId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const poll = await pollFor(tx, actor, pollId);
    if (refused(poll)) return poll;
    const [gone] = await tx.query<{ choices: number[]; at: Date }>("DELETE FROM poll_vote WHERE poll_id = $1 AND account_id = $2 RETURNING choices, created_at AS at", [pollId, actor.id]);
    if (!gone) return true;
    await tx.query(step, [pollId, counted(poll, gone.choices), -1]);
    await voteWithdrawn(tx, { pollId, accountId: actor.id, at: gone.at });
    await moved(tx, poll, -1);
    return true;
  });
}
