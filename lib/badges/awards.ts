import type { Reader, Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { personTag } from "#lib/identity/people.ts";
import { record } from "#lib/ledger/record.ts";
import { earned } from "./criteria.ts";
import type { BadgeKey, Measure } from "./types.ts";

type Measured = Record<Measure, number> & { accountId: string; handle: string; has: BadgeKey[] };
// Bots earn nothing. What no tally holds is looked up: the likes of their best question, their ideas that were carried out.
const measure = `
  SELECT a.id AS "accountId", a.handle::text AS handle, coalesce(b.topics, 0) AS topics, coalesce(b.replies, 0) AS replies, coalesce(b.answers, 0) AS answers, coalesce(b.likes, 0) AS likes,
    coalesce(b.reviews, 0) AS reviews, coalesce(b.helpful, 0) AS helpful, floor(extract(epoch FROM now() - a.created_at) / 86400)::int AS days,
    coalesce((SELECT max(p.score) FROM topic t JOIN post p ON p.topic_id = t.id AND p.number = 1 WHERE t.author_id = a.id AND t.deleted_at IS NULL AND t.kind = 'question'), 0)::int AS question,
    (SELECT count(*) FROM topic t WHERE t.author_id = a.id AND t.deleted_at IS NULL AND t.kind = 'idea' AND t.idea_status = 'done')::int AS ideas,
    ARRAY(SELECT g.badge FROM badge g WHERE g.account_id = a.id) AS has
  FROM account a LEFT JOIN badge_tally b ON b.account_id = a.id WHERE a.id = ANY($1::uuid[]) AND a.role <> 'bot' ORDER BY a.id`;

/** What each of these people is measured at, and the badges they have. */
export const measured = (reader: Reader, accountIds: readonly string[]): Promise<Measured[]> => reader.query<Measured>(measure, [accountIds]);

const give = "INSERT INTO badge (account_id, badge) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING";
const take = "DELETE FROM badge WHERE (account_id, badge) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))";

/**
 * Gives these people what they have earned and takes back what has lost its ground: an answer no longer accepted, a like taken
 * back, a post removed. `tell` names who hears of it; each badge is told once to each person, however often it comes and goes.
 */
export async function settleBadges(tx: Tx, accountIds: readonly string[], tell: ReadonlySet<string>): Promise<{ given: number; taken: number }> {
  const given: [string, BadgeKey][] = [];
  const taken: [string, BadgeKey][] = [];
  const handles: string[] = [];
  for (const one of accountIds.length ? await measured(tx, accountIds) : []) {
    const now = earned(one);
    const fresh = now.filter((key) => !one.has.includes(key));
    const lost = one.has.filter((key) => !now.includes(key));
    given.push(...fresh.map((key): [string, BadgeKey] => [one.accountId, key]));
    taken.push(...lost.map((key): [string, BadgeKey] => [one.accountId, key]));
    if (fresh.length + lost.length > 0) handles.push(one.handle);
  }
  if (given.length) await tx.query(give, [given.map(([id]) => id), given.map(([, key]) => key)]);
  if (taken.length) await tx.query(take, [taken.map(([id]) => id), taken.map(([, key]) => key)]);
  for (const [customerId, key] of given) {
    if (tell.has(customerId)) await record(tx, { customerId, kind: "badge.earned", occurredAt: new Date(), subject: { type: "badge", id: key }, source: "job", key: `badge:${customerId}:${key}` });
  }
  for (let start = 0; start < handles.length; start += 80) await makeStale(tx, handles.slice(start, start + 80).map(personTag));
  return { given: given.length, taken: taken.length };
}
