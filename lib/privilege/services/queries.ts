import type { Reader } from "#lib/core/transact.ts";
import { openAt, opensAt } from "./clock.ts";
import { type Load, promiseOf, type Promised } from "./promise.ts";
import { type RawService, serviceColumns, serviceOf, targetsOf } from "./rows.ts";
import type { Service, ServiceOffer } from "./types.ts";

/** Every service that is not archived, in its order. */
export async function listServices(reader: Reader): Promise<Service[]> {
  return (await reader.query<RawService>(`SELECT ${serviceColumns} FROM service s WHERE s.archived_at IS NULL ORDER BY s.position, s.id LIMIT 100`)).map(serviceOf);
}

/** One service, archived or not; the one that takes what fits nowhere else when no id is given. */
export async function readService(reader: Reader, id: number | undefined): Promise<Service | undefined> {
  const [row] = await reader.query<RawService>(`SELECT ${serviceColumns} FROM service s WHERE CASE WHEN $1::bigint IS NULL THEN s.fallback ELSE s.id = $1 END`, [id ?? null]);
  return row && serviceOf(row);
}

// Weeks from this one on, whatever the zone: what was given earlier binds nobody any more, but who waits from then still waits.
const load = `
  SELECT service_id AS "serviceId", line_week::text AS week, sum(given)::int AS given, sum(waiting)::int AS waiting FROM (
    SELECT r.service_id, r.line_week, count(*) FILTER (WHERE r.state <> 'withdrawn' OR r.first_replied_at IS NOT NULL) AS given, 0 AS waiting FROM request r WHERE r.service_id = ANY($1::bigint[]) AND r.line_week >= (now() - interval '7 days')::date GROUP BY 1, 2
    UNION ALL SELECT r.service_id, r.line_week, 0, count(*) FROM request r WHERE r.service_id = ANY($1::bigint[]) AND r.state = 'open' AND r.first_replied_at IS NULL GROUP BY 1, 2) counted GROUP BY 1, 2`;

/** What each of these services was given, and how many wait, week by week. One query. */
export async function loadOf(reader: Reader, ids: readonly number[]): Promise<Map<number, Load>> {
  const rows = await reader.query<{ serviceId: number; week: string; given: number; waiting: number }>(load, [ids]);
  return new Map(ids.map((id) => {
    const own = rows.filter((row) => row.serviceId === id);
    return [id, { given: new Map(own.map((row) => [row.week, row.given])), waiting: new Map(own.map((row) => [row.week, row.waiting])) }];
  }));
}

/** What a service can promise to the next case, from its queue as it stands; undefined when it takes nothing more. */
export async function promised(reader: Reader, service: Service, now: Date): Promise<Promised | undefined> {
  if (!service.taken) return undefined;
  const loads = await loadOf(reader, [service.id]);
  return promiseOf(service, loads.get(service.id) ?? { given: new Map(), waiting: new Map() }, now);
}

/** The catalogue as a member of a tier sees it before they send, each category with when an answer can be expected. Two queries. */
export async function listOffers(reader: Reader, tier: number, now = new Date()): Promise<ServiceOffer[]> {
  const services = await listServices(reader);
  const loads = await loadOf(reader, services.map((one) => one.id));
  return services.map((service) => {
    const { id, slug, name, does, doesNot, alternative, taken, hours } = service;
    const promise = taken ? promiseOf(service, loads.get(id) ?? { given: new Map(), waiting: new Map() }, now) : undefined;
    return {
      id, slug, name, does, doesNot, alternative, taken, hours, openNow: openAt(hours, now), opensAt: opensAt(hours, now)?.toISOString() ?? null, targets: targetsOf(service, tier),
      expectedAt: promise?.at.toISOString() ?? null, place: promise?.place ?? null, full: taken && !promise,
    };
  });
}
