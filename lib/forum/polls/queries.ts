import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { maySee, mayWrite } from "../policy.ts";
import { pageStart, postsPerPage } from "../queries.ts";
import type { Audience } from "../types.ts";
import { type Ballots, runOff } from "./ranked.ts";
import type { PollKind, PollView } from "./types.ts";

type Row = {
  id: number; postId: number; number: number; place: number; question: string; kind: PollKind; most: number; anonymous: boolean; results: PollView["results"]; closesAt: Date | null; closed: boolean; voters: number;
  options: { place: number; text: string; votes: number }[]; mine: number[] | null;
};
const polls = `
  SELECT p.id, p.post_id AS "postId", post.number, p.place, p.question, p.kind, p.most, p.anonymous, p.results, p.closes_at AS "closesAt", coalesce(p.closes_at <= now(), false) OR $5 AS closed, p.voters,
    (SELECT jsonb_agg(jsonb_build_object('place', o.place, 'text', o.text, 'votes', o.votes) ORDER BY o.place) FROM poll_option o WHERE o.poll_id = p.id) AS options, v.choices AS mine
  FROM post JOIN poll p ON p.post_id = post.id LEFT JOIN poll_vote v ON v.poll_id = p.id AND v.account_id = $4
  WHERE post.topic_id = $1 AND post.number >= $2 AND post.number < $3 AND post.deleted_at IS NULL ORDER BY post.number, p.place`;
const ballots = `SELECT poll_id AS "pollId", choices, count(*)::int AS count FROM poll_vote WHERE poll_id = ANY($1::bigint[]) GROUP BY poll_id, choices`;
// A few names for each option; who wants the whole list counts.
const names = `SELECT v."pollId", v.place, array_agg(v.name ORDER BY v.at) AS names FROM (
    SELECT v.poll_id AS "pollId", chosen AS place, a.name, v.created_at AS at, row_number() OVER (PARTITION BY v.poll_id, chosen ORDER BY v.created_at) AS nth
    FROM poll_vote v JOIN account a ON a.id = v.account_id CROSS JOIN LATERAL unnest(v.choices) AS chosen WHERE v.poll_id = ANY($1::bigint[])) v
  WHERE v.nth <= 12 GROUP BY v."pollId", v.place`;

const open = (row: Row): boolean => row.closed || row.results === "always" || (row.results === "voted" && row.mine !== null);

function viewOf(row: Row, known: { mayVote: boolean; ballots: Map<number, Ballots>; names: Map<string, string[]> }): PollView {
  const seen = open(row);
  const outcome = seen && row.kind === "ranked" ? runOff(known.ballots.get(row.id) ?? [], row.options.length) : undefined;
  return {
    ...row, closesAt: row.closesAt?.toISOString() ?? null, mayVote: known.mayVote && !row.closed, rounds: outcome?.rounds ?? null, winner: outcome?.winner ?? null,
    options: row.options.map((option) => ({ ...option, votes: seen ? option.votes : null, names: known.names.get(`${row.id}:${option.place}`) ?? [] })),
  };
}

/** The polls on the page of a topic around post `from`, as the viewer sees them: counts where they may, names only for members. At most four queries. */
export async function readPolls(actor: Actor, topicId: number, from: number): Promise<PollView[] | Refusal> {
  const [topic] = await db().query<{ audience: Audience; archived: boolean }>("SELECT c.audience, t.archived_at IS NOT NULL AS archived FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1 AND t.deleted_at IS NULL", [topicId]);
  if (!topic || !maySee(actor, topic.audience)) return missing();
  const first = pageStart(from);
  const member = actor.kind === "member" ? actor.id : null;
  const rows = await db().query<Row>(polls, [topicId, first, first + postsPerPage, member, topic.archived]);
  const ranked = rows.filter((row) => row.kind === "ranked" && open(row)).map((row) => row.id);
  const byName = rows.filter((row) => member && !row.anonymous && open(row)).map((row) => row.id);
  const cast = ranked.length ? await db().query<{ pollId: number; choices: number[]; count: number }>(ballots, [ranked]) : [];
  const called = byName.length ? await db().query<{ pollId: number; place: number; names: string[] }>(names, [byName]) : [];
  const known = { mayVote: mayWrite(actor, topic.audience) === true, ballots: Map.groupBy(cast, (one) => one.pollId), names: new Map(called.map((one) => [`${one.pollId}:${one.place}`, one.names])) };
  return rows.map((row) => viewOf(row, known));
}
