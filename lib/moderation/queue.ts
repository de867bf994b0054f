import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { readNeighbours } from "#lib/forum/moderated.ts";
import { cook } from "#lib/markdown/cook.ts";
import { type QueueKind, queueKinds } from "#lib/screening/types.ts";
import { readPerson } from "./persons.ts";
import { mayDecide } from "./policy.ts";
import { readRuling } from "./standing.ts";
import { readSubject } from "./subjects.ts";
import { allowedFor, suggest } from "./suggest.ts";
import type { ItemView, QueuePage, QueueRow, ReporterView } from "./types.ts";

const pageSize = 20;
type Raw = {
  id: number; kind: QueueKind; subjectType: string; subjectId: string; reasons: string[]; flags: number; weight: number; at: Date; sortKey: string; authorId: string; name: string; handle: string;
  title: string | null; excerpt: string | null; claimedBy: string | null; claimerName: string | null; claimerHandle: string | null; claimedUntil: Date | null; score: number | null; text: string | null; context: { postId?: number; topicId?: number } | null; rulingId: number | null;
};
const of = (type: string): string => `CASE WHEN i.subject_type = '${type}' THEN i.subject_id::bigint END`;
const columns = `
  SELECT i.id, i.kind, i.subject_type AS "subjectType", i.subject_id AS "subjectId", i.reasons, i.flags, i.weight, i.at, i.at::text AS "sortKey", a.id AS "authorId", a.name, a.handle::text AS handle,
    coalesce(nullif(h.title, ''), t.title, ht.title, rv.title, pq.text) AS title, left(coalesce(h.text, p.source, ap.text, rv.source, px.source, pq.text, ms.source, a.bio), 240) AS excerpt, coalesce(h.text, ap.text) AS text, h.score, h.context, ap.ruling_id AS "rulingId",
    c.id AS "claimedBy", c.name AS "claimerName", c.handle::text AS "claimerHandle", i.claimed_until AS "claimedUntil"
  FROM queue_item i JOIN account a ON a.id = i.author_id LEFT JOIN held h ON h.id = ${of("held")} LEFT JOIN topic ht ON ht.id = (h.context->>'topicId')::bigint LEFT JOIN appeal ap ON ap.id = ${of("appeal")}
    LEFT JOIN post p ON p.id = coalesce(${of("post")}, (SELECT f.id FROM post f WHERE f.topic_id = ${of("topic")} AND f.number = 1)) LEFT JOIN topic t ON t.id = p.topic_id
    LEFT JOIN review rv ON rv.id = ${of("review")} LEFT JOIN product_answer px ON px.id = ${of("answer")} LEFT JOIN product_question pq ON pq.id = coalesce(px.question_id, ${of("question")})
    LEFT JOIN message ms ON ms.id = ${of("message")}
    LEFT JOIN account c ON c.id = i.claimed_by AND i.claimed_until > now()
  WHERE `;
const list = (byKind: boolean): string => `${columns} i.state = 'open' ${byKind ? "AND i.kind = $3" : ""} AND ($1::text IS NULL OR (i.at, i.id) > ($1::timestamptz, $2::bigint)) ORDER BY i.at, i.id LIMIT ${pageSize + 1}`;

function rowOf(raw: Raw, me: string): QueueRow {
  return {
    id: raw.id, kind: raw.kind, subjectType: raw.subjectType, title: raw.title ?? "", excerpt: raw.excerpt ?? "", reasons: raw.reasons, flags: raw.flags, at: raw.at.toISOString(), author: { id: raw.authorId, name: raw.name, handle: raw.handle },
    claim: raw.claimedBy ? { by: { id: raw.claimedBy, name: raw.claimerName ?? "", handle: raw.claimerHandle ?? "" }, until: raw.claimedUntil?.toISOString() ?? "", mine: raw.claimedBy === me } : null,
  };
}

/** What waits for a moderator, the oldest first, twenty at a time after a keyset cursor, with the kept counts. Two queries. */
export async function listQueue(actor: Actor, by: { kind?: QueueKind | undefined; after?: string | undefined }): Promise<QueuePage | Refusal> {
  const me = mayDecide(actor);
  if (refused(me)) return me;
  const cursor = decodeCursor(by.after);
  const rows = await db().query<Raw>(list(by.kind !== undefined), [cursor?.at ?? null, cursor?.id ?? null, ...(by.kind ? [by.kind] : [])]);
  const counts = await db().query<{ kind: QueueKind; open: number }>("SELECT kind, open FROM queue_count");
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => rowOf(row, me.id)), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null,
    counts: Object.fromEntries(queueKinds.map((kind) => [kind, counts.find((row) => row.kind === kind)?.open ?? 0])) as QueuePage["counts"],
  };
}

const reporters = `
  SELECT a.name, f.reason, f.note, f.at, coalesce(s.right, 0)::int AS right, coalesce(s.ruled, 0)::int AS ruled FROM flag f LEFT JOIN account a ON a.id = f.by_id
  LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE o.state = 'upheld') AS right, count(*) AS ruled FROM (SELECT state FROM flag WHERE by_id = f.by_id AND state <> 'open' ORDER BY id DESC LIMIT 50) o) s ON f.by_id IS NOT NULL
  WHERE f.subject_type = $1 AND f.subject_id = $2 AND f.state = 'open' ORDER BY f.id LIMIT 30`;

async function surroundings(raw: Raw, actor: Actor): Promise<Pick<ItemView, "text" | "html" | "path" | "place" | "before" | "after">> {
  if (raw.subjectType === "held") {
    const at = raw.context?.topicId;
    return { text: raw.text ?? "", html: cook(raw.text ?? ""), path: at ? `/t/${at}` : null, place: "", before: [], after: [] };
  }
  const subject = await readSubject(actor, { type: raw.subjectType, id: raw.subjectId });
  if (!subject) return { text: raw.text ?? "", html: "", path: null, place: "", before: [], after: [] };
  const around = subject.around ? await readNeighbours(subject.around.topicId, subject.around.number) : [];
  const number = subject.around?.number ?? 0;
  return { text: subject.text, html: subject.html, path: subject.path, place: subject.place, before: around.filter((one) => one.number < number), after: around.filter((one) => one.number > number) };
}

/** One item with everything a moderator needs to decide: the thing in its place, who reported, the person, and a suggestion. */
export async function readItem(actor: Actor, id: number): Promise<ItemView | Refusal> {
  const me = mayDecide(actor);
  if (refused(me)) return me;
  const [raw] = await db().query<Raw>(`${columns} i.id = $1`, [id]);
  if (!raw) return missing();
  const [around, said, person] = await Promise.all([
    surroundings(raw, actor), db().query<Omit<ReporterView, "at"> & { at: Date }>(reporters, [raw.subjectType, raw.subjectId]), readPerson(raw.authorId),
  ]);
  if (!person) return missing();
  const suggestion = suggest({
    kind: raw.kind, reasons: raw.reasons, flags: raw.flags, weight: raw.weight, score: raw.score, upheld: person.upheld,
    rulings: person.rulings.length, posts: person.posts, people: said.filter((one) => one.name !== null).length,
  });
  return {
    ...rowOf(raw, me.id), ...around, person, score: raw.score, suggestion, allowed: allowedFor(raw.kind, raw.subjectType),
    reporters: said.map((one) => ({ ...one, at: one.at.toISOString() })), ruling: raw.rulingId ? ((await readRuling(raw.rulingId)) ?? null) : null,
  };
}
