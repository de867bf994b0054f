import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import type { Author } from "#lib/threads/types.ts";
import { openAt, opensAt } from "../services/clock.ts";
import { readService } from "../services/queries.ts";
import { type RequestAt, requestFor } from "./access.ts";
import { readDeskPart } from "./desk-part.ts";
import { atRequestDesk, mayAct, mayDecide, mayRate, mayReopen, mayShare } from "./policy.ts";
import { authorColumns, fileOf, optionJson, optionOf, personJson, placeSql, type RawFile, type RawRow, rowColumns, rowFrom, rowOf, withTimes } from "./rows.ts";
import type { ActView, MyConcierge, NeedView, OptionView, RequestCan, RequestList, RequestMessage, RequestView } from "./types.ts";

const perPage = 30;
const list = `SELECT ${rowColumns} ${rowFrom} WHERE r.id IN (SELECT id FROM request WHERE customer_id = $1 UNION ALL SELECT request_id FROM request_reader WHERE account_id = $1) AND ($2::text IS NULL OR (r.state = 'open') = ($2 = 'open'))
  AND ($3::timestamptz IS NULL OR (r.last_at, r.id) < ($3, $4)) ORDER BY r.last_at DESC, r.id DESC LIMIT ${perPage + 1}`;

/** A member's own requests and those they are let read, what moved last first. */
export async function listMine(actor: Member, { after, state }: { after?: string | undefined; state?: "open" | "closed" | undefined } = {}): Promise<RequestList> {
  const cursor = decodeCursor(after);
  const rows = await db().query<RawRow>(list, [actor.id, state ?? null, cursor?.at ?? null, cursor?.id ?? 0]);
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return { requests: page.map(rowOf), next: rows.length > perPage && last ? encodeCursor({ at: last.lastAt.toISOString(), id: last.id }) : null };
}

/** How many requests of a member are open, and how many of them wait for something only the member can do. One query. */
export async function countMine(reader: Reader, accountId: string): Promise<{ open: number; toDo: number }> {
  const [row] = await reader.query<{ open: number; toDo: number }>(
    `SELECT count(*) FILTER (WHERE r.state = 'open')::int AS open, count(*) FILTER (WHERE (r.state = 'fulfilled' AND r.rating IS NULL) OR (r.state = 'open' AND (EXISTS (SELECT 1 FROM request_need n WHERE n.request_id = r.id AND n.state = 'asked')
      OR EXISTS (SELECT 1 FROM request_option o WHERE o.request_id = r.id AND o.state = 'proposed'))))::int AS "toDo" FROM request r WHERE r.customer_id = $1`, [accountId]);
  return row ?? { open: 0, toDo: 0 };
}

// One statement for everything that hangs on the request itself.
const head = `
  SELECT r.wish, r.html, r.budget_cents AS "budgetCents", r.deadline::text AS deadline, r.origin, r.origin_id AS "originId", r.expected_at AS "expectedAt", ${placeSql} AS place, r.outcome, r.alternative, r.rating_words AS "ratingWords", r.rated_at AS "ratedAt",
    r.merged_into AS "mergedInto", r.split_from AS "splitFrom", r.created_at AS "createdAt", (SELECT currency FROM catalogue_setting LIMIT 1) AS currency, r.call_times AS "callTimes", r.called_at AS "calledAt", ${personJson("m")} AS member, ${personJson("c")} AS concierge,
    (SELECT coalesce(json_agg(json_build_object('version', n.version, 'text', n.text, 'by', ${personJson("u")}, 'state', n.state, 'correction', n.correction, 'at', n.at, 'answeredAt', n.answered_at) ORDER BY n.version), '[]') FROM request_need n JOIN account u ON u.id = n.understood_by WHERE n.request_id = r.id) AS needs,
    (SELECT coalesce(json_agg(${optionJson} ORDER BY o.id), '[]') FROM request_option o JOIN account a ON a.id = o.proposed_by LEFT JOIN product p ON p.id = o.product_id WHERE o.request_id = r.id) AS options,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'act', x.act, 'by', b.name, 'detail', x.detail, 'at', x.at) ORDER BY x.id), '[]') FROM (SELECT * FROM request_act x WHERE x.request_id = r.id ORDER BY x.id DESC LIMIT 300) x LEFT JOIN account b ON b.id = x.acted_by) AS acts,
    (SELECT coalesce(json_agg(${personJson("g")} ORDER BY d.at), '[]') FROM request_reader d JOIN account g ON g.id = d.account_id WHERE d.request_id = r.id) AS readers
  FROM request r JOIN account m ON m.id = r.customer_id LEFT JOIN account c ON c.id = r.concierge_id WHERE r.id = $1`;
type Head = Pick<RequestView, "wish" | "html" | "budgetCents" | "deadline" | "origin" | "originId" | "place" | "outcome" | "alternative" | "ratingWords" | "mergedInto" | "splitFrom" | "callTimes" | "member" | "concierge" | "currency">
  & { expectedAt: Date; ratedAt: Date | null; createdAt: Date; calledAt: Date | null; needs: NeedView[]; options: OptionView[]; acts: ActView[]; readers: Author[] };
type RawMessage = { id: number; seq: number; clientId: string | null; html: string; at: Date; authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };
// A dialogue is read whole: it is a conversation about one need. The last thousand, should one ever be longer.
const messages = `SELECT m.id, m.seq, m.client_id AS "clientId", m.html, m.created_at AS at, ${authorColumns("a")} FROM message m JOIN account a ON a.id = m.author_id WHERE m.thread_id = $1 AND m.deleted_at IS NULL ORDER BY m.seq DESC LIMIT 1000`;
const files = `SELECT u.subject_type || ':' || u.subject_id AS of, f.id, f.kind, f.name, f.small_key IS NOT NULL AS small, f.bytes, f.width, f.height FROM media_use u JOIN media f ON f.id = u.media_id
  WHERE (u.subject_type = 'request' AND u.subject_id = $1) OR (u.subject_type = 'request-message' AND u.subject_id IN (SELECT m.id::text FROM message m WHERE m.thread_id = $2)) ORDER BY f.id`;
// What only the desk does with a request is no news to its member.
const deskActs = new Set(["snoozed", "woken", "linked", "unlinked", "worked", "unworked", "complaint", "no-complaint"]);

function canOf(actor: Actor, request: RequestAt): RequestCan {
  const own = actor.kind === "member" && actor.id === request.customerId;
  const act = mayAct(actor, request) === true;
  const decide = mayDecide(actor, request) === true;
  return { say: act, confirm: decide, choose: decide, withdraw: decide, rate: own && mayRate(actor, request) === true, reopen: mayReopen(actor, request) === true, share: mayShare(actor, request) === true, handle: atRequestDesk(actor) && act };
}

const messageOf = (row: RawMessage, shown: readonly RawFile[]): RequestMessage => ({
  id: row.id, seq: row.seq, clientId: row.clientId, html: row.html, at: row.at.toISOString(), files: shown.filter((one) => one.of === `request-message:${row.id}`).map(fileOf),
  author: { id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier },
});

/** A request with all that was said and done in it, as the actor may see it; that somebody of the house looked is noted for its member. Five queries, eight for the desk. */
export async function openOne(actor: Actor, id: number): Promise<RequestView | Refusal> {
  const reader = db();
  const request = await requestFor(reader, actor, id);
  if (refused(request)) return request;
  const desk = atRequestDesk(actor);
  const [[row], said, shown, service] = [await reader.query<Head>(head, [id]), await reader.query<RawMessage>(messages, [request.threadId]), await reader.query<RawFile>(files, [String(id), request.threadId]), await readService(reader, request.serviceId)];
  if (!row || !service) return missing();
  const now = new Date();
  const { needs, options, acts, ...plain } = row;
  return {
    ...plain, currency: row.currency ?? "EUR", id, tier: request.tier, state: request.state, round: request.round, waiting: request.waiting, complaint: desk && request.complaint, version: request.version, rating: request.rating,
    service: { id: service.id, name: service.name, openNow: openAt(service.hours, now), opensAt: opensAt(service.hours, now)?.toISOString() ?? null }, files: shown.filter((one) => one.of === `request:${id}`).map(fileOf),
    expectedAt: row.expectedAt.toISOString(), firstRepliedAt: request.firstRepliedAt?.toISOString() ?? null, dueAt: request.dueAt.toISOString(), closedAt: request.closedAt?.toISOString() ?? null, ratedAt: row.ratedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(), calledAt: row.calledAt?.toISOString() ?? null, needs: needs.map((one) => withTimes(one, ["at", "answeredAt"])), options: options.map(optionOf), messages: said.reverse().map((one) => messageOf(one, shown)),
    acts: acts.filter((one) => desk || !deskActs.has(one.act)).map((one) => withTimes(one, ["at"])), can: canOf(actor, request), own: actor.kind === "member" && actor.id === request.customerId,
    desk: desk ? await readDeskPart(reader, { request, minuteCents: service.minuteCents }, actor) : null,
  };
}

/** Whose a request is, for somebody of the desk. One query. */
export async function whoseRequest(actor: Actor, id: number): Promise<string | Refusal> {
  const request = atRequestDesk(actor) ? await requestFor(db(), actor, id) : missing();
  return refused(request) ? request : request.customerId;
}

export type PastRequest = { id: number; wish: string; state: string; rating: number | null; at: string };

/** What else a member asked for, the latest first, for whoever answers the next one. One query. Whether it may be seen is the caller's to ask. */
export async function listPast(customerId: string, except: number): Promise<PastRequest[]> {
  const rows = await db().query<Omit<PastRequest, "at"> & { at: Date }>("SELECT id, left(wish, 140) AS wish, state, rating, last_at AS at FROM request WHERE customer_id = $1 AND id <> $2 ORDER BY last_at DESC, id DESC LIMIT 6", [customerId, except]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const looksAfter = `
  SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, EXISTS (SELECT 1 FROM presence p JOIN presence_lease l ON l.id = p.lease_id AND l.until > now() WHERE p.account_id = a.id) AS present
  FROM account a LEFT JOIN LATERAL (SELECT r.last_at FROM request r WHERE r.concierge_id = a.id AND r.customer_id = $1 ORDER BY r.last_at DESC LIMIT 1) own ON true
  WHERE a.role = 'concierge' AND (a.suspended_at IS NULL OR a.suspended_until <= now())
  ORDER BY own.last_at DESC NULLS LAST, (SELECT count(*) FROM request o WHERE o.concierge_id = a.id AND o.state = 'open'), a.id LIMIT 1`;

/** Who looks after a member: whoever did last, or the concierge with the least to do; and whether they are here. One query. */
export async function readMyConcierge(accountId: string): Promise<MyConcierge> {
  const [row] = await db().query<Author & { present: boolean }>(looksAfter, [accountId]);
  return { concierge: row ?? null };
}

/** Whose request is open, of these: none of them falls a tier meanwhile. */
export async function openRequestsOf(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ id: string }>("SELECT DISTINCT customer_id AS id FROM request WHERE state = 'open' AND customer_id = ANY($1::uuid[])", [ids]);
  return new Set(rows.map((row) => row.id));
}
