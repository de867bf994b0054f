import type { Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { record, reverse } from "#lib/ledger/record.ts";
import { tell } from "#lib/realtime/tell.ts";

// Someone may vote, withdraw and vote again: the moment of the vote tells them apart.
const keyOf = (vote: { pollId: number; accountId: string; at: Date }): string => `poll:${vote.pollId}:${vote.accountId}:${vote.at.getTime()}`;

/** Someone voted: one interaction per poll and person, however often they change their mind. */
export const pollVoted = (tx: Tx, actor: Member, vote: { pollId: number; at: Date }) =>
  record(tx, { customerId: actor.id, kind: "poll.voted", occurredAt: vote.at, subject: { type: "poll", id: String(vote.pollId) }, source: "web", key: keyOf({ ...vote, accountId: actor.id }) });

/** Someone took their vote back. */
export const voteWithdrawn = (tx: Tx, vote: { pollId: number; accountId: string; at: Date }) => reverse(tx, "web", keyOf(vote));

/** Tells who has the topic open that a poll moved; the counts go along only where everybody may see them. */
export const pollMoved = (tx: Tx, told: { topicId: number; pollId: number; counts?: { voters: number; votes: number[] } | undefined }) =>
  tell(tx, { room: `topic:${told.topicId}`, event: "poll.changed", data: { pollId: told.pollId, ...told.counts } });
