import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { relayReferrals } from "#lib/analytics/referrals/effects.ts";
import { examineTree, settleTree } from "#lib/analytics/referrals/tree.ts";
import type { BranchView, FeedView, FunnelView, GrowthView, LeadersView, OfCustomerView, PathView, RingView, ThingsView, TreeView, WorthView } from "#lib/analytics/referrals/types.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

let marketer: Somebody;
let concierge: Somebody;
const ask = async <T>(path: string, as: Somebody = marketer): Promise<T> => { const { status, body, text } = await door(`/api/studio/referrals${path}`, { as }); if (status !== 200) throw new Error(`${status} ${text}`); return body as T; };
const settled = async (): Promise<void> => { while ((await settleTree()) > 0); };

type Traits = { daysAgo?: number; netCents?: number; purchases?: number; verdict?: string; come?: string; channel?: string; thing?: string; thingId?: string };
async function brings(by: string, who: string, traits: Traits = {}): Promise<string> {
  const id = newId();
  await transact((tx) => tx.query(`INSERT INTO referral (id, newcomer_id, referrer_id, by, joined_at, purchases, purchased_at, net_cents, verdict, would_have_come, channel, thing, thing_id)
    VALUES ($1, $2, $3, 'touch', now() - make_interval(days => $4), $5, CASE WHEN $5::int > 0 THEN now() END, $6, $7, $8, $9, $10, $11)`,
    [id, who, by, traits.daysAgo ?? 1, traits.purchases ?? 0, traits.netCents ?? 0, traits.verdict ?? "clear", traits.come ?? null, traits.channel ?? "link", traits.thing ?? "invite", traits.thingId ?? ""]));
  return id;
}

/** Accounts by the dozen, without sessions: only what stands in the tree. */
async function crowd(size: number, joinedDaysAgo = 30): Promise<string[]> {
  const ids = Array.from({ length: size }, () => newId());
  await transact((tx) => tx.query("INSERT INTO account (id, name, handle, created_at) SELECT id, 'Crowd ' || right(id::text, 4), 'c.' || right(id::text, 12), now() - make_interval(days => $2) FROM unnest($1::uuid[]) AS u (id)", [ids, joinedDaysAgo]));
  return ids;
}

beforeAll(async () => {
  [marketer, concierge] = [await person({ role: "marketer" }), await person({ role: "concierge" })];
});

describe("the tree of who brought whom", () => {
  it("stays what its rows add up to through joins, orders, returns, refusals, moves and erasure, in any order", async () => {
    const people = await crowd(60);
    const random = seeded(11);
    const some = (): string => people[Math.floor(random() * people.length)] ?? "";
    const steps: (() => Promise<unknown>)[] = [
      // Whoever is there already has been brought by somebody; who brings themselves is no referral.
      async () => { const [by, who] = [some(), some()]; const [there] = await db().query("SELECT 1 FROM referral WHERE newcomer_id = $1", [who]); if (by !== who && !there) await brings(by, who, { netCents: Math.floor(random() * 9000) }); },
      () => transact((tx) => tx.query("UPDATE referral SET net_cents = $2 WHERE newcomer_id = $1", [some(), Math.floor(random() * 5000)])),
      () => transact((tx) => tx.query("UPDATE referral SET verdict = $2 WHERE newcomer_id = $1", [some(), ["clear", "refused", "held", "approved"][Math.floor(random() * 4)]])),
      () => transact((tx) => tx.query("UPDATE referral SET referrer_id = $2 WHERE newcomer_id = $1 AND newcomer_id <> $2", [some(), some()])),
      () => transact((tx) => tx.query("DELETE FROM referral WHERE newcomer_id = $1", [some()])),
      () => settleTree(1 + Math.floor(random() * 5)),
    ];
    for (let turn = 0; turn < 500; turn += 1) {
      await steps[Math.floor(random() ** 2 * steps.length)]?.();
      if (turn % 100 === 99) { await settled(); expect(await examineTree()).toEqual([]); }
    }
    expect((await db().query("SELECT 1 FROM referral_node WHERE parent_id IS NOT NULL")).length).toBeGreaterThan(20);
    // Only what would close a ring stands outside the tree, and nothing is in it that does not count.
    const [row] = await db().query<{ outside: number; wrong: number }>(`SELECT count(*) FILTER (WHERE n.parent_id IS NULL AND NOT r.newcomer_id IN (SELECT referral_above(r.referrer_id))) AS outside, count(*) FILTER (WHERE n.parent_id <> r.referrer_id) AS wrong
      FROM referral r LEFT JOIN referral_node n ON n.account_id = r.newcomer_id WHERE r.verdict IN ('clear', 'review', 'approved')`);
    expect(row).toEqual({ outside: 0, wrong: 0 });
    await transact((tx) => tx.query("DELETE FROM referral"));
    await settled();
    expect(await db().query("SELECT 1 FROM referral_node")).toEqual([]);
  });

  it("takes no notice of two settling at once, nor of settling twice", async () => {
    const people = await crowd(40);
    await Promise.all(people.slice(1).map((who, at) => brings(people[Math.floor(at / 3)] ?? "", who, { netCents: 100 })));
    await Promise.all([settled(), settled(), settled()]);
    const again = async (): Promise<unknown> => db().query("SELECT settle_referral(newcomer_id) FROM referral");
    await again();
    expect(await examineTree()).toEqual([]);
    expect(await db().query("SELECT below, below_cents::int AS cents FROM referral_node WHERE account_id = $1", [people[0]])).toEqual([{ below: 39, cents: 3900 }]);
  });

  it("is read by branch, by path, by name and as a picture, within its budget of statements", async () => {
    const [top] = await db().query<{ id: string }>("SELECT account_id AS id FROM referral_node WHERE below = 39");
    await transact((tx) => tx.query("UPDATE account SET name = 'Ophelia Rook' WHERE id = (SELECT account_id FROM referral_node WHERE below = 0 ORDER BY account_id LIMIT 1)"));
    const roots = await ask<BranchView>("/branch");
    expect(roots.rows.map((row) => [row.brought, row.below, row.belowCents])).toEqual([[3, 39, 3900]]);
    const children = await ask<BranchView>(`/branch?under=${top?.id}`);
    expect(children.rows.reduce((sum, row) => sum + row.below + 1, 0)).toBe(39);
    const { found } = await ask<{ found: { id: string; by: string | null }[] }>("/search?q=ophelia");
    expect(found).toHaveLength(1);
    const { path } = await ask<PathView>(`/path/${found[0]?.id}`);
    expect(path[0]?.id).toBe(top?.id);
    expect(path.at(-1)?.name).toBe("Ophelia Rook");
    const before = counter.count;
    const picture = await ask<TreeView>("/tree");
    // The session, its actor, and three of its own.
    expect(counter.count - before).toBeLessThanOrEqual(6);
    expect([picture.total, picture.nodes.length, picture.least]).toEqual([40, 40, 1]);
    expect(picture.nodes.every((node, at) => node.parent < at && (node.parent === -1) === (at === 0))).toBe(true);
    expect((await ask<TreeView>(`/tree?root=${children.rows[0]?.id}`)).total).toBe((children.rows[0]?.below ?? 0) + 1);
    expect((await door(`/api/studio/referrals/tree?root=${newId()}`, { as: marketer })).status).toBe(404);
    expect(await ask<{ found: unknown[] }>("/search?q=%25")).toEqual({ found: [] });
  });
});

let referrer = "";
/** Fifty who joined some four months ago; the first of them brings twelve in ten days, one is held, one refused. */
async function wordOfMouth(): Promise<void> {
  await transact((tx) => tx.query("DELETE FROM referral"));
  await settled();
  const cohort = await crowd(50, 130);
  referrer = cohort[0] ?? "";
  const fresh = await crowd(14, 120);
  for (const [at, who] of fresh.entries()) await brings(referrer, who, { daysAgo: 120, purchases: at % 3, netCents: (at % 3) * 1000, verdict: at === 12 ? "held" : at === 13 ? "refused" : "clear", come: at === 0 ? "no" : at === 1 ? "yes" : "skipped", thing: "review", thingId: "7", channel: at < 11 ? "whatsapp" : "mail" });
  const [link] = await db().query<{ id: number }>("INSERT INTO share_link (token, account_id, thing, thing_id, path, title, channel) VALUES ('abc', $1, 'review', '7', '/products/kettle', 'A kettle for life', 'whatsapp') RETURNING id", [referrer]);
  await transact((tx) => tx.query("INSERT INTO touch (link_id, at) SELECT $1, now() - interval '5 days' FROM generate_series(1, 30)", [link?.id]));
  await transact((tx) => tx.query("UPDATE customer_fact SET value_cents = 20000 WHERE customer_id = ANY($1::uuid[])", [fresh]));
  await settled();
}

describe("figures of word of mouth", () => {
  beforeAll(wordOfMouth);

  it("count from visits to repeat purchases by channel, thing, programme and referrer; what is held or refused is not in it", async () => {
    const funnel = await ask<FunnelView>("?days=365&split=channel");
    expect(funnel.total).toMatchObject({ touches: 30, joined: 12, bought: 8, again: 4, netCents: 12_000 });
    expect(funnel.rows.map((row) => [row.key, row.touches, row.joined])).toEqual([["whatsapp", 30, 11], ["mail", 0, 1]]);
    expect(funnel.held).toBe(1);
    for (const split of ["thing", "programme", "referrer"]) expect((await ask<FunnelView>(`?days=365&split=${split}`)).rows[0]?.joined, split).toBe(12);
    expect((await ask<FunnelView>("?days=30")).total).toMatchObject({ touches: 30, joined: 0 });
    expect((await ask<ThingsView>("/things?days=365")).things).toMatchObject([{ thing: "review", id: "7", title: "A kettle for life", touches: 30, joined: 12, sharers: 1 }]);
    expect((await ask<FeedView>("/feed")).rows[0]).toMatchObject({ kind: "visited", title: "A kettle for life" });
  });

  it("show no group under ten, and nobody by name, to who may not see individuals", async () => {
    const funnel = await ask<FunnelView>("?days=365&split=channel", concierge);
    expect(funnel.total).toMatchObject({ joined: 12, bought: null, again: null, netCents: null });
    // Eleven beside a whole of twelve would say that one came by mail.
    expect(funnel.rows.map((row) => [row.key, row.joined])).toEqual([["whatsapp", null], ["mail", null]]);
    expect(funnel.held).toBe(null);
    expect((await door("/api/studio/referrals?split=referrer", { as: concierge })).status).toBe(404);
    expect((await ask<ThingsView>("/things?days=365", concierge)).things).toMatchObject([{ touches: 30, joined: 12, bought: null, sharers: null, netCents: null }]);
  });

  it("say K of full months with its interval, the cycle time, and what each brings in the long run", async () => {
    const growth = await ask<GrowthView>("/growth?within=30");
    const month = growth.cohorts.find((one) => (one.joined ?? 0) > 0);
    expect(month).toMatchObject({ joined: 12, full: true });
    expect(month?.k?.value).toBeCloseTo(12 / (month?.members ?? 1), 9);
    expect(month?.k?.low).toBe(0);
    // One member brought all of them: that is no median of members.
    expect(month?.cycle).toBe(null);
    expect(growth.cohorts.at(-1)).toMatchObject({ full: false, k: null });
    expect(growth.all?.each?.value).toBeCloseTo(1 / (1 - (growth.all?.k.value ?? 1)), 9);
  });
});

describe("what word of mouth is worth", () => {
  it("weighs whom somebody brought by what they said, and saves what an acquisition costs elsewhere", async () => {
    expect((await door("/api/studio/referrals/cost", { as: marketer, method: "PUT", body: { paidCents: 3000, before: null } })).status).toBe(200);
    expect((await door("/api/studio/referrals/cost", { as: marketer, method: "PUT", body: { paidCents: 9000, before: null } })).status).toBe(409);
    expect((await ask<FunnelView>("?days=365")).cost).toMatchObject({ paidCents: 3000, savedCents: 36_000 });
    const worth = await ask<WorthView>("/worth");
    // One would not have come: 20,000. One would have: 3,000. Of ten nobody knows: half of each.
    expect(worth.points).toMatchObject([{ id: referrer, brought: 12, referralCents: 20_000 + 3000 + 10 * 11_500, quadrant: "advocates" }]);
    const [everybody] = await db().query<{ count: number }>("SELECT count(*) AS count FROM customer_fact");
    expect(Object.values(worth.counts).reduce((a, b) => a + b)).toBe(everybody?.count);
    expect((await ask<LeadersView>("/leaders")).leaders).toMatchObject([{ id: referrer, brought: 12, below: 12, bought: 8, netCents: 12_000 }]);
  });

  it("stands on a customer's page, is drawn as a ring where one is reviewed, and leaves as CSV", async () => {
    const of = await ask<OfCustomerView>(`/of/${referrer}`);
    expect(of.by).toBe(null);
    expect(of.brought).toHaveLength(14);
    expect((await ask<OfCustomerView>(`/of/${of.brought[0]?.id}`)).by?.id).toBe(referrer);
    const [held] = await db().query<{ id: string; who: string }>("SELECT id, newcomer_id AS who FROM referral WHERE verdict = 'held'");
    for (const one of [referrer, held?.who]) await transact((tx) => tx.query("INSERT INTO referral_trace (account_id, kind, value) VALUES ($1, 'device', '\\x01')", [one]));
    const ring = await ask<RingView>(`/ring/${held?.id}`);
    expect(ring.people.slice(0, 2).map((one) => one.part).sort()).toEqual(["newcomer", "referrer"]);
    expect(ring.ties.map((tie) => tie.kind)).toContain("device");
    await transact((tx) => tx.query("UPDATE account SET name = '=SUM(A1)' WHERE id = $1", [referrer]));
    const { text } = await door("/api/studio/referrals.csv", { as: marketer });
    expect(text.split("\r\n")).toHaveLength(16);
    expect(text).toContain(`"'=SUM(A1)"`);
  });

  it("takes hostile questions as text or refuses them", async () => {
    for (const path of ["/search?q=a%00b", "/search?q=%ED%A0%80", "/search?q=%5C", "/branch?after=99999999999.x", `/leaders?after=9.${"-".repeat(36)}`, "/tree?root=x", "?days=1e9", "/growth?within=-1"])
      expect([200, 422], path).toContain((await door(`/api/studio/referrals${path}`, { as: marketer })).status);
  });

  it("is told to whoever looks, in the transaction in which the tree moves", async () => {
    const [one] = await crowd(1);
    await brings(referrer, one ?? "");
    expect(await relayReferrals()).toBeGreaterThan(0);
    expect(await db().query("SELECT 1 FROM referral_node WHERE account_id = $1 AND parent_id = $2", [one, referrer])).toHaveLength(1);
  });
});
