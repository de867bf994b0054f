import { unseal } from "#lib/core/sealed.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { postOutside } from "#lib/outbound/fetch.ts";
import { pauseAfter, signedHeaders } from "./signing.ts";

type Due = { id: number; messageId: string; body: string; attempts: number; url: string; sealed: Buffer[] };
/** What secrets of endpoints are sealed for. */
export const sealedFor = "webhook secrets";

const next = `
  SELECT d.id, d.message_id AS "messageId", m.body, d.attempts, e.url, coalesce((SELECT array_agg(s.sealed ORDER BY s.made_at DESC) FROM webhook_secret s WHERE s.endpoint_id = e.id), '{}') AS sealed
  FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id JOIN webhook_message m ON m.id = d.message_id
  WHERE d.endpoint_id = $1 AND d.state = 'waiting' AND d.next_at <= now() AND e.paused_at IS NULL AND e.removed_at IS NULL ORDER BY d.next_at, d.id LIMIT 20`;
// Taken for five minutes: whoever sends it meanwhile ends before that, and if they end with it unsaid it is due again.
const take = `UPDATE webhook_delivery SET attempts = attempts + 1, next_at = now() + interval '5 minutes' WHERE id = $1 AND state = 'waiting' AND attempts = $2 RETURNING id`;
const sent = "UPDATE webhook_delivery SET state = 'sent', status = $2, problem = '', at = now() WHERE id = $1";
const failed = "UPDATE webhook_delivery SET state = $4, status = $2, problem = $3, at = now(), next_at = now() + make_interval(secs => $5) WHERE id = $1";

/** Says again when an endpoint has something to wait for: one job for each, so that a slow one holds up nobody else. */
async function again(tx: Tx, endpointId: string): Promise<void> {
  const [due] = await tx.query<{ at: Date | null }>("SELECT min(next_at) AS at FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'waiting'", [endpointId]);
  if (due?.at) await enqueue(tx, { name: "webhooks.deliver", payload: { endpointId } }, { key: `webhooks:${endpointId}`, runAt: due.at });
}

async function send(one: Due): Promise<void> {
  const [taken] = await db().query(take, [one.id, one.attempts]);
  if (!taken) return;
  const secrets = one.sealed.flatMap((each) => unseal(each, sealedFor) ?? []);
  const answer = secrets.length === 0 ? { why: "secret" } : await postOutside(one.url, { body: one.body, headers: { "Content-Type": "application/json", ...signedHeaders({ id: one.messageId, at: new Date(), body: one.body }, secrets) }, milliseconds: 15_000 });
  const status = "status" in answer ? answer.status : null;
  if (status !== null && status >= 200 && status < 300) return void (await db().query(sent, [one.id, status]));
  // 410 says that nobody will ever listen there.
  const pause = status === 410 ? undefined : pauseAfter(one.attempts + 1);
  await db().query(failed, [one.id, status, "why" in answer ? answer.why : "status", pause === undefined ? "dead" : "waiting", (pause ?? 0) / 1000]);
}

/** Sends what is due to one endpoint, one after another, and comes back when the next is. What is dead stays until somebody sends it again. */
export async function deliverTo(endpointId: string): Promise<void> {
  for (;;) {
    const due = await db().query<Due>(next, [endpointId]);
    for (const one of due) await send(one);
    if (due.length < 20) break;
  }
  await transact((tx) => again(tx, endpointId));
}

/** Forgets messages when they were sent a month ago. */
export async function sweepMessages(): Promise<void> {
  await db().query("DELETE FROM webhook_message m WHERE m.at < now() - interval '30 days' AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.message_id = m.id AND d.state <> 'sent')");
}
