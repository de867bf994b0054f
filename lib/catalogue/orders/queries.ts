import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { mayUseOrders } from "./policy.ts";
import type { MyOrder, MyOrders, OrderView, Refunded, Shipped } from "./types.ts";

const pageSize = 20;
type Place = { at: string; id: string };

const encode = (place: Place): string => Buffer.from(JSON.stringify([place.at, place.id])).toString("base64url");
/** A place in a list by instant and uuid; anything malformed reads from the start. */
function placeOf(text: string | undefined): Place | undefined {
  try {
    const [at, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString()) as [string, string];
    return typeof at === "string" && /^\d{4}-/.test(at) && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : undefined;
  } catch {
    return undefined;
  }
}

type Raw = { [time in "placedAt" | "changedAt" | "paidAt" | "sentAt" | "deliveredAt" | "cancelledAt"]: Date | null } & Omit<OrderView, "placedAt" | "changedAt" | "paidAt" | "sentAt" | "deliveredAt" | "cancelledAt"> & { sortKey: string };
const columns = `p.id, p.source, p.number, coalesce(p.label, p.number) AS label, p.customer_id AS customer, p.customer_id IS NULL AND p.email IS NOT NULL AS waiting, p.placed_at AS "placedAt", p.changed_at AS "changedAt", p.paid_at AS "paidAt", p.sent_at AS "sentAt",
  p.delivered_at AS "deliveredAt", p.cancelled_at AS "cancelledAt", p.counts, coalesce(p.paid_cents, p.net_cents)::float8 AS "paidCents", p.refunded_cents AS "refundedCents", p.net_cents::float8 AS "netCents", p.cost_cents::float8 AS "costCents", p.placed_at::text AS "sortKey"`;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const viewOf = ({ sortKey: _, ...row }: Raw): OrderView => ({ ...row, placedAt: iso(row.placedAt) ?? "", changedAt: iso(row.changedAt), paidAt: iso(row.paidAt), sentAt: iso(row.sentAt), deliveredAt: iso(row.deliveredAt), cancelledAt: iso(row.cancelledAt) });

/** One order as other systems see it, or undefined. */
export async function readOrder(reader: Reader, id: string): Promise<OrderView | undefined> {
  const [row] = await reader.query<Raw>(`SELECT ${columns} FROM purchase p WHERE p.id = $1`, [id]);
  return row && viewOf(row);
}

/** The same, for a key that may read orders. */
export async function orderFor(actor: Actor, id: string): Promise<OrderView | Refusal> {
  const key = mayUseOrders(actor, "orders:read");
  return refused(key) ? key : ((await readOrder(db(), id)) ?? missing());
}

/** Orders as other systems see them, the newest first, by pages. */
export async function listOrders(actor: Actor, by: { after?: string | undefined; source?: string | undefined }): Promise<{ orders: OrderView[]; next: string | null } | Refusal> {
  const key = mayUseOrders(actor, "orders:read");
  if (refused(key)) return key;
  const place = placeOf(by.after);
  const rows = await db().query<Raw>(`SELECT ${columns} FROM purchase p WHERE ($1::timestamptz IS NULL OR (p.placed_at, p.id) < ($1, $2::uuid)) AND ($3::text IS NULL OR p.source = $3) ORDER BY p.placed_at DESC, p.id DESC LIMIT ${pageSize + 1}`, [place?.at ?? null, place?.id ?? null, by.source ?? null]);
  const last = rows.slice(0, pageSize).at(-1);
  return { orders: rows.slice(0, pageSize).map(viewOf), next: rows.length > pageSize && last ? encode({ at: last.sortKey, id: last.id }) : null };
}

type Line = { code?: string; name?: string; quantity?: number; price?: number | null; netCents?: number | null; slug: string | null; product: string | null; reviewed: boolean };
type Mine = Omit<Raw, "source" | "number" | "customer" | "waiting"> & { trackingUrl: string | null; currency: string; lines: Line[] | null; events: { kind: string; id: string; at: string; detail: Record<string, unknown> }[] | null };
// A line names a product by its own code or by a variant's.
const mine = `
  SELECT ${columns}, p.tracking_url AS "trackingUrl", (SELECT currency FROM catalogue_setting) AS currency,
    (SELECT json_agg(json_build_object('code', l.line->>'code', 'name', l.line->>'name', 'quantity', l.line->'quantity', 'price', l.line->'price', 'netCents', l.line->'netCents', 'slug', f.slug, 'product', f.name, 'reviewed', f.reviewed) ORDER BY l.place)
      FROM jsonb_array_elements(p.lines) WITH ORDINALITY AS l (line, place) LEFT JOIN LATERAL (
        SELECT pr.slug, pr.name, EXISTS (SELECT 1 FROM review r WHERE r.product_id = pr.id AND r.author_id = $1) AS reviewed FROM product pr
        WHERE pr.active AND pr.id = coalesce((SELECT id FROM product WHERE code = l.line->>'code'), (SELECT product_id FROM product_variant WHERE code = l.line->>'code'))) f ON true) AS lines,
    (SELECT json_agg(json_build_object('kind', e.kind, 'id', e.id, 'at', e.at, 'detail', e.detail) ORDER BY e.at, e.id) FROM order_event e WHERE e.source = p.source AND e.number = p.number AND e.kind IN ('refund', 'shipment')
      AND NOT (p.facts ? 'listsRefunds' AND e.detail ? 'listed' AND e.changed_at < p.changed_at)) AS events
  FROM purchase p WHERE p.customer_id = $1 AND ($2::timestamptz IS NULL OR (p.placed_at, p.id) < ($2, $3::uuid)) ORDER BY p.placed_at DESC, p.id DESC LIMIT ${pageSize + 1}`;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function mineOf(row: Mine): MyOrder {
  const events = (row.events ?? []).map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
  return {
    id: row.id, label: row.label, placedAt: iso(row.placedAt) ?? "", paidAt: iso(row.paidAt) ?? (row.changedAt ? null : iso(row.placedAt)), sentAt: iso(row.sentAt), deliveredAt: iso(row.deliveredAt), cancelledAt: iso(row.cancelledAt), currency: row.currency,
    paidCents: row.paidCents, refundedCents: row.refundedCents, trackingUrl: row.trackingUrl,
    refunds: events.filter((one) => one.kind === "refund").map((one): Refunded => ({ id: one.id, at: one.at, amountCents: Number(one.detail.amountCents ?? 0), reason: text(one.detail.reason) })),
    shipments: events.filter((one) => one.kind === "shipment").map((one): Shipped => ({ id: one.id, at: one.at, carrier: text(one.detail.carrier), tracking: text(one.detail.tracking), url: text(one.detail.url) || null, deliveredAt: text(one.detail.deliveredAt) || null })),
    lines: (row.lines ?? []).map((line) => ({ code: line.code ?? "", name: line.name ?? line.product ?? line.code ?? "", quantity: line.quantity ?? 1, priceCents: Math.round(line.price === null || line.price === undefined ? (line.netCents ?? 0) / (line.quantity ?? 1) : line.price * 100), product: line.slug ? { slug: line.slug, name: line.product ?? "", reviewed: line.reviewed } : null })),
  };
}

/** A member's own orders, the newest first, twenty at a time, each with where it is. One query. */
export async function listMine(actor: Member, after: string | undefined): Promise<MyOrders> {
  const place = placeOf(after);
  const rows = await db().query<Mine>(mine, [actor.id, place?.at ?? null, place?.id ?? null]);
  const last = rows.slice(0, pageSize).at(-1);
  return { orders: rows.slice(0, pageSize).map(mineOf), next: rows.length > pageSize && last ? encode({ at: last.sortKey, id: last.id }) : null };
}
