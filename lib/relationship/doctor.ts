import { db, transact, type Tx } from "#lib/core/transact.ts";
import { compare } from "./rebuild.ts";
import { compareStages } from "./stages/effects.ts";

export type Check = { check: string; ok: boolean; detail: string };

async function none(check: string, sql: string): Promise<Check> {
  const [row] = await db().query<{ count: number }>(sql);
  const count = row?.count ?? 0;
  return { check, ok: count === 0, detail: count === 0 ? "none" : `${count} found` };
}

const counts: readonly (readonly [check: string, sql: string])[] = [
  ["interactions without their key",
    "SELECT count(*) FROM interaction i WHERE NOT EXISTS (SELECT 1 FROM interaction_key k WHERE k.source = i.source AND k.key = i.key AND k.id = i.id)"],
  ["keys without their interaction", "SELECT count(*) FROM interaction_key k WHERE NOT EXISTS (SELECT 1 FROM interaction i WHERE i.id = k.id)"],
  ["places in the ledger taken twice", "SELECT count(*) FROM (SELECT seq FROM interaction GROUP BY seq HAVING count(*) > 1) twice"],
  ["cursors ahead of the ledger",
    `SELECT count(*) FROM ledger_cursor c WHERE (c.xid, c.seq) > ('0'::xid8, 0::bigint)
       AND NOT EXISTS (SELECT 1 FROM interaction i WHERE (i.xid, i.seq) >= (c.xid, c.seq))`],
  ["reversals that do not repeat what they take back",
    `SELECT count(*) FROM interaction r LEFT JOIN interaction i ON i.id = r.reverses AND i.reverses IS NULL
     WHERE r.reverses IS NOT NULL AND (i.id IS NULL
       OR (i.customer_id, i.kind, i.occurred_at) IS DISTINCT FROM (r.customer_id, r.kind, r.occurred_at) OR i.value IS DISTINCT FROM r.value)`],
  ["reversals not in their register",
    `SELECT count(*) FROM (SELECT reverses, id FROM interaction WHERE reverses IS NOT NULL) r
     FULL JOIN interaction_reversal x ON x.reverses = r.reverses AND x.id = r.id WHERE x.id IS NULL OR r.id IS NULL`],
  ["day counts below zero", "SELECT count(*) FROM interaction_day WHERE count < 0"],
  ["topics whose post count is wrong",
    `SELECT count(*) FROM topic t WHERE t.post_count <> (SELECT count(*) FROM post p WHERE p.topic_id = t.id AND p.deleted_at IS NULL)`],
  ["categories whose counts are wrong",
    `SELECT count(*) FROM category c LEFT JOIN (SELECT category_id, count(*) FILTER (WHERE deleted_at IS NULL) AS topics,
       sum(post_count) FILTER (WHERE deleted_at IS NULL) AS posts FROM topic GROUP BY 1) t ON t.category_id = c.id
     WHERE c.topic_count <> coalesce(t.topics, 0) OR c.post_count <> coalesce(t.posts, 0)`],
  ["ledger partitions without the guard",
    `SELECT count(*) FROM pg_inherits h WHERE h.inhparent = 'interaction'::regclass AND NOT EXISTS (
       SELECT 1 FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid
       WHERE g.tgrelid = h.inhrelid AND f.proname = 'refuse_ledger_change' AND g.tgenabled IN ('O', 'A')
       HAVING bool_or((g.tgtype & 1) = 1) AND bool_or((g.tgtype & 32) = 32))`],
];

async function guardsEnabled(): Promise<Check> {
  const rows = await db().query<{ tgname: string }>(
    `SELECT tgname FROM pg_trigger WHERE tgrelid = 'interaction'::regclass AND tgenabled IN ('O', 'A')
       AND tgname IN ('interaction_append_only', 'interaction_no_truncate')`);
  return { check: "the ledger's guards are there and enabled", ok: rows.length === 2, detail: `${rows.length} of 2` };
}

const allowed = new Error("allowed");
const probe = "00000000-0000-0000-0000-000000000000";

// Tries it for real, on a row of its own, in a transaction that never commits.
async function refuses(check: string, attempt: (tx: Tx) => Promise<unknown>): Promise<Check> {
  try {
    await transact(async (tx) => {
      await tx.query("INSERT INTO interaction (id, customer_id, kind, occurred_at, source, key) VALUES ($1, $1, 'probe', now(), 'job', 'probe')", [probe]);
      await attempt(tx);
      throw allowed;
    });
  } catch (error) {
    if ((error as { code?: string }).code === "23001") return { check, ok: true, detail: "refused" };
    if (error !== allowed) throw error;
  }
  return { check, ok: false, detail: "it was allowed" };
}

async function signalsAgree(): Promise<Check> {
  const { customers, found } = await compare();
  const [first] = found;
  const detail = first
    ? `${found.length} differ; first: ${first.customerId} ${first.what} stored ${first.stored}, recomputed ${first.recomputed}`
    : `${customers} customers compared`;
  return { check: "signals agree with the ledger to 1e-9", ok: found.length === 0, detail };
}

async function stagesAgree(): Promise<Check> {
  const { customers, found } = await compareStages();
  return { check: "stages agree with the ledger", ok: found.length === 0, detail: found.length > 0 ? `${found.length} differ; first: ${found[0]}` : `${customers} customers compared` };
}

/** Examines everything that must be true of the ledger and of what is derived from it. Changes nothing but to run the relay to its end. */
export async function examine(): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [check, sql] of counts) checks.push(await none(check, sql));
  checks.push(
    await guardsEnabled(),
    await refuses("the ledger refuses an update", (tx) => tx.query("UPDATE interaction SET kind = 'visit' WHERE id = $1", [probe])),
    await refuses("the ledger refuses a deletion", (tx) => tx.query("DELETE FROM interaction WHERE id = $1", [probe])),
    await signalsAgree(),
    await stagesAgree(),
  );
  return checks;
}
