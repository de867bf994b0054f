import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { maySeeIndividuals } from "../policy.ts";
import { noteRead } from "./access-log.ts";
import type { OrderRow, Timeline, TimelineRow } from "./types.ts";

const pageSize = 30;
const orderPage = 10;
type Place = { at: string; id: string };

const encode = (place: Place): string => Buffer.from(JSON.stringify([place.at, place.id])).toString("base64url");
function decode(text: string | undefined): Place | undefined {
  try {
    const [at, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString()) as [unknown, unknown];
    return typeof at === "string" && !Number.isNaN(Date.parse(at)) && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : undefined;
  } catch {
    return undefined;
  }
}

// What each was about is named only for the rows that are shown.
const readPage = `
  SELECT i.id, i.kind, i.occurred_at::text AS place, i.occurred_at AS at, i.value, i.subject_type AS "subjectType", i.subject_id AS "subjectId", i.source,
    EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id) AS reversed,
    CASE WHEN i.subject_id !~ '^[0-9]{1,15}$' THEN NULL
      WHEN i.subject_type = 'topic' THEN (SELECT title FROM topic t WHERE t.id = i.subject_id::bigint)
      WHEN i.subject_type = 'post' THEN (SELECT t.title FROM post p JOIN topic t ON t.id = p.topic_id WHERE p.id = i.subject_id::bigint)
      WHEN i.subject_type = 'review' THEN (SELECT p.name FROM review w JOIN product p ON p.id = w.product_id WHERE w.id = i.subject_id::bigint) END AS title
  FROM (
    SELECT * FROM interaction WHERE customer_id = $1 AND reverses IS NULL AND ($2::text IS NULL OR kind = $2)
      AND ($3::timestamptz IS NULL OR (occurred_at, id) < ($3, $4::uuid)) ORDER BY occurred_at DESC, id DESC LIMIT $5) i
  ORDER BY i.occurred_at DESC, i.id DESC`;

/** What somebody did, the newest first, all of it or of one kind. Three statements. */
export async function readTimeline(actor: Actor, customerId: string, by: { kind?: string | undefined; after?: string | undefined }): Promise<Timeline | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [there] = await db().query<{ id: string }>("SELECT customer_id AS id FROM customer_fact WHERE customer_id = $1", [customerId]);
  if (!there) return missing();
  await noteRead(db(), { accountId: customerId, readerId: me.id, what: "timeline" });
  const place = decode(by.after);
  const rows = await db().query<Omit<TimelineRow, "at"> & { at: Date; place: string }>(readPage, [customerId, by.kind ?? null, place?.at ?? null, place?.id ?? null, pageSize]);
  const last = rows.at(-1);
  return { interactions: rows.map(({ place: _, at, ...row }) => ({ ...row, at: at.toISOString() })), next: rows.length === pageSize && last ? encode({ at: last.place, id: last.id }) : null };
}

type Line = { code?: unknown; name?: unknown; quantity?: unknown };
const lineOf = ({ code, name, quantity }: Line) => ({ code: String(code ?? ""), name: String(name ?? code ?? ""), quantity: typeof quantity === "number" ? quantity : null });
const readOrderPage = `SELECT id, source, number, placed_at AS at, placed_at::text AS place, net_cents::float8 AS "netCents", (SELECT jsonb_agg(l) FROM (SELECT l FROM jsonb_array_elements(lines) AS l LIMIT 12) first) AS lines
  FROM purchase WHERE customer_id = $1 AND ($2::timestamptz IS NULL OR (placed_at, id) < ($2, $3::uuid)) ORDER BY placed_at DESC, id DESC LIMIT $4`;

/** Somebody's orders, the newest first, a page of them. */
export async function ordersOf(customerId: string, after: string | undefined): Promise<{ rows: OrderRow[]; next: string | null }> {
  const place = decode(after);
  const rows = await db().query<{ id: string; source: string; number: string; at: Date; place: string; netCents: number; lines: Line[] | null }>(readOrderPage, [customerId, place?.at ?? null, place?.id ?? null, orderPage]);
  const last = rows.at(-1);
  return { rows: rows.map(({ place: _, at, lines, ...row }) => ({ ...row, at: at.toISOString(), lines: (lines ?? []).map(lineOf) })), next: rows.length === orderPage && last ? encode({ at: last.place, id: last.id }) : null };
}

/** More of somebody's orders. */
export async function readOrders(actor: Actor, customerId: string, after: string | undefined): Promise<{ rows: OrderRow[]; next: string | null } | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  await noteRead(db(), { accountId: customerId, readerId: me.id, what: "orders" });
  return ordersOf(customerId, after);
}
