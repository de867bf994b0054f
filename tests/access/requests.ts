import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import { person } from "#tests/world/people.ts";

// Weeks long gone, and answered: what the matrix makes takes nobody's place.
const made = `WITH t AS (INSERT INTO thread (subject_type) VALUES ('request') RETURNING id)
  INSERT INTO request (customer_id, thread_id, service_id, tier, wish, html, due_at, line_week, expected_at, phone, first_replied_at, state, closed_at)
  SELECT $1, t.id, s.id, 2, 'A lid that fits.', '<p>A lid that fits.</p>', now(), '2020-01-06', now(), '+49 30 000000', now(), $2, CASE WHEN $2 <> 'open' THEN now() END FROM t, service s WHERE s.fallback RETURNING id`;

/** A request of somebody, with a need that was understood. */
export async function aRequest(customerId: string, state = "open"): Promise<number> {
  const [row] = await db().query<{ id: number }>(made, [customerId, state]);
  if (!row) throw new Error("no request was made");
  const concierge = await person({ role: "concierge" });
  await db().query("INSERT INTO request_need (request_id, version, customer_id, understood_by, text) VALUES ($1, 1, $2, $3, 'A lid.')", [row.id, customerId, concierge.id]);
  return row.id;
}

/** One more request of the same person, an option for the first, and somebody who could read it. */
export async function beside(customerId: string, requestId: number): Promise<{ other: number; option: number; handle: string }> {
  const [other, somebody] = [await aRequest(customerId), await person()];
  const [option] = await db().query<{ id: number }>("INSERT INTO request_option (request_id, customer_id, proposed_by, title) VALUES ($1, $2, $3, 'A lid') RETURNING id", [requestId, customerId, somebody.id]);
  return { other, option: option?.id ?? 0, handle: somebody.actor.handle };
}

const one = async (sql: string, values: unknown[]): Promise<number> => (await db().query<{ id: number }>(sql, values))[0]?.id ?? 0;
/** What a member likes. */
export const aPreference = (customerId: string): Promise<number> => one("INSERT INTO request_preference (customer_id, text) VALUES ($1, 'No plastic.') RETURNING id", [customerId]);
/** What a member was asked. */
export const aConsent = async (customerId: string): Promise<number> => one("INSERT INTO request_consent (customer_id, asked_by, service_id, wish, origin, origin_id) SELECT $1, $2, id, 'A lid.', 'topic', '1' FROM service WHERE fallback RETURNING id", [customerId, (await person({ role: "concierge" })).id]);
/** Time that somebody noted on a request of somebody else. */
export const aWork = async (customerId: string): Promise<number> => one("INSERT INTO request_work (request_id, worked_by, minutes, cents) VALUES ($1, $2, 5, 350) RETURNING id", [await aRequest(customerId), (await person({ role: "concierge" })).id]);
/** A text the desk writes often. */
export const aMacro = (): Promise<number> => one("INSERT INTO request_macro (name, text) VALUES ($1, 'Gladly.') RETURNING id", [newId()]);
/** A category of the catalogue. */
export const aService = (): Promise<number> => one(`WITH s AS (INSERT INTO service (slug, name, spans, targets, weekly_cases) SELECT $1, 'Lids', spans, targets, 5 FROM service WHERE fallback RETURNING *), v AS (INSERT INTO service_version (service_id, version, setting) SELECT id, 1, '{}' FROM s) SELECT id FROM s`, [newId()]);
