import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { spamFigures } from "#lib/screening/spam.ts";
import { mayDecide } from "./policy.ts";
import type { HealthView } from "./types.ts";

// Each looks at no more than its bound, however large the community has grown; the lists are the oldest of what waits.
const unanswered = `SELECT t.id, t.slug, t.title, t.created_at AS at FROM topic t JOIN category c ON c.id = t.category_id WHERE t.deleted_at IS NULL AND t.post_count = 1 AND t.created_at < now() - interval '24 hours' AND t.created_at > now() - interval '90 days' AND c.audience <> 'staff'
  ORDER BY t.created_at DESC, t.id DESC LIMIT 100`;
const replies = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.at - t.created_at)::float8 / 3600) AS hours, count(*)::int AS replied
  FROM (SELECT id, created_at, author_id FROM topic WHERE deleted_at IS NULL AND created_at > now() - interval '30 days' ORDER BY created_at DESC LIMIT 500) t
  JOIN LATERAL (SELECT p.created_at AS at FROM post p WHERE p.topic_id = t.id AND p.number BETWEEN 2 AND 20 AND p.author_id <> t.author_id AND p.deleted_at IS NULL ORDER BY p.number LIMIT 1) r ON true`;
const visits = `
  SELECT count(*)::int AS joined, count(*) FILTER (WHERE v.visits > 1)::int AS back
  FROM (SELECT id FROM account WHERE created_at > now() - interval '60 days' AND created_at < now() - interval '7 days' AND role = 'customer' ORDER BY created_at DESC LIMIT 1000) a
  LEFT JOIN LATERAL (SELECT sum(count)::int AS visits FROM interaction_day d WHERE d.customer_id = a.id AND d.kind = 'visit') v ON true`;
const stale = `SELECT slug, name, last_post_at AS "lastPostAt" FROM category WHERE retired_at IS NULL AND audience <> 'staff' AND coalesce(last_post_at, 'epoch') < now() - interval '14 days' ORDER BY last_post_at NULLS FIRST LIMIT 20`;
const decided = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - at)::float8 / 3600) AS hours, count(*)::int AS decided
  FROM (SELECT at, decided_at FROM queue_item WHERE state = 'decided' AND decided_at > now() - interval '30 days' ORDER BY decided_at DESC LIMIT 1000) lately`;

/** The community at a glance. Seven bounded queries. */
export async function readHealth(actor: Actor): Promise<HealthView | Refusal> {
  const me = mayDecide(actor);
  if (refused(me)) return me;
  const [waiting, [reply], [seen], quiet, backlog, [desk], [oldest], spam] = await Promise.all([
    db().query<{ id: number; slug: string; title: string; at: Date }>(unanswered), db().query<{ hours: number | null; replied: number }>(replies), db().query<{ joined: number; back: number }>(visits),
    db().query<{ slug: string; name: string; lastPostAt: Date | null }>(stale), db().query<{ kind: string; open: number }>("SELECT kind, open FROM queue_count"), db().query<{ hours: number | null; decided: number }>(decided),
    db().query<{ at: Date }>("SELECT at FROM queue_item WHERE state = 'open' ORDER BY at, id LIMIT 1"), spamFigures(),
  ]);
  return {
    unanswered: { count: waiting.length, topics: waiting.slice(0, 8).map((one) => ({ ...one, at: one.at.toISOString() })) }, firstReplyHours: reply?.hours ?? null, replied: reply?.replied ?? 0,
    secondVisit: { joined: seen?.joined ?? 0, back: seen?.back ?? 0 }, stale: quiet.map((one) => ({ ...one, lastPostAt: one.lastPostAt?.toISOString() ?? null })),
    backlog: Object.fromEntries(backlog.map((row) => [row.kind, row.open])), oldest: oldest?.at.toISOString() ?? null, decisionHours: desk?.hours ?? null, decided: desk?.decided ?? 0, spam,
  };
}
