import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { rebuildFacts } from "#lib/analytics/customers/facts.ts";
import { figureJob } from "#lib/analytics/jobs.ts";
import { findInTree, readBranch, readPath, readTree } from "#lib/analytics/referrals/branch.ts";
import { readFunnel } from "#lib/analytics/referrals/funnel.ts";
import { growthName, readGrowth } from "#lib/analytics/referrals/growth.ts";
import { growthOf } from "#lib/analytics/referrals/measures.ts";
import { type Bringing, simulateCohort, trueCycle } from "#lib/analytics/referrals/simulated.ts";
import { readLeaderRows, readWorthView, worthName } from "#lib/analytics/referrals/standing.ts";
import { examineTree, settleTree } from "#lib/analytics/referrals/tree.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import { person } from "#tests/world/people.ts";
import type { Figure } from "./report.ts";

const runs = 1000;
const cohorts: readonly Bringing[] = [
  { members: 400, k: 0.6, within: 30, scale: 20, shape: 1.2, unequal: 1 },
  { members: 1000, k: 0.35, within: 30, scale: 14, shape: 0.9, unequal: 2 },
  { members: 600, k: 1.1, within: 60, scale: 25, shape: 1.5, unequal: 5 },
];

/** How often the printed interval of K, and that of the cycle time, holds what is true of simulated cohorts. */
export function coverage(): Figure[] {
  return cohorts.flatMap((bringing, at) => {
    const random = seeded(100 + at);
    const truth = trueCycle(bringing);
    let [ks, cycles] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const growth = growthOf(simulateCohort(random, bringing), { rounds: 600, seed: run });
      if (growth && growth.k.low <= bringing.k && bringing.k <= (growth.k.high ?? Number.POSITIVE_INFINITY)) ks += 1;
      if (growth?.cycle && growth.cycle.low <= truth && truth <= (growth.cycle.high ?? 0)) cycles += 1;
    }
    const of = `${bringing.members} members, ${runs} runs`;
    return ([[`interval holds K = ${bringing.k}: ${of}`, ks], [`interval holds the cycle time of ${truth.toFixed(1)} days: ${of}`, cycles]] as const).map(([what, covered]): Figure =>
      ({ what, value: `${((100 * covered) / runs).toFixed(1)} %`, wanted: "93–97 %", good: covered >= 0.93 * runs && covered <= 0.97 * runs }));
  });
}

const run = (sql: string, values: readonly unknown[] = []): Promise<unknown> => transact((tx) => tx.query(sql, values));

// Each is brought by anybody who was there before: one tree some forty deep. Its sums are added up once, as a restore would.
async function fill(people: number): Promise<void> {
  await run("ALTER TABLE referral DISABLE TRIGGER USER");
  // The row of each customer is written once, afterwards: seventeen indexes touched a million times would measure the filling.
  await run("ALTER TABLE account DISABLE TRIGGER customer_fact_joined");
  await run("CREATE UNLOGGED TABLE bench_person (n int PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid(), above int, cents int)");
  await run("INSERT INTO bench_person (n, above, cents) SELECT n, floor(random() * n)::int, CASE WHEN random() < 0.4 THEN (500 + 20000 * random() ^ 3)::int ELSE 0 END FROM generate_series(0, $1::int - 1) n", [people]);
  await run("INSERT INTO account (id, name, handle, created_at) SELECT id, 'Person ' || md5(n::text), 'tree.' || n, now() - interval '730 days' + n * interval '700 days' / $1::int FROM bench_person", [people]);
  await run(`INSERT INTO referral (id, newcomer_id, referrer_id, by, channel, joined_at, purchases, net_cents) SELECT gen_random_uuid(), p.id, a.id, 'touch', (ARRAY['link','whatsapp','mail','qr'])[1 + p.n % 4], now() - interval '730 days' + p.n * interval '700 days' / $1::int, (p.cents > 0)::int, p.cents FROM bench_person p JOIN bench_person a ON a.n = p.above WHERE p.n > 0`, [people]);
  await run("INSERT INTO referral_node (account_id, parent_id, own_cents, joined_at) SELECT p.id, a.id, CASE WHEN p.n > 0 THEN p.cents ELSE 0 END, now() FROM bench_person p LEFT JOIN bench_person a ON a.n = p.above AND p.n > 0");
  await run(`WITH RECURSIVE up AS (SELECT above AS n, cents, 1 AS step FROM bench_person WHERE n > 0 UNION ALL SELECT p.above, u.cents, u.step + 1 FROM up u JOIN bench_person p ON p.n = u.n WHERE p.n > 0)
    UPDATE referral_node t SET brought = s.brought, below = s.below, below_cents = s.cents FROM (SELECT n, count(*) FILTER (WHERE step = 1) AS brought, count(*) AS below, sum(cents) AS cents FROM up GROUP BY 1) s JOIN bench_person p USING (n) WHERE t.account_id = p.id`);
  await run("ALTER TABLE referral ENABLE TRIGGER USER");
  await run("ALTER TABLE account ENABLE TRIGGER customer_fact_joined");
  await rebuildFacts();
  await run("VACUUM ANALYZE referral_node").catch(() => run("ANALYZE"));
  await run("ANALYZE");
}

async function timed(work: () => Promise<unknown>, rounds = 5): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const value = await work();
    if (refused(value)) throw new Error(value.detail);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const figure = (what: string, ms: number, most?: number): Figure => ({ what, value: `${ms.toFixed(1)} ms`, ...(most === undefined ? {} : { wanted: `≤ ${most} ms`, good: ms <= most }) });

async function joins(people: number, many: number): Promise<number> {
  await run(`INSERT INTO account (id, name, handle) SELECT gen_random_uuid(), 'Late ' || n, 'late.' || n FROM generate_series(1, $1::int) n`, [many]);
  await run(`INSERT INTO referral (id, newcomer_id, referrer_id, by, joined_at) SELECT gen_random_uuid(), l.id, p.id, 'touch', now() FROM (SELECT id, row_number() OVER () AS at FROM account WHERE handle LIKE 'late.%') l JOIN bench_person p ON p.n = (l.at * 7919) % $1::int`, [people]);
  const began = performance.now();
  while ((await settleTree()) > 0);
  return (performance.now() - began) / many;
}

/** The tree of a million people; RAPPORT_BENCH_SCALE makes it smaller. */
export async function tree(): Promise<Figure[]> {
  const people = Math.round(1_000_000 * Number(process.env.RAPPORT_BENCH_SCALE ?? 1));
  await fill(people);
  const { actor } = await person({ role: "marketer" });
  const some = await db().query<{ id: string }>("SELECT id FROM bench_person WHERE n IN (0, 1, 10, 1000) ORDER BY n");
  const [deepest] = await db().query<{ id: string; depth: number }>("SELECT id, (SELECT count(*) FROM referral_above(id)) AS depth FROM (SELECT id FROM bench_person ORDER BY n DESC LIMIT 2000) late ORDER BY 2 DESC LIMIT 1");
  const sums = Math.max(...(await Promise.all(some.map(({ id }) => timed(() => db().query("SELECT below, below_cents FROM referral_node WHERE account_id = $1", [id]))))));
  const walked = await timed(() => db().query("WITH RECURSIVE b AS (SELECT account_id, own_cents FROM referral_node WHERE account_id = $1 UNION ALL SELECT n.account_id, n.own_cents FROM b JOIN referral_node n ON n.parent_id = b.account_id) SELECT count(*), sum(own_cents) FROM b", [some[0]?.id]), 1);
  const of = `of ${people.toLocaleString("en")} people`;
  const figures = [
    figure(`size and value of any branch ${of}`, sums, 50),
    figure("the same by walking the whole branch, for comparison", walked),
    figure(`the picture of all, ${of}`, await timed(() => readTree(actor, undefined)), 200),
    figure("the picture of one large branch", await timed(() => readTree(actor, some[2]?.id)), 200),
    figure("a page of a branch", await timed(() => readBranch(actor, { under: some[0]?.id })), 50),
    figure(`the path to somebody ${deepest?.depth ?? 0} deep`, await timed(() => readPath(actor, deepest?.id ?? "")), 50),
    figure("somebody by a part of their name", await timed(() => findInTree(actor, "c4ca4238")), 200),
    figure("a page of who brings most", await timed(() => readLeaderRows(actor, undefined)), 200),
    figure("the funnel of a quarter by channel", await timed(() => readFunnel(actor, { days: 90, split: "channel" }))),
    figure("K by cohort, made by its job", await timed(() => figureJob({ name: growthName(30) }), 1)),
    figure("K by cohort, as it is shown", await timed(() => readGrowth(actor, 30)), 50),
    figure("lifetime by referral value of everybody, made by its job", await timed(() => figureJob({ name: worthName }), 1)),
    figure("lifetime by referral value, as it is shown", await timed(() => readWorthView(actor)), 50),
    figure("a join, taken into the tree", await joins(people, 1000), 5),
  ];
  const wrong = await examineTree();
  return [...figures, { what: "sums that are not what the rows add up to", value: String(wrong.length), wanted: "0", good: wrong.length === 0 }];
}
