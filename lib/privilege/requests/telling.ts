import type { Tx } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { requestNews, requestTold } from "../events.ts";
import type { RequestAt } from "./access.ts";

/** The live room of a request, and the one in which the desk hears that its queue changed. */
export const roomOf = (id: number): string => `request:${id}`;
export const deskRoom = "requests";

/** Notes what happened to a request, for the line between messages or for the desk alone. */
export async function noteRequest(tx: Tx, id: number, done: { by: string | null; act: string; detail?: Record<string, string | number | null> }): Promise<void> {
  await tx.query("INSERT INTO request_act (request_id, acted_by, act, detail) VALUES ($1, $2, $3, $4)", [id, done.by, done.act, JSON.stringify(done.detail ?? {})]);
}

/** Tells everyone who has a request open, its member's other pages, and the desk, that it changed. Nothing of what it says goes along. */
export async function tellRequest(tx: Tx, request: { id: number; customerId: string }): Promise<void> {
  await tx.query("UPDATE request SET version = version + 1 WHERE id = $1", [request.id]);
  for (const room of [roomOf(request.id), deskRoom, `me:${request.customerId}`]) await tell(tx, { room, event: "request.changed", data: { id: request.id } });
}

const desk = "SELECT id FROM account WHERE role = 'concierge' AND suspended_at IS NULL ORDER BY id LIMIT 50";

/** Tells the desk something of a request: whoever has it, or every concierge when nobody does. */
export async function tellDesk(tx: Tx, request: Pick<RequestAt, "id" | "conciergeId">, { kind, key }: { kind: "request.said" | "request.waiting"; key: string }): Promise<void> {
  const people = request.conciergeId ? [request.conciergeId] : (await tx.query<{ id: string }>(desk)).map((row) => row.id);
  for (const accountId of people) await requestNews(tx, kind, { accountId, requestId: request.id, key: `${key}:${accountId}` });
}

const learned = `UPDATE request SET learned_at = now() WHERE id = $1 AND learned_at IS NULL AND customer_messages >= 2 AND staff_messages >= 2 AND need_confirmed_at IS NOT NULL RETURNING round`;

/** Records that we learned from a request, in the moment in which its evidence holds: each side wrote twice and a need is confirmed. Once. */
export async function noteLearned(tx: Tx, request: { id: number; customerId: string }): Promise<void> {
  const [row] = await tx.query<{ round: number }>(learned, [request.id]);
  if (row) await requestTold(tx, "learned", { ...request, round: row.round });
}
