import { randomBytes } from "node:crypto";
import type { Tx } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { EventName } from "./types.ts";

/** What happened, as others may hear it. `key` names it for good: told twice it is one message. */
export type Happening = { event: EventName; key: string; data: Record<string, string | number | boolean | null> };

const endpoints = "SELECT id FROM webhook_endpoint WHERE $1 = ANY(events) AND removed_at IS NULL AND paused_at IS NULL ORDER BY id";
const put = `
  WITH message AS (INSERT INTO webhook_message (id, event, body, key) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING id)
  INSERT INTO webhook_delivery (endpoint_id, message_id) SELECT unnest($5::uuid[]), message.id FROM message RETURNING endpoint_id AS "endpointId"`;

/** Tells those who listen, in the caller's transaction: nothing leaves before it commits. Where nobody listens nothing is kept. Resolves to how many listen. */
export async function emitEvent(tx: Tx, { event, key, data }: Happening): Promise<number> {
  const listening = await tx.query<{ id: string }>(endpoints, [event]);
  if (listening.length === 0) return 0;
  const body = JSON.stringify({ type: event, timestamp: new Date().toISOString(), data });
  const made = await tx.query<{ endpointId: string }>(put, [`msg_${randomBytes(15).toString("base64url")}`, event, body, `${event}:${key}`, listening.map((one) => one.id)]);
  for (const { endpointId } of made) await enqueue(tx, { name: "webhooks.deliver", payload: { endpointId } }, { key: `webhooks:${endpointId}` });
  return listening.length;
}
