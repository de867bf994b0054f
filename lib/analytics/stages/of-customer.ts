import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { readProfit } from "#lib/relationship/profit.ts";
import { stageViewOf } from "#lib/relationship/stages/queries.ts";
import { noteRead } from "../customers/access-log.ts";
import type { CostRow, NeedsView } from "./types.ts";

const readCosts = `SELECT kind, subject_type || ' ' || subject_id AS subject, cents::int AS cents, at FROM cost_entry WHERE customer_id = $1 ORDER BY at DESC, id DESC LIMIT 20`;

/** One customer's stage with its causes, and what serving them costs, without a word of what they wished; that it was read is noted for them. Six statements. */
export async function readNeeds(actor: Member, id: string): Promise<NeedsView | Refusal> {
  const [there] = await db().query<{ id: string }>("SELECT customer_id AS id FROM customer_fact WHERE customer_id = $1", [id]);
  if (!there) return missing();
  const [stage, profit, costs, { currency }] = await Promise.all([
    stageViewOf(id), readProfit(db(), id, { asOf: new Date() }), db().query<Omit<CostRow, "at"> & { at: Date }>(readCosts, [id]), readSettings(db()), noteRead(db(), { accountId: id, readerId: actor.id, what: "page" }),
  ]);
  return { currency, stage, profit, costs: costs.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
