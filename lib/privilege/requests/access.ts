import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { maySee, type Ruled } from "./policy.ts";

/** A request as commands need it. */
export type RequestAt = Ruled & {
  id: number; threadId: number; serviceId: number; tier: number; round: number; conciergeId: string | null; waiting: "us" | "member"; firstRepliedAt: Date | null; customerMessages: number; staffMessages: number;
  needConfirmedAt: Date | null; learnedAt: Date | null; minutes: number; version: number; wish: string; dueAt: Date; snoozedUntil: Date | null; complaint: boolean;
};

const columns = `r.id, r.customer_id AS "customerId", r.thread_id AS "threadId", r.service_id AS "serviceId", r.tier, r.state, r.round, r.concierge_id AS "conciergeId", r.waiting, r.first_replied_at AS "firstRepliedAt", r.complaint,
  r.customer_messages AS "customerMessages", r.staff_messages AS "staffMessages", r.need_confirmed_at AS "needConfirmedAt", r.learned_at AS "learnedAt", r.closed_at AS "closedAt", r.rating, r.minutes, r.version, r.wish, r.due_at AS "dueAt", r.snoozed_until AS "snoozedUntil",
  EXISTS (SELECT 1 FROM request_reader x WHERE x.request_id = r.id AND x.account_id = $2::uuid) AS reader`;
const found = `SELECT ${columns} FROM request r WHERE r.id = $1`;

/** The account of who asks. */
export const idOf = (actor: Actor): string | null => (actor.kind === "member" ? actor.id : null);

/** The request, when the actor may see it. Fetching and authorising are one step. One query. */
export async function requestFor(reader: Reader, actor: Actor, id: number): Promise<RequestAt | Refusal> {
  const [request] = await reader.query<RequestAt>(found, [id, idOf(actor)]);
  return request && maySee(actor, request) ? request : missing();
}

/** The same, locked until the transaction ends: what happens to one request comes one after the other. Who may not see it locks nothing. */
export async function lockRequest(tx: Tx, actor: Actor, id: number): Promise<RequestAt | Refusal> {
  const [seen] = await tx.query<RequestAt>(found, [id, idOf(actor)]);
  if (!seen || !maySee(actor, seen)) return missing();
  const [request] = await tx.query<RequestAt>(`${found} FOR UPDATE OF r`, [id, idOf(actor)]);
  return request ?? missing();
}
