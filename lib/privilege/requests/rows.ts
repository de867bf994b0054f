import type { MediaView } from "#lib/media/types.ts";
import { authorColumns } from "#lib/threads/authors.ts";
import type { Author } from "#lib/threads/types.ts";
import type { OptionView, QueueRow, RequestRow, RequestState } from "./types.ts";

/** An account as JSON, as a thread names who writes; the desk and the member know each other's tier. */
export const personJson = (alias: string): string => `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'handle', ${alias}.handle::text, 'role', ${alias}.role, 'tier', ${alias}.tier) END`;
export { authorColumns };

export type RawRow = {
  id: number; wish: string; serviceId: number; service: string; state: RequestState; waiting: "us" | "member"; budgetCents: number | null; deadline: string | null; concierge: Author | null; unread: number; asked: boolean; proposed: boolean;
  expectedAt: Date; place: number | null; rating: number | null; createdAt: Date; lastAt: Date; closedAt: Date | null; own: boolean; answered: boolean;
};
// Who stands in a line for a later week has a number in it, which falls as others leave it.
export const placeSql = `CASE WHEN r.state = 'open' AND r.first_replied_at IS NULL AND r.line_week > date_trunc('week', now())::date
  THEN (SELECT count(*)::int + 1 FROM request o WHERE o.service_id = r.service_id AND o.state = 'open' AND o.first_replied_at IS NULL AND o.line_week > date_trunc('week', now())::date AND (o.line_week, o.id) < (r.line_week, r.id)) END`;
/** The columns of a line of a member's list, from `r` with its service, thread and concierge. */
export const rowColumns = `r.id, left(r.wish, 240) AS wish, r.service_id AS "serviceId", s.name AS service, r.state, r.waiting, r.budget_cents AS "budgetCents", r.deadline::text AS deadline, ${personJson("c")} AS concierge,
  greatest(0, t.last_seq - r.read_seq) AS unread, EXISTS (SELECT 1 FROM request_need n WHERE n.request_id = r.id AND n.state = 'asked') AS asked, EXISTS (SELECT 1 FROM request_option o WHERE o.request_id = r.id AND o.state = 'proposed') AS proposed,
  r.expected_at AS "expectedAt", ${placeSql} AS place, r.rating, r.created_at AS "createdAt", r.last_at AS "lastAt", r.closed_at AS "closedAt", r.customer_id = $1 AS own, r.first_replied_at IS NOT NULL AS answered`;
export const rowFrom = "FROM request r JOIN service s ON s.id = r.service_id JOIN thread t ON t.id = r.thread_id LEFT JOIN account c ON c.id = r.concierge_id";

function toDoOf(row: RawRow): RequestRow["toDo"] {
  if (!row.own) return null;
  if (row.state === "fulfilled") return row.rating === null ? "rate" : null;
  if (row.state !== "open") return null;
  if (row.asked) return "confirm";
  return row.proposed ? "choose" : null;
}

/** A line of a member's list. */
export function rowOf(row: RawRow): RequestRow {
  const { serviceId, service, asked: _asked, proposed: _proposed, answered: _answered, ...plain } = row;
  return {
    ...plain, service: { id: serviceId, name: service }, unread: row.own ? row.unread : 0, toDo: toDoOf(row), expectedAt: row.expectedAt.toISOString(), createdAt: row.createdAt.toISOString(), lastAt: row.lastAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export type RawQueueRow = Omit<QueueRow, "dueAt" | "snoozedUntil" | "lastAt" | "late"> & { dueAt: Date; snoozedUntil: Date | null; lastAt: Date; currency: string | null };
export const queueColumns = `r.id, left(r.wish, 240) AS wish, s.name AS service, ${personJson("m")} AS member, r.tier, r.complaint, r.waiting, CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS concierge,
  r.due_at AS "dueAt", r.loss_cents AS "lossCents", CASE WHEN r.snoozed_until > now() THEN r.snoozed_until END AS "snoozedUntil", r.state, r.budget_cents AS "budgetCents", r.last_at AS "lastAt", r.called_at IS NULL AND r.phone IS NOT NULL AS callback, (SELECT currency FROM catalogue_setting LIMIT 1) AS currency`;

/** A line of the desk's queue. */
export const queueRowOf = ({ dueAt, snoozedUntil, lastAt, currency: _currency, ...row }: RawQueueRow): QueueRow => ({
  ...row, dueAt: dueAt.toISOString(), late: row.state === "open" && dueAt.getTime() < Date.now(), snoozedUntil: snoozedUntil?.toISOString() ?? null, lastAt: lastAt.toISOString(),
});

/** What a request's page is made of, as the database's JSON has it: times are text already. */
export type RawFile = { of: string; id: string; kind: MediaView["kind"]; name: string; small: boolean; bytes: number; width: number | null; height: number | null };
/** A file as a page shows it. */
export function fileOf({ of: _of, small, ...row }: RawFile): MediaView {
  const url = `/media/${row.id}/${encodeURIComponent(row.name)}`;
  return { ...row, url, small: small ? `${url}?size=small` : null };
}

const iso = (at: string): string => new Date(at).toISOString();
/** The times in a row of JSON, as instants. */
export function withTimes<Row extends Record<string, unknown>>(row: Row, names: readonly (keyof Row)[]): Row {
  return { ...row, ...Object.fromEntries(names.map((name) => [name, row[name] === null ? null : iso(row[name] as string)])) };
}

export const optionJson = `json_build_object('id', o.id, 'title', o.title, 'text', o.text, 'product', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'slug', p.slug, 'name', p.name) END, 'priceCents', o.price_cents, 'link', o.link,
  'holdUntil', o.hold_until, 'by', ${personJson("a")}, 'state', o.state, 'reason', o.reason, 'at', o.at, 'answeredAt', o.answered_at)`;
/** An option as its row says. */
export const optionOf = (raw: OptionView): OptionView => withTimes(raw, ["at", "answeredAt", "holdUntil"]);
