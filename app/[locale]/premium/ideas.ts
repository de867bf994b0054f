import type { WeighedIdea } from "#components/privilege/space/idea-vote.tsx";
import type { Outcome } from "#lib/privilege/voice/types.ts";
import type { Member } from "#lib/core/actor.ts";
import { listDecidedFor, votedAmong } from "#lib/forum/idea-votes.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { weightsOf } from "#lib/privilege/voice/weights.ts";

/** The ideas and the roadmap as a member of the space votes on them: what weighs most first. */
export async function weighedIdeas(actor: Member): Promise<WeighedIdea[]> {
  const lists = await Promise.all((["open", "planned", "started"] as const).map((status) => listTopics(actor, { sort: "votes", status })));
  const rows = lists.flatMap((list) => list.topics);
  const ids = rows.map((row) => row.id);
  const [weights, voted] = await Promise.all([weightsOf(ids), votedAmong(actor.id, ids)]);
  return rows.map((row) => ({ id: row.id, slug: row.slug, title: row.title, status: row.status, votes: row.votes, weight: row.votes + (weights.get(row.id) ?? 0), voted: voted.has(row.id) }))
    .sort((one, other) => other.weight - one.weight || other.id - one.id);
}

/** What became of ideas that a member had or voted for, as outcomes of theirs. */
export async function ideaOutcomes(actor: Member): Promise<Outcome[]> {
  return (await listDecidedFor(actor)).map((one): Outcome => ({ kind: "idea", title: one.title, text: one.reason, status: one.status, at: one.at, path: `/t/${one.id}/${one.slug}` }));
}
