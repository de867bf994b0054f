import type { Member } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { seenAudiences, seenBySql } from "#lib/forum/audiences.ts";
import { postsPerPage } from "#lib/forum/queries.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { strength, usual } from "./kinds.ts";
import type { NoticeActor, NoticeKind, NoticeList, NoticeView } from "./types.ts";
import { noticeJoins, readUnread, stillThere } from "./unread.ts";

const pageSize = 20;

type Row = {
  id: number; kind: NoticeKind; event: string; subjectType: string; subjectId: string; actorCount: number; acts: number; number: number | null; updatedAt: Date; sortKey: string; read: boolean;
  topicId: number | null; slug: string | null; title: string | null; category: string | null; colour: string | null; html: string | null; reviewId: number | null; questionId: number | null; product: string | null; about: string | null; roomId: number | null; seq: number | null; actors: NoticeActor[] | null;
};

// What is said of a product, while it stands there; what is gone is told without a way to it.
const of = (type: string): string => `CASE WHEN n.subject_type = '${type}' THEN n.subject_id::bigint END`;
const shelf = `LEFT JOIN review rv ON rv.id = ${of("review")} AND rv.state = 'published' LEFT JOIN product_answer px ON px.id = ${of("answer")} AND px.deleted_at IS NULL
  LEFT JOIN product_question pq ON pq.id = coalesce(px.question_id, ${of("question")}) AND pq.deleted_at IS NULL LEFT JOIN product pr ON pr.id = coalesce(rv.product_id, pq.product_id) AND pr.active LEFT JOIN message ms ON ms.id = ${of("message")} AND ms.deleted_at IS NULL LEFT JOIN room cr ON cr.thread_id = ms.thread_id
  LEFT JOIN tier_change tc ON tc.id = CASE WHEN n.subject_type = 'tier-change' THEN n.subject_id::uuid END LEFT JOIN tier tn ON tn.level = tc.after`;

const columns = `
  SELECT n.id, n.kind, n.event, n.subject_type AS "subjectType", n.subject_id AS "subjectId", n.actor_count AS "actorCount", n.acts, coalesce(p.number, n.number) AS number,
    n.updated_at AS "updatedAt", n.updated_at::text AS "sortKey", n.read_at IS NOT NULL AS read, t.id AS "topicId", t.slug, t.title, c.slug AS category, c.colour, left(p.html, 400) AS html, rv.id AS "reviewId", pq.id AS "questionId", pr.slug AS product, cr.id AS "roomId", ms.seq, CASE WHEN pr.id IS NOT NULL THEN left(coalesce(rv.title, pq.text), 120) WHEN tc.id IS NOT NULL THEN tn.name END AS about,
    (SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'handle', a.handle) ORDER BY o.place) FROM unnest(n.actor_ids) WITH ORDINALITY AS o (id, place) JOIN account a ON a.id = o.id) AS actors`;
// Each filter has an index in the order of the list, so that any page costs the same.
const list = (where: string): string => `${columns}
  FROM notice n ${noticeJoins} ${shelf}
  WHERE n.account_id = $1 AND ${stillThere("c.audience = ANY($2)")} AND ($3::timestamptz IS NULL OR (n.updated_at, n.id) < ($3, $4::bigint)) ${where}
  ORDER BY n.updated_at DESC, n.id DESC LIMIT ${pageSize + 1}`;

/** Where a line leads, without the language: the page its post stands on. */
function pathOf(row: Row): string | null {
  if (row.subjectType === "tier-change") return "/me/relationship";
  if (row.subjectType === "stage") return "/me/relationship#stage";
  // What concerns a member leads to their own page of it, everything else to the desk; each asks again who comes.
  if (row.subjectType === "privilege") return "/premium/privileges";
  if (row.subjectType === "invitation" || row.subjectType === "nomination") return "/premium/voice";
  if (row.subjectType === "request") return row.event === "request.asked" ? "/premium/requests" : `${row.event === "request.answered" ? "/premium" : "/desk"}/requests/${row.subjectId}`;
  if (row.subjectType === "referral") return "/me/invite";
  if (row.subjectType === "badge") return `/badges#${row.subjectId}`;
  // Of what was said in a room only the way there is told: the room says itself who may read it.
  if (row.roomId !== null) return `/chat/${row.roomId}?at=${row.seq}`;
  if (row.product) return row.reviewId ? `/r/${row.reviewId}` : `/products/${row.product}#question-${row.questionId}`;
  if (row.topicId === null) return null;
  const first = Math.floor(((row.number ?? 1) - 1) / postsPerPage) * postsPerPage + 1;
  return `/t/${row.topicId}/${row.slug}${first > 1 ? `?from=${first}` : ""}${(row.number ?? 1) > 1 ? `#post-${row.number}` : ""}`;
}

function viewOf(row: Row): NoticeView {
  return {
    id: row.id, kind: row.kind, event: row.event, subject: { type: row.subjectType, id: row.subjectId }, actors: row.actors ?? [], actorCount: row.actorCount, acts: row.acts,
    topic: row.topicId === null ? null : { id: row.topicId, slug: row.slug ?? "", title: row.title ?? "", category: row.category ?? "", colour: row.colour ?? "ink" },
    number: row.number, path: pathOf(row), excerpt: row.about ?? excerpt(row.html ?? "", 120), at: row.updatedAt.toISOString(), read: row.read,
  };
}

export type NoticeFilter = { after?: string | undefined; unread?: boolean | undefined; kind?: NoticeKind | undefined };

/** A member's notices, the newest first, twenty at a time, as they may see them now; with how many are unread. Two queries. */
export async function listNotices(actor: Member, by: NoticeFilter): Promise<NoticeList> {
  const cursor = decodeCursor(by.after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const where = `${by.unread ? "AND n.read_at IS NULL" : ""} ${by.kind ? "AND n.kind = $5" : ""}`;
  const values = [actor.id, seenAudiences(actor), fits?.at ?? null, fits?.id ?? null, ...(by.kind ? [by.kind] : [])];
  const [rows, unread] = await Promise.all([db().query<Row>(list(where), values), readUnread(actor)]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { notices: shown.map(viewOf), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null, unread };
}

// What was read, seen, taken back or may no longer be seen is no news; a suspended account hears of its own standing alone.
const mailed = `${columns}, pf.mail AS chosen
  FROM notice n JOIN account me ON me.id = n.account_id ${noticeJoins} ${shelf} LEFT JOIN notice_preference pf ON pf.account_id = n.account_id AND pf.kind = n.kind
  WHERE n.id = ANY($1::bigint[]) AND n.read_at IS NULL AND n.seen_at IS NULL AND n.acts > 0 AND (me.suspended_at IS NULL OR n.kind = 'moderation')
    AND (n.topic_id IS NULL OR (t.deleted_at IS NULL AND p.deleted_at IS NULL AND ${seenBySql("me", "c")})) ORDER BY n.updated_at, n.id`;

/** Which of these notices are still news to their owner and wanted by mail, the strongest kind first. */
export async function noticesToMail(reader: Reader, ids: readonly number[]): Promise<NoticeView[]> {
  const rows = ids.length ? await reader.query<Row & { chosen: boolean | null }>(mailed, [ids]) : [];
  return rows.filter((row) => row.chosen ?? usual(row.kind).mail).map(viewOf).sort((one, other) => strength(one.kind) - strength(other.kind));
}
