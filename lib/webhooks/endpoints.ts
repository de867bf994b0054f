import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { seal } from "#lib/core/sealed.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { sealedFor } from "./delivering.ts";
import { newSecret } from "./signing.ts";
import type { DeliveryView, EndpointView, EventName } from "./types.ts";

/** Whether the actor says who hears of what happens here. */
export function mayKeepWebhooks(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? actor : new Refusal("forbidden", "Only admins look after webhooks.");
}

type Row = { id: string; name: string; url: string; events: EventName[]; paused: boolean; secrets: { id: string; madeAt: string }[] | null; waiting: number; dead: number; deliveries: DeliveryView[] | null };
const list = `
  SELECT e.id, e.name, e.url, e.events, e.paused_at IS NOT NULL AS paused,
    (SELECT json_agg(json_build_object('id', s.id, 'madeAt', s.made_at) ORDER BY s.made_at DESC) FROM webhook_secret s WHERE s.endpoint_id = e.id) AS secrets,
    (SELECT count(*)::int FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.state = 'waiting') AS waiting, (SELECT count(*)::int FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.state = 'dead') AS dead,
    (SELECT json_agg(x) FROM (SELECT d.id, m.event, d.message_id AS message, d.state, d.attempts, d.status, d.problem, d.at, CASE WHEN d.state = 'waiting' THEN d.next_at END AS "nextAt" FROM webhook_delivery d JOIN webhook_message m ON m.id = d.message_id WHERE d.endpoint_id = e.id ORDER BY d.state = 'dead' DESC, d.id DESC LIMIT 20) x) AS deliveries
  FROM webhook_endpoint e WHERE e.removed_at IS NULL ORDER BY e.made_at DESC, e.id DESC LIMIT 50`;
const instant = (at: string | null): string | null => (at ? new Date(at).toISOString() : null);

/** The endpoints with what was sent to them last, what is dead first. */
export async function listEndpoints(actor: Actor): Promise<{ endpoints: EndpointView[] } | Refusal> {
  const me = mayKeepWebhooks(actor);
  if (refused(me)) return me;
  return { endpoints: (await db().query<Row>(list)).map((row) => ({ ...row, secrets: (row.secrets ?? []).map((one) => ({ ...one, madeAt: new Date(one.madeAt).toISOString() })), deliveries: (row.deliveries ?? []).map((one) => ({ ...one, at: instant(one.at), nextAt: instant(one.nextAt) })) })) };
}

async function addSecret(tx: Tx, endpointId: string): Promise<string> {
  const secret = newSecret();
  await tx.query("INSERT INTO webhook_secret (id, endpoint_id, sealed) VALUES ($1, $2, $3)", [newId(), endpointId, seal(secret, sealedFor)]);
  await tx.query("DELETE FROM webhook_secret WHERE endpoint_id = $1 AND id NOT IN (SELECT id FROM webhook_secret WHERE endpoint_id = $1 ORDER BY made_at DESC, id DESC LIMIT 2)", [endpointId]);
  return secret;
}

/** Makes an endpoint. Its secret is shown now and never again. */
export function addEndpoint(actor: Actor, input: { name: string; url: string; events: EventName[] }): Promise<{ id: string; secret: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepWebhooks(actor);
    if (refused(me)) return me;
    const id = newId();
    await tx.query("INSERT INTO webhook_endpoint (id, name, url, events, made_by) VALUES ($1, $2, $3, $4, $5)", [id, input.name, input.url, [...new Set(input.events)].sort(), me.id]);
    await noteAct(tx, me, { act: "webhook.added", subject: { type: "webhook", id } });
    return { id, secret: await addSecret(tx, id) };
  });
}

const known = "SELECT 1 FROM webhook_endpoint WHERE id = $1 AND removed_at IS NULL FOR UPDATE";
async function changing<T extends object>(actor: Actor, id: string, { act, work }: { act: string; work: (tx: Tx) => Promise<T | Refusal> }): Promise<T | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepWebhooks(actor);
    if (refused(me)) return me;
    if ((await tx.query(known, [id])).length === 0) return missing();
    const value = await work(tx);
    if (!refused(value)) await noteAct(tx, me, { act, subject: { type: "webhook", id } });
    return value;
  });
}

/** Changes secrets: the new one is shown once; messages are signed with it and with the one before until the next change. */
export const changeSecret = (actor: Actor, id: string): Promise<{ id: string; secret: string } | Refusal> => changing(actor, id, { act: "webhook.secret", work: async (tx) => ({ id, secret: await addSecret(tx, id) }) });

/** Stops sending, or goes on with what waited. */
export const pauseEndpoint = (actor: Actor, id: string, paused: boolean): Promise<{ id: string } | Refusal> => changing(actor, id, { act: paused ? "webhook.paused" : "webhook.resumed", work: async (tx) => {
  await tx.query("UPDATE webhook_endpoint SET paused_at = CASE WHEN $2 THEN coalesce(paused_at, now()) END WHERE id = $1", [id, paused]);
  if (!paused) await enqueue(tx, { name: "webhooks.deliver", payload: { endpointId: id } }, { key: `webhooks:${id}` });
  return { id };
} });

/** Sends nothing there any more. */
export const removeEndpoint = (actor: Actor, id: string): Promise<{ id: string } | Refusal> => changing(actor, id, { act: "webhook.removed", work: async (tx) => {
  await tx.query("UPDATE webhook_endpoint SET removed_at = now() WHERE id = $1", [id]);
  await tx.query("DELETE FROM webhook_secret WHERE endpoint_id = $1", [id]);
  return { id };
} });

/** Sends what is dead again, one message or all of them, under the ids they had. */
export const replay = (actor: Actor, id: string, deliveryId?: number): Promise<{ count: number } | Refusal> => changing(actor, id, { act: "webhook.replayed", work: async (tx) => {
  const rows = await tx.query("UPDATE webhook_delivery SET state = 'waiting', attempts = 0, next_at = now() WHERE endpoint_id = $1 AND state = 'dead' AND ($2::bigint IS NULL OR id = $2) RETURNING id", [id, deliveryId ?? null]);
  if (rows.length) await enqueue(tx, { name: "webhooks.deliver", payload: { endpointId: id } }, { key: `webhooks:${id}` });
  return { count: rows.length };
} });
