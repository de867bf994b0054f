import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Habit, SeedPerson } from "./people.ts";
import { mulberry32, seedId } from "./random.ts";

/** An interaction of the demo world, before it has an id. `subject` is its type and id; `source` is said where a command may take it back later. */
export type Fact = { customerId: string; kind: string; at: Date; value?: number; subject: [type: string, id: string]; key: string; source?: "web" };

const day = 86_400_000;
const perDay: Record<Habit, number> = { devoted: 0.55, buyer: 0.012, advocate: 0.6, quiet: 0.03 };

/** The visits of the last half year, by habit: days on which someone read along. */
export function visits(everyone: readonly (SeedPerson & { id: string })[], now: Date): Fact[] {
  const random = mulberry32(180);
  const facts: Fact[] = [];
  for (const person of everyone) {
    for (let ago = Math.min(180, person.joinedDaysAgo - 1); ago >= 1; ago -= 1) {
      if (random() >= perDay[person.habit]) continue;
      const at = new Date(now.getTime() - (ago - random()) * day);
      facts.push({ customerId: person.id, kind: "visit", at, subject: ["visit", `${ago}`], key: `demo:visit:${person.handle}:${ago}` });
    }
  }
  return facts;
}

/** Appends the facts to the ledger in the order they happened, as `record` would, and wakes its consumers once. */
export async function insertFacts(tx: Tx, facts: readonly Fact[]): Promise<void> {
  const random = mulberry32(7);
  const inTime = [...facts].sort((one, other) => one.at.getTime() - other.at.getTime()).map((fact) => ({ ...fact, id: seedId(random, fact.at) }));
  await insertRows(tx, { table: "interaction_key", columns: ["source:text", "key:text", "id:uuid"] }, inTime.map((fact) => [fact.source ?? "import", fact.key, fact.id]));
  await insertRows(tx, {
    table: "interaction",
    columns: ["id:uuid", "customer_id:uuid", "kind:text", "occurred_at:timestamptz", "value:bigint", "subject_type:text", "subject_id:text", "source:text", "key:text"],
  }, inTime.map((fact) => [fact.id, fact.customerId, fact.kind, fact.at, fact.value ?? null, fact.subject[0], fact.subject[1], fact.source ?? "import", fact.key]));
  await tx.query("SELECT pg_notify('ledger', '')");
}
