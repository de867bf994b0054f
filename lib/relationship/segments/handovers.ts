import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import type { Reason } from "./churn.ts";

/** Somebody who may be leaving, handed to the concierge: a person to speak to, not a coupon to send. */
export type Handover = { at: string; by: string | null; note: string };

/** Hands a customer over to the concierge with what was seen. Once at a time: again it changes the note. */
export function handOver(by: Member, { customerId, note, seen }: { customerId: string; note: string; seen: { reasons: readonly Reason[]; lossCents: number | null } }): Promise<Handover | Refusal> {
  return transact(async (tx) => {
    const [customer] = await tx.query<{ id: string }>("SELECT id FROM account WHERE id = $1 AND role = 'customer'", [customerId]);
    if (!customer) return missing();
    const [row] = await tx.query<{ at: Date; note: string }>(
      `INSERT INTO churn_handover (id, customer_id, reasons, loss_cents, note, made_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (customer_id) WHERE closed_at IS NULL DO UPDATE SET note = excluded.note RETURNING made_at AS at, note`,
      [newId(), customerId, JSON.stringify(seen.reasons), seen.lossCents, note, by.id]);
    await noteAct(tx, by, { act: "churn.handed-over", subject: { type: "account", id: customerId } });
    return { at: row?.at.toISOString() ?? "", by: by.name, note: row?.note ?? "" };
  });
}

/** Takes a handover back, or closes it. */
export function closeHandover(by: Member, customerId: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const rows = await tx.query("UPDATE churn_handover SET closed_at = now() WHERE customer_id = $1 AND closed_at IS NULL RETURNING id", [customerId]);
    if (rows.length === 0) return missing();
    await noteAct(tx, by, { act: "churn.closed", subject: { type: "account", id: customerId } });
    return true;
  });
}

/** The open handovers of these customers. */
export async function openHandovers(ids: readonly string[]): Promise<Map<string, Handover>> {
  const rows = await db().query<{ id: string; at: Date; by: string | null; note: string }>(
    `SELECT h.customer_id AS id, h.made_at AS at, a.name AS by, h.note FROM churn_handover h LEFT JOIN account a ON a.id = h.made_by WHERE h.customer_id = ANY($1::uuid[]) AND h.closed_at IS NULL`, [ids]);
  return new Map(rows.map(({ id, at, by, note }) => [id, { at: at.toISOString(), by, note }]));
}

export type HandedOver = Handover & { customerId: string; name: string; reasons: Reason[]; lossCents: number | null; closedAt: string | null; boughtAt: string | null };
const became = "(SELECT min(p.placed_at) FROM purchase p WHERE p.customer_id = h.customer_id AND p.counts AND p.net_cents > 0 AND p.placed_at > h.made_at)";

/** Who was handed over, the latest first, and what became of it: when it was closed, and when they first bought after. `closed`: those too that are over. */
export async function listHandovers(closed: boolean, limit = 100): Promise<HandedOver[]> {
  const rows = await db().query<Omit<HandedOver, "at" | "closedAt" | "boughtAt"> & { at: Date; closedAt: Date | null; boughtAt: Date | null }>(
    `SELECT h.customer_id AS "customerId", c.name, h.made_at AS at, a.name AS by, h.note, h.reasons, h.loss_cents::float8 AS "lossCents", h.closed_at AS "closedAt", ${became} AS "boughtAt"
     FROM churn_handover h JOIN account c ON c.id = h.customer_id LEFT JOIN account a ON a.id = h.made_by
     WHERE $2 OR h.closed_at IS NULL ORDER BY h.made_at DESC, h.id DESC LIMIT $1`, [limit, closed]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), closedAt: row.closedAt?.toISOString() ?? null, boughtAt: row.boughtAt?.toISOString() ?? null }));
}
