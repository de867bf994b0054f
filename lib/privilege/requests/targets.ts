import type { Tx } from "#lib/core/transact.ts";
import { dueAfter } from "../services/clock.ts";
import { readService } from "../services/queries.ts";
import { targetsOf } from "../services/rows.ts";
import type { Service, TargetKind } from "../services/types.ts";

const far = 400 * 86_400_000;

/** When a target of a tier falls due, counted in open minutes from an instant. A service that is never open long enough has a year. */
export const dueOf = (service: Service, { kind, tier, since }: { kind: TargetKind; tier: number; since: Date }): Date =>
  dueAfter(service.hours, since, targetsOf(service, tier)[kind]) ?? new Date(since.getTime() + far);

type Clocked = { id: number; serviceId: number; tier: number };
const start = "INSERT INTO request_target (request_id, kind, since, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT (request_id, kind) WHERE met_at IS NULL DO NOTHING";
const meet = "UPDATE request_target SET met_at = $3 WHERE request_id = $1 AND kind = ANY($2::text[]) AND met_at IS NULL";
// What stands in a queue is by the nearest clock that still runs.
const nearest = "UPDATE request SET due_at = coalesce((SELECT min(t.due_at) FROM request_target t WHERE t.request_id = $1 AND t.met_at IS NULL), due_at) WHERE id = $1";

/** Stops and starts clocks of a request, and sets its nearest. One that runs already goes on from when it began. */
export async function clocks(tx: Tx, request: Clocked, { met = [], begun = [], at = new Date(), service }: { met?: TargetKind[]; begun?: TargetKind[]; at?: Date; service?: Service }): Promise<void> {
  if (met.length > 0) await tx.query(meet, [request.id, met, at]);
  const by = begun.length > 0 ? (service ?? (await readService(tx, request.serviceId))) : undefined;
  if (by) for (const kind of begun) await tx.query(start, [request.id, kind, at, dueOf(by, { kind, tier: request.tier, since: at })]);
  await tx.query(nearest, [request.id]);
}
