import type { Tx } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { levelSql } from "#lib/forum/following.ts";
import { tell } from "#lib/realtime/tell.ts";
import { usual } from "./kinds.ts";
import type { Told } from "./recipients.ts";
import { unreadOfMany } from "./unread.ts";

type Allowed = { place: number; app: boolean | null; mail: boolean | null; reachable: boolean };
// Asked as it is written: whether they may see it (a suspended account hears of its own standing alone), what they chose, and
// what they said of the author, the topic and where it stands. What is muted says only what is said to oneself; what is ignored
// nothing; "neither" on a topic is no following, and what came before one followed is no news. Whoever follows none of their own topics by itself hears of none.
const allowed = `
  SELECT d.place::int AS place, pr.app, pr.mail, a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AS reachable
  FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[], $5::bigint[], $6::timestamptz[]) WITH ORDINALITY AS d (account_id, kind, topic_id, actor_id, post_id, at, place)
  JOIN account a ON a.id = d.account_id AND a.role <> 'bot' AND (a.suspended_at IS NULL OR d.kind = 'moderation')
  LEFT JOIN post p ON p.id = d.post_id LEFT JOIN topic t ON t.id = coalesce(p.topic_id, d.topic_id) LEFT JOIN category c ON c.id = t.category_id
  LEFT JOIN notice_preference pr ON pr.account_id = d.account_id AND pr.kind = d.kind
  LEFT JOIN LATERAL (SELECT ${levelSql("a.id")} AS level) said ON t.id IS NOT NULL
  WHERE (d.topic_id IS NULL OR (t.deleted_at IS NULL AND p.deleted_at IS NULL AND ${seenBySql("a", "c")}))
    AND (d.kind IN ('moderation', 'reminder') OR said.level IS DISTINCT FROM 'ignore')
    AND (d.kind IN ('moderation', 'reminder', 'mention', 'reply') OR said.level IS DISTINCT FROM 'mute')
    AND (d.kind <> 'followed' OR said.level = 'follow' OR (said.level IS NULL AND NOT EXISTS (SELECT 1 FROM reading_preference rp WHERE rp.account_id = a.id AND NOT rp.follow_own)))
    AND (d.kind <> 'followed' OR NOT EXISTS (SELECT 1 FROM follow f WHERE f.account_id = a.id AND f.subject_type = 'topic' AND f.subject_id = t.id::text AND f.since > d.at))
    AND NOT EXISTS (SELECT 1 FROM follow f WHERE f.account_id = a.id AND f.subject_type = 'person' AND f.subject_id = d.actor_id::text AND f.level IN ('mute', 'ignore'))`;

type Wanted = Told & { app: boolean; mail: boolean };
async function wantedOf(tx: Tx, told: readonly Told[]): Promise<Wanted[]> {
  const rows = await tx.query<Allowed>(allowed, [told.map((one) => one.accountId), told.map((one) => one.kind), told.map((one) => one.topicId), told.map((one) => one.actorId), told.map((one) => one.postId), told.map((one) => one.at)]);
  return rows.sort((one, other) => one.place - other.place).flatMap((row) => {
    const one = told[row.place - 1];
    if (!one) return [];
    const app = row.app ?? usual(one.kind).app;
    const mail = (row.mail ?? usual(one.kind).mail) && row.reachable;
    return app || mail ? [{ ...one, app, mail }] : [];
  });
}

type Known = { act: string; accountId: string; noticeId: number; gone: boolean };
const known = `SELECT act, account_id AS "accountId", notice_id AS "noticeId", gone FROM notice_act WHERE (act, account_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`;
const groups = `
  INSERT INTO notice (account_id, kind, event, group_key, subject_type, subject_id, topic_id, post_id, number, in_app, created_at, updated_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::int[], $10::boolean[], $11::timestamptz[], $11::timestamptz[])
  ON CONFLICT (account_id, group_key) WHERE read_at IS NULL DO UPDATE SET in_app = notice.in_app OR excluded.in_app, seen_at = NULL
  RETURNING id, account_id AS "accountId", group_key AS "groupKey"`;
const acts = `
  INSERT INTO notice_act (act, account_id, notice_id, actor_id, post_id, number, at)
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[], $6::int[], $7::timestamptz[])
  ON CONFLICT (act, account_id) DO NOTHING`;
const back = "UPDATE notice_act SET gone = false WHERE gone AND (act, account_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))";
// Where a line leads: to the first of its posts, which is where one left off. Its names: the last three.
const settle = `
  UPDATE notice n SET acts = s.acts, actor_count = s.actors, actor_ids = s.last, post_id = coalesce(s.post_id, n.post_id), number = coalesce(s.number, n.number), updated_at = coalesce(s.latest, n.updated_at)
  FROM (SELECT n.id, count(a.act)::int AS acts, count(DISTINCT a.actor_id)::int AS actors, max(a.at) AS latest,
      (array_agg(a.post_id ORDER BY a.number) FILTER (WHERE a.post_id IS NOT NULL))[1] AS post_id, min(a.number) AS number,
      ARRAY(SELECT l.actor_id FROM notice_act l WHERE l.notice_id = n.id AND NOT l.gone AND l.actor_id IS NOT NULL GROUP BY l.actor_id ORDER BY max(l.at) DESC, l.actor_id LIMIT 3) AS last
    FROM notice n LEFT JOIN notice_act a ON a.notice_id = n.id AND NOT a.gone WHERE n.id = ANY($1::bigint[]) GROUP BY n.id) AS s
  WHERE n.id = s.id RETURNING n.account_id AS "accountId"`;
// Who is here gets a little longer: what they read on the page needs no mail.
const mail = `
  INSERT INTO notice_mail (account_id, notice_id, due_at)
  SELECT n.account_id, n.id, after_quiet(now() + CASE WHEN here.seen THEN interval '30 minutes' ELSE interval '5 minutes' END, coalesce(a.timezone, 'UTC'), h.quiet_from, h.quiet_to)
  FROM notice n JOIN account a ON a.id = n.account_id LEFT JOIN notice_hours h ON h.account_id = a.id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM session s WHERE s.account_id = a.id AND s.seen_at > now() - interval '10 minutes') AS seen) AS here
  WHERE n.id = ANY($1::bigint[]) ON CONFLICT (notice_id) WHERE sent_at IS NULL DO NOTHING`;

const keyOf = (one: { act: string; accountId: string }): string => `${one.accountId} ${one.act}`;
const groupOf = (one: { accountId: string; groupKey: string }): string => `${one.accountId} ${one.groupKey}`;

/** One unread row for each group: the one there is, or a new one. */
async function rowsFor(tx: Tx, wanted: readonly Wanted[]): Promise<Map<string, number>> {
  const first = new Map<string, Wanted>();
  for (const one of wanted) {
    const before = first.get(groupOf(one));
    first.set(groupOf(one), before ? { ...before, app: before.app || one.app } : one);
  }
  // In one order everywhere, so that two writers meet without a deadlock.
  const all = [...first.values()].sort((one, other) => (groupOf(one) < groupOf(other) ? -1 : 1));
  const rows = await tx.query<{ id: number; accountId: string; groupKey: string }>(groups, [
    all.map((one) => one.accountId), all.map((one) => one.kind), all.map((one) => one.event), all.map((one) => one.groupKey), all.map((one) => one.subject.type), all.map((one) => one.subject.id),
    all.map((one) => one.topicId), all.map((one) => one.postId), all.map((one) => one.number), all.map((one) => one.app), all.map((one) => one.at),
  ]);
  return new Map(rows.map((row) => [groupOf(row), row.id]));
}

/** Tells who is here that something changed for them, with how much is unread now. */
export async function tellUnread(tx: Tx, accountIds: readonly string[]): Promise<void> {
  for (const { accountId, unread } of await unreadOfMany(tx, [...new Set(accountIds)])) await tell(tx, { room: `me:${accountId}`, event: "notice.created", data: { unread } });
}

/**
 * Writes these down for the people they concern, in the caller's transaction: grouped, each act once to each person however
 * often it is told, never what someone may not see or does not want. Who is here hears of it when this commits.
 */
export async function give(tx: Tx, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  // What they were told already is asked first: it is by far the cheaper question.
  const before = new Map((await tx.query<Known>(known, [told.map((one) => one.act), told.map((one) => one.accountId)])).map((row) => [keyOf(row), row]));
  const untold = told.filter((one) => before.get(keyOf(one))?.gone !== false);
  const wanted = untold.length ? await wantedOf(tx, untold) : [];
  if (wanted.length === 0) return;
  const again = wanted.flatMap((one) => before.get(keyOf(one)) ?? []);
  if (again.length) await tx.query(back, [again.map((one) => one.act), again.map((one) => one.accountId)]);
  const fresh = wanted.filter((one) => !before.has(keyOf(one)));
  const rows = fresh.length ? await rowsFor(tx, fresh) : new Map<string, number>();
  const noticeOf = (one: Wanted): number => rows.get(groupOf(one)) ?? 0;
  if (fresh.length) await tx.query(acts, [fresh.map((one) => one.act), fresh.map((one) => one.accountId), fresh.map(noticeOf), fresh.map((one) => one.actorId), fresh.map((one) => one.postId), fresh.map((one) => one.number), fresh.map((one) => one.at)]);
  const touched = [...new Set([...rows.values(), ...again.map((one) => one.noticeId)])];
  if (touched.length === 0) return;
  const changed = await tx.query<{ accountId: string }>(settle, [touched]);
  const mailed = [...new Set(fresh.filter((one) => one.mail).map(noticeOf))];
  if (mailed.length) await tx.query(mail, [mailed]);
  await tellUnread(tx, changed.map((row) => row.accountId));
}

const gone = "UPDATE notice_act SET gone = true WHERE NOT gone AND act = ANY($1::text[]) RETURNING notice_id AS id";

/** Takes acts out of the notices of everyone they were told to. A line without any is shown to nobody. */
export async function takeBack(tx: Tx, undone: readonly string[]): Promise<void> {
  const rows = undone.length ? await tx.query<{ id: number }>(gone, [undone]) : [];
  if (rows.length === 0) return;
  const changed = await tx.query<{ accountId: string }>(settle, [[...new Set(rows.map((row) => row.id))]]);
  await tellUnread(tx, changed.map((row) => row.accountId));
}
