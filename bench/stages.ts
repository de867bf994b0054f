import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { readStages } from "#lib/analytics/stages/queries.ts";
import { db } from "#lib/core/transact.ts";
import { compareStages, recheckStages, relayStages } from "#lib/relationship/stages/effects.ts";
import { person } from "#tests/world/people.ts";
import type { Figure } from "./report.ts";

const scale = Number(process.env.RAPPORT_BENCH_SCALE ?? 1);
const members = Math.round(50_000 * scale);

// Three needs each, over two years: all told, most understood, two of three met, some of them badly; a purchase a month.
const fills = [
  `INSERT INTO account (id, name, handle, tier, confirmed_at) SELECT gen_random_uuid(), 'Staged ' || n, 'bench.staged.' || n, 2, now() FROM generate_series(1, ${members}) n`,
  `CREATE TEMP TABLE bench_need AS SELECT a.id AS customer_id, n, (row_number() OVER ())::text AS subject, now() - random() * interval '720 days' AS at, random() AS luck, 1 + floor(random() ^ 0.4 * 5)::int AS rating FROM account a, generate_series(1, 3) n WHERE a.handle::text LIKE 'bench.staged.%'`,
  `INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key)
    SELECT gen_random_uuid(), customer_id, k.kind, at + k.later * interval '1 day', CASE WHEN k.kind = 'request.rated' THEN rating END, 'request', subject, 'import', 'bench:' || k.kind || subject
    FROM bench_need, (VALUES ('request.forwarded', 0, 1.0), ('request.learned', 2, 0.8), ('request.fulfilled', 9, 0.66), ('request.rated', 10, 0.6)) AS k (kind, later, share) WHERE luck < k.share AND at + k.later * interval '1 day' < now()`,
  `INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key)
    SELECT gen_random_uuid(), a.id, 'purchase', now() - (n * 30 + random() * 20) * interval '1 day', 4000, 'purchase', a.id || '-' || n, 'import', 'bench:purchase:' || a.id || n FROM account a, generate_series(0, 11) n WHERE a.handle::text LIKE 'bench.staged.%'`,
  "INSERT INTO interaction_key (source, key, id) SELECT source, key, id FROM interaction WHERE key LIKE 'bench:%'",
  "DROP TABLE bench_need",
];

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
const drain = async (consume: () => Promise<number>): Promise<number> => { let all = 0; for (let took = await consume(); took > 0; took = await consume()) all += took; return all; };

/** How fast stages follow a ledger of very many needs, and how fast the studio reads them. */
export async function stages(): Promise<Figure[]> {
  const [{ actor }] = [await person({ role: "marketer" })];
  for (const sql of fills) await db().query(sql);
  await db().query("ANALYZE");
  let taken = 0;
  const settled = await timed(async () => { taken = await drain(relayStages); });
  const [{ changes } = { changes: 0 }] = await db().query<{ changes: number }>("SELECT count(*)::int AS changes FROM stage_change");
  await drain(relayCustomers);
  await db().query("VACUUM ANALYZE");
  await readStages(actor);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const read = await timed(() => readStages(actor));
  const due = await timed(() => recheckStages());
  const { found, customers } = await compareStages();
  return [
    { what: `stages of ${members} members follow ${taken} interactions: ${changes} changes`, value: `${(settled / 1000).toFixed(1)} s, ${Math.round(taken / (settled / 1000))} a second` },
    { what: "the studio’s loop of needs over all of them", value: `${Math.round(read)} ms`, wanted: "≤ 1000 ms", good: read <= 1000 },
    { what: "a look at whom time alone moves, when nobody is due", value: `${Math.round(due)} ms`, wanted: "≤ 100 ms", good: due <= 100 },
    { what: `kept stages that differ from the ledger, of ${customers} customers`, value: String(found.length), wanted: "0", good: found.length === 0 },
  ];
}
