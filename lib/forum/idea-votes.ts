import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf } from "./policy.ts";
import type { IdeaStatus } from "./types.ts";

/** For which of these ideas somebody has voted. One query. */
export async function votedAmong(accountId: string, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db().query<{ id: number }>("SELECT topic_id AS id FROM topic_vote WHERE account_id = $1 AND topic_id = ANY($2::bigint[])", [accountId, ids]);
  return new Set(rows.map((row) => row.id));
}

/** What became of an idea that somebody had or voted for. */
export type DecidedIdea = { id: number; slug: string; title: string; status: IdeaStatus; reason: string; at: string };
const decided = `
  SELECT t.id, t.slug, t.title, t.idea_status AS status, coalesce(e.detail ->> 'reason', '') AS reason, e.at AS at
  FROM (SELECT topic_id AS id FROM topic_vote WHERE account_id = $1 UNION SELECT id FROM topic WHERE author_id = $1 AND kind = 'idea') mine JOIN topic t ON t.id = mine.id JOIN category c ON c.id = t.category_id
    JOIN LATERAL (SELECT detail, e.at FROM topic_event e WHERE e.topic_id = t.id AND e.kind = 'decided' ORDER BY e.id DESC LIMIT 1) e ON true
  WHERE t.deleted_at IS NULL AND t.idea_status IN ('done', 'declined', 'started', 'planned') AND c.audience = ANY($2) ORDER BY e.at DESC LIMIT 12`;

/** What became of ideas that somebody had or voted for, the latest first. One query. */
export async function listDecidedFor(actor: Member): Promise<DecidedIdea[]> {
  const rows = await db().query<Omit<DecidedIdea, "at"> & { at: Date }>(decided, [actor.id, audiencesOf(actor)]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
