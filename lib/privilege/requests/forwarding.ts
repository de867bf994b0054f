import type { Actor, Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { cook } from "#lib/markdown/cook.ts";
import { attach } from "#lib/media/attachments.ts";
import type { Source } from "#lib/ledger/record.ts";
import { openThread } from "#lib/threads/messages.ts";
import type { Author } from "#lib/threads/types.ts";
import { requestTold } from "../events.ts";
import { beginOf } from "../services/clock.ts";
import { promised, readService } from "../services/queries.ts";
import type { Promised } from "../services/promise.ts";
import type { Service } from "../services/types.ts";
import { isComplaint } from "./complaint.ts";
import { lossOf } from "./losses.ts";
import { mayForward } from "./policy.ts";
import { setReaders } from "./readers.ts";
import { type Forward, forwardInput, type ForwardInput } from "./schema.ts";
import { clocks, dueOf } from "./targets.ts";
import { noteRequest, tellDesk, tellRequest } from "./telling.ts";
import { authorOf, writeMessage } from "./text.ts";

export type Forwarded = { id: number; expectedAt: string; place: number | null };
export type OriginKind = "space" | "message" | "topic" | "callback" | "mail" | "split";

// Whoever looked after them last does so again, while they are at the desk.
const theirs = `SELECT a.id FROM request r JOIN account a ON a.id = r.concierge_id AND a.role = 'concierge' AND (a.suspended_at IS NULL OR a.suspended_until <= now()) WHERE r.customer_id = $1 ORDER BY r.last_at DESC, r.id DESC LIMIT 1`;
const insert = `
  INSERT INTO request (customer_id, thread_id, service_id, tier, wish, html, budget_cents, deadline, origin, origin_id, complaint, concierge_id, due_at, loss_cents, line_week, expected_at, customer_messages, phone, call_times, split_from, client_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $18, $19, $20) ON CONFLICT (customer_id, client_id) DO NOTHING RETURNING id`;
const before = `SELECT id, expected_at AS "expectedAt" FROM request WHERE customer_id = $1 AND client_id = $2`;

/** A request to be written: whose, and what is known of how it came about. */
export type Opening = { member: Author; tier: number; service: Service; promise: Promised; input: Omit<Forward, "origin"> & { origin: OriginKind }; splitFrom?: number; source?: Source };

/** Writes a request with its thread, clocks and first message. Whoever calls has asked what may be promised and holds the service's lock. */
export async function openRequest(tx: Tx, { member, tier, service, promise, input, splitFrom, source = "web" }: Opening): Promise<number | undefined> {
  const now = new Date();
  const [concierge] = await tx.query<{ id: string }>(theirs, [member.id]);
  const threadId = await openThread(tx, "request");
  // Who was given a later week was promised nothing before it: their clocks begin with it.
  const since = promise.place === null ? now : beginOf(service.hours, promise.week);
  const due = dueOf(service, { kind: "first", tier, since });
  const [row] = await tx.query<{ id: number }>(insert, [
    member.id, threadId, service.id, tier, input.wish, cook(input.wish), input.budgetCents, input.deadline, input.origin, input.originId, isComplaint(input.wish), concierge?.id ?? null, due, await lossOf(tx, member.id),
    promise.week, promise.at, input.phone, input.callTimes, splitFrom ?? null, input.clientId,
  ]);
  if (!row) return undefined;
  const request = { id: row.id, customerId: member.id, conciergeId: concierge?.id ?? null, serviceId: service.id, tier, round: 1 };
  await writeMessage(tx, { threadId, author: member }, { body: input.wish, media: [] });
  if (input.media.length > 0) await attach(tx, { mediaIds: [...input.media], subject: { type: "request", id: String(row.id) }, by: member.id });
  await clocks(tx, request, { begun: ["first", "resolve"], at: since, service });
  await noteRequest(tx, row.id, { by: member.id, act: splitFrom ? "split" : "forwarded", detail: splitFrom ? { from: splitFrom } : {} });
  // What is split off was forwarded with the rest of it.
  if (!splitFrom) await requestTold(tx, "forwarded", { ...request, at: now, source });
  await tellDesk(tx, request, { kind: "request.waiting", key: `${row.id}:1` });
  await tellRequest(tx, request);
  return row.id;
}

/** What can be promised of a service, with everyone who asks at once one after the other. */
export async function promiseLocked(tx: Tx, serviceId: number | undefined): Promise<{ service: Service; promise: Promised } | Refusal> {
  await tx.query("SELECT id FROM service WHERE CASE WHEN $1::bigint IS NULL THEN fallback ELSE id = $1 END FOR UPDATE", [serviceId ?? null]);
  const service = await readService(tx, serviceId);
  if (!service) return new Refusal("invalid", "There is no such category.", { field: "serviceId" });
  if (!service.taken) return new Refusal("conflict", "We do not do this. What you can do instead stands beside it.", { field: "serviceId" });
  const promise = await promised(tx, service, new Date());
  return promise ? { service, promise } : new Refusal("conflict", "We cannot take on more of this at present, and would not keep you waiting. What you can do instead stands beside it.", { field: "serviceId" });
}

async function sentBefore(tx: Tx, customerId: string, clientId: string): Promise<Forwarded | undefined> {
  const [there] = await tx.query<{ id: number; expectedAt: Date }>(before, [customerId, clientId]);
  return there && { id: there.id, expectedAt: there.expectedAt.toISOString(), place: null };
}

/**
 * Forwards a need or want of a member: it stands in the desk's queue, its first clock runs, and its member knows when to expect
 * an answer. Refused beyond what the service can take on. The same client id again answers with the request it made the first time.
 */
export function forwardRequest(actor: Actor, given: ForwardInput, { source = "web" }: { source?: Source } = {}): Promise<Forwarded | Refusal> {
  const parsed = forwardInput.safeParse(given);
  if (!parsed.success) return Promise.resolve(new Refusal("invalid", parsed.error.issues[0]?.message ?? "This is not valid.", { field: parsed.error.issues[0]?.path.join(".") ?? "" }));
  const input = parsed.data;
  return transact(async (tx) => {
    const member: Member | Refusal = mayForward(actor);
    if (refused(member)) return member;
    const there = await sentBefore(tx, member.id, input.clientId);
    if (there) return there;
    const locked = await promiseLocked(tx, input.serviceId);
    // Whoever sent it at the same time had the lock first.
    const meanwhile = await sentBefore(tx, member.id, input.clientId);
    if (meanwhile || refused(locked)) return meanwhile ?? (locked as Refusal);
    const id = await openRequest(tx, { member: authorOf(member), tier: member.tier, ...locked, input, source });
    if (id === undefined) return new Refusal("conflict", "This is being sent already.");
    const readers = await setReaders(tx, { id, by: member.id }, input.readers);
    if (refused(readers)) throw new Error("readers were asked for before");
    return { id, expectedAt: locked.promise.at.toISOString(), place: locked.promise.place };
  });
}
