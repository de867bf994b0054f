import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { topicFor } from "./access.ts";
import { ideaDecided } from "./events.ts";
import { mayDecide, mayVote } from "./policy.ts";
import type { DecisionInput } from "./schema.ts";
import { noteEvent } from "./topic-events.ts";
import type { IdeaStatus } from "./types.ts";

const votes = {
  cast: "WITH v AS (INSERT INTO topic_vote (topic_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1) UPDATE topic SET votes = votes + 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM v)",
  withdrawn: "WITH v AS (DELETE FROM topic_vote WHERE topic_id = $1 AND account_id = $2 RETURNING 1) UPDATE topic SET votes = votes - 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM v)",
};

/**
 * What else is noted of votes, by a room beside this one: of one that was `cast`, now or before, and of those that came along when
 * two ideas were `joined` (they keep their moment). A vote taken back takes along what hangs on it.
 */
export type VoteWeigher = { cast: (tx: Tx, vote: { topicId: number; voter: Member }) => Promise<void>; joined: (tx: Tx, ideas: { from: number; into: number }) => Promise<void> };
let weigher: VoteWeigher = { cast: async () => {}, joined: async () => {} };
/** Names who says what a vote weighs. The server does it once. */
export function weighVotesWith(named: VoteWeigher): void {
  weigher = named;
}

// Who wanted one idea wants the two that are one: each person once. A vote that came along keeps its moment, by which it is known when the two part.
const join = `WITH v AS (INSERT INTO topic_vote (topic_id, account_id, created_at) SELECT $2, account_id, created_at FROM topic_vote WHERE topic_id = $1 ON CONFLICT DO NOTHING RETURNING 1)
  UPDATE topic SET votes = votes + (SELECT count(*) FROM v) WHERE id = $2`;
const part = `WITH v AS (DELETE FROM topic_vote b USING topic_vote a WHERE a.topic_id = $1 AND b.topic_id = $2 AND b.account_id = a.account_id AND b.created_at = a.created_at RETURNING 1)
  UPDATE topic SET votes = votes - (SELECT count(*) FROM v) WHERE id = $2`;

/** Brings the votes of an idea to the one it becomes part of, as much as each weighs; who voted for both is counted once, as they voted there. */
export async function joinVotes(tx: Tx, ideas: { from: number; into: number }): Promise<void> {
  await tx.query(join, [ideas.from, ideas.into]);
  await weigher.joined(tx, ideas);
}

/** Takes the votes that came along out again, when two ideas part. */
export async function partVotes(tx: Tx, { from, into }: { from: number; into: number }): Promise<void> {
  await tx.query(part, [from, into]);
}

/** The row of an idea that the actor may see, locked, with where its decision stands. */
async function ideaFor(tx: Tx, actor: Actor, id: number) {
  const topic = await topicFor(tx, actor, id);
  if (refused(topic)) return topic;
  const [idea] = await tx.query<{ status: IdeaStatus | null }>("SELECT idea_status AS status FROM topic WHERE id = $1 FOR UPDATE", [id]);
  return { ...topic, status: idea?.status ?? null };
}

/** Votes for an idea, or takes the vote back: one vote per member, however often it is sent. Resolves to the votes there are. */
export function vote(actor: Actor, id: number, cast: boolean): Promise<{ votes: number } | Refusal> {
  return transact(async (tx) => {
    const idea = await ideaFor(tx, actor, id);
    if (refused(idea)) return idea;
    const allowed = mayVote(actor, idea);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
    await tx.query(cast ? votes.cast : votes.withdrawn, [id, actor.id]);
    if (cast) await weigher.cast(tx, { topicId: id, voter: actor });
    const [row] = await tx.query<{ votes: number }>("SELECT votes FROM topic WHERE id = $1", [id]);
    await makeStale(tx, [`topic:${id}`, "lists"]);
    return { votes: row?.votes ?? 0 };
  });
}

/** Says what becomes of an idea, and why; its author and everyone who voted for it hear of it. The history stays. Staff only. */
export function decideIdea(actor: Actor, id: number, input: DecisionInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    const idea = await ideaFor(tx, actor, id);
    if (refused(idea)) return idea;
    const allowed = mayDecide(actor, idea);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
    if (input.status === "declined" && !input.reason) return new Refusal("invalid", "Say why: whoever had the idea deserves a reason.", { field: "reason" });
    const [last] = await tx.query<{ reason: string | null }>("SELECT detail ->> 'reason' AS reason FROM topic_event WHERE topic_id = $1 AND kind = 'decided' ORDER BY id DESC LIMIT 1", [id]);
    if (idea.status === input.status && (last?.reason ?? "") === input.reason) return true as const;
    await tx.query("UPDATE topic SET idea_status = $2 WHERE id = $1", [id, input.status]);
    const event = await noteEvent(tx, actor, { topicId: id, kind: "decided", detail: { from: idea.status, status: input.status, reason: input.reason } });
    const hear = await tx.query<{ id: string }>("SELECT account_id AS id FROM topic_vote WHERE topic_id = $1 AND account_id <> ALL($2::uuid[])", [id, [idea.authorId, actor.id]]);
    await ideaDecided(tx, { topicId: id, event, hear: [...(idea.authorId === actor.id ? [] : [idea.authorId]), ...hear.map((row) => row.id)] });
    return true as const;
  });
}
