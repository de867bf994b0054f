import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { readProfit } from "#lib/relationship/profit.ts";
import { stageViewOf } from "#lib/relationship/stages/queries.ts";
import { noteRead } from "../customers/access-log.ts";
import type { CostRow, NeedsView, RequestRow } from "./types.ts";

const readCosts = `SELECT kind, subject_type || ' ' || subject_id AS subject, cents::int AS cents, at FROM cost_entry WHERE customer_id = $1 ORDER BY at DESC, id DESC LIMIT 20`;

const readRequests = `
  SELECT r.id::text AS id, r.created_at AS at, r.state, r.closed_at AS "closedAt", r.learned_at IS NOT NULL AS understood, r.rating, coalesce((SELECT sum(e.cents) FROM cost_entry e WHERE e.customer_id = $1 AND e.subject_type = 'request' AND e.subject_id = r.id::text), 0)::int AS cents
  FROM request r WHERE r.customer_id = $1 ORDER BY r.last_at DESC, r.id DESC LIMIT 30`;
type Asked = Omit<RequestRow, "at" | "closedAt"> & { at: Date; closedAt: Date | null };

/** One customer's stage with its causes, their requests, and what serving them costs, without a word of what they wished; that it was read is noted for them. Seven statements. */
export async function readNeeds(actor: Member, id: string): Promise<NeedsView | Refusal> {
  const [there] = await db().query<{ id: string }>("SELECT customer_id AS id FROM customer_fact WHERE customer_id = $1", [id]);
  if (!there) return missing();
  const [stage, profit, costs, requests, { currency }] = await Promise.all([
    stageViewOf(id), readProfit(db(), id, { asOf: new Date() }), db().query<Omit<CostRow, "at"> & { at: Date }>(readCosts, [id]), db().query<Asked>(readRequests, [id]), readSettings(db()), noteRead(db(), { accountId: id, readerId: actor.id, what: "page" }),
  ]);
  return { currency, stage, profit, requests: requests.map((row) => ({ ...row, at: row.at.toISOString(), closedAt: row.closedAt?.toISOString() ?? null })), costs: costs.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
