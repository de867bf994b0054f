import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countFromShop } from "#lib/buzz/doorstep.ts";
import { addShop, setSecret } from "#lib/catalogue/orders/shops.ts";
import { readShopify } from "#lib/catalogue/orders/shopify.ts";
import { readWooCommerce } from "#lib/catalogue/orders/woocommerce.ts";
import type { ShopKind } from "#lib/catalogue/orders/types.ts";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { earnPoints } from "#lib/points/lots.ts";
import { balanceOf } from "#lib/points/queries.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { bring, browser, follow, linkOf, member, order, programme, referralOf, rewardsOf, signUp, toldOf } from "./world.ts";

let admin: Somebody;
let marketer: Somebody;
beforeAll(async () => {
  [admin, marketer] = await Promise.all([person({ role: "admin" }), person({ role: "marketer" })]);
  await programme(admin);
  await db().query("UPDATE referral_setting SET point_cents = 5, coupon_least = 100");
});
beforeEach(() => resetLimits());

type Send = (topic: string, body: unknown, more?: { secret?: string; delivery?: string }) => ReturnType<typeof door>;
const names = { shopify: ["x-shopify-topic", "x-shopify-webhook-id", "x-shopify-hmac-sha256"], woocommerce: ["x-wc-webhook-topic", "x-wc-webhook-delivery-id", "x-wc-webhook-signature"] } as const;

async function shop(kind: ShopKind): Promise<Send> {
  const made = await addShop(admin.actor, { kind, name: `The shop ${randomUUID()}` });
  if (refused(made)) throw new Error(made.detail);
  await setSecret(admin.actor, made.id, "a secret that both know well");
  const [topicOf, deliveryOf, signature] = names[kind];
  return (topic, body, { secret = "a secret that both know well", delivery = randomUUID() } = {}) => {
    const raw = JSON.stringify(body);
    return door(`/api/shops/${made.id}/events`, { raw, headers: { "content-type": "application/json", [topicOf]: topic, [deliveryOf]: delivery, [signature]: createHmac("sha256", secret).update(raw).digest("base64") } });
  };
}

let orders = 0;
const now = (): string => new Date().toISOString();
function sold(email: string, more: object = {}) {
  orders += 1;
  return { id: Date.now() * 100 + orders, name: `#S${orders}`, email, currency: "EUR", created_at: now(), updated_at: now(), financial_status: "paid", total_price: "100.00", total_tax: "0.00", taxes_included: false, line_items: [{ sku: "", title: "A copper pan", quantity: 1, price: "100.00" }], ...more };
}
const tokenOf = async (who: Somebody): Promise<string> => (await linkOf(who)).split("/").at(-1) ?? "";
const email = (): string => `buyer-${newId()}@buyer-${newId().slice(-8)}.example`;

describe("a referral kept by the shop's script", () => {
  it("comes with the order's noted attributes, its landing page, or WooCommerce's meta; nothing else is taken for one", () => {
    const of = (more: object): unknown => { const read = readShopify("orders/create", sold("a@a.example", more)); return "news" in read ? read.news.facts?.via : read.left; };
    expect(of({ note_attributes: [{ name: "gift", value: "yes" }, { name: "rapport_via", value: "MIA-K7Q2" }] })).toBe("MIA-K7Q2");
    expect(of({ note_attributes: [{ name: "_rapport_via", value: "tokentoken12" }], landing_site: "/?via=other-word" })).toBe("tokentoken12");
    expect(of({ landing_site: "/products/pan?utm=x&via=tokentoken12#top" })).toBe("tokentoken12");
    for (const none of [{}, { note_attributes: null }, { note_attributes: [{ name: "rapport_via", value: "<script>" }] }, { landing_site: "/?viable=abcdef" }, { note_attributes: [{ name: "rapport_via", value: { a: 1 } }] }]) expect(of(none)).toBeUndefined();
    const woo = (meta: unknown) => { const read = readWooCommerce("order.created", { id: 5, status: "processing", currency: "EUR", date_created_gmt: now(), total: "1.00", line_items: [], meta_data: meta, coupon_lines: [{ code: "ab12-cd34" }] }, new Date()); return "news" in read ? [read.news.facts?.via, read.news.facts?.coupons] : read.left; };
    expect(woo([{ key: "rapport_via", value: "MIA-K7Q2" }])).toEqual(["MIA-K7Q2", ["AB12-CD34"]]);
    expect(woo([{ key: "_wc_order_attribution_session_entry", value: "https://shop.example/?via=tokentoken12" }])).toEqual(["tokentoken12", ["AB12-CD34"]]);
  });

  it("brings who joined by themselves just before buying, and who joins afterwards; once, whatever is told again", async () => {
    const mia = await member();
    const send = await shop("shopify");
    const via = await tokenOf(mia);
    // A visitor of the shop's own pages: what its script tells leads to no account here.
    expect(await countFromShop({ via, visitor: randomBytes(16).toString("base64url") }, browser, "192.0.2.90")).toBe(true);
    const joined = await signUp({ email: email() });
    const order = sold(joined.email, { note_attributes: [{ name: "rapport_via", value: via }] });
    for (const topic of ["orders/create", "orders/paid", "orders/updated"]) expect((await send(topic, order)).body).toEqual({ outcome: "taken" });
    await follow();
    expect(await referralOf(joined.id)).toMatchObject({ referrer: mia.id, by: "touch", purchases: 1, net: 10_000 });
    expect(await rewardsOf(mia.id)).toEqual([{ side: "referrer", worth: 100, state: "granted", days: 30 }]);
    const later = email();
    await send("orders/create", sold(later, { landing_site: `/?via=${via}` }));
    const newcomer = await signUp({ email: later });
    await follow();
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, purchases: 1 });
    expect(await db().query("SELECT count(*)::int AS n FROM touch t JOIN share_link l ON l.id = t.link_id WHERE l.account_id = $1 AND t.source = 'shop'", [mia.id])).toEqual([{ n: 3 }]);
  });

  it("makes no newcomer of a member of long standing, of who bought before, or of oneself", async () => {
    const mia = await member();
    const via = await tokenOf(mia);
    const send = await shop("woocommerce");
    const woo = (address: string, more: object = {}) => { orders += 1; return { id: orders, number: String(orders), status: "processing", currency: "EUR", date_created_gmt: now().slice(0, 19), date_modified_gmt: now().slice(0, 19), total: "60.00", total_tax: "0.00", shipping_total: "0.00", billing: { email: address }, line_items: [], meta_data: [{ key: "rapport_via", value: via }], ...more }; };
    const [old, buyer] = [await signUp({ email: email() }), await signUp({ email: email() })];
    await db().query("UPDATE account SET created_at = now() - interval '40 days' WHERE id = $1", [old.id]);
    await send("order.created", woo(buyer.email, { meta_data: [], date_created_gmt: new Date(Date.now() - 86_400_000).toISOString().slice(0, 19) }));
    for (const address of [old.email, buyer.email, mia.email]) expect((await send("order.created", woo(address))).body).toEqual({ outcome: "taken" });
    for (const who of [old, buyer, mia]) expect(await referralOf(who.id)).toBeUndefined();
  });
});

describe("a shop's webhook", () => {
  it("forged, replayed or late, gives nothing, nothing twice, and takes nothing back that stands", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const send = await shop("shopify");
    const order = sold(newcomer.email, { updated_at: new Date(Date.now() - 60_000).toISOString() });
    expect((await send("orders/create", order, { secret: "a guessed secret, of the same length" })).status).toBe(401);
    await follow();
    expect(await rewardsOf(mia.id)).toEqual([]);
    const delivery = randomUUID();
    expect((await send("orders/create", order, { delivery })).body).toEqual({ outcome: "taken" });
    // The same message again, and the same words under another id: an order is one order.
    expect((await send("orders/create", order, { delivery })).body).toEqual({ outcome: "repeated" });
    expect((await send("orders/create", order)).body).toEqual({ outcome: "taken" });
    await follow();
    expect(await rewardsOf(mia.id)).toHaveLength(1);
    expect(await toldOf(mia.id)).toMatchObject({ "referral.purchased": 1 });
    const back = { id: 7, order_id: order.id, created_at: now(), transactions: [{ amount: "50.00", kind: "refund", status: "success" }] };
    const halfBack = randomUUID();
    for (const outcome of ["taken", "repeated"]) expect((await send("refunds/create", back, { delivery: halfBack })).body).toEqual({ outcome });
    await send("orders/updated", { ...order, updated_at: now(), refunds: [back] });
    await follow();
    expect(await balanceOf(db(), mia.id)).toMatchObject({ pending: 50 });
    // What the order was before the return arrives late: the later word stands.
    await send("orders/paid", { ...order, total_price: "900.00", updated_at: new Date(Date.now() - 3_600_000).toISOString() });
    await follow();
    expect(await balanceOf(db(), mia.id)).toMatchObject({ pending: 50 });
    expect(await referralOf(newcomer.id)).toMatchObject({ purchases: 1, net: 5000 });
  });
});

describe("a coupon", () => {
  const rich = async (points: number): Promise<Somebody> => {
    const mia = await member();
    await transact((tx) => earnPoints(tx, { customerId: mia.id, points, kind: "referral", subject: { type: "test", id: "1" }, key: newId(), earnedAt: new Date(), availableAt: new Date(Date.now() - 1000) }));
    return mia;
  };
  const make = (who: Somebody, points: number, id = newId()) => door("/api/me/coupons", { as: who, body: { id, points } });

  it("is made of points that are there, once for its id, and never of the same points twice", async () => {
    const mia = await rich(350);
    expect((await make(mia, 99)).status).toBe(422);
    const id = newId();
    const both = await Promise.all([make(mia, 100, id), make(mia, 100, id)]);
    expect(new Set(both.map((one) => (one.body as { code: string }).code)).size).toBe(1);
    expect(both[0]?.body).toMatchObject({ points: 100, cents: 500, currency: "EUR", state: "made" });
    // Twenty at once for what is enough for two.
    const all = await Promise.all(Array.from({ length: 20 }, () => make(mia, 100)));
    expect(all.filter((one) => one.status === 200)).toHaveLength(2);
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 50 });
    expect((await door("/api/me/coupons", { as: await rich(100), body: { id, points: 100 } })).status).toBe(404);
  });

  it("goes back for its points until the shop has it; carried over, it is used once with an order", async () => {
    const mia = await rich(300);
    const first = (await make(mia, 100)).body as { id: string };
    for (const state of ["returned", "returned"]) expect((await door(`/api/me/coupons/${first.id}`, { as: mia, method: "DELETE" })).body).toMatchObject({ state });
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 300 });
    const second = (await make(mia, 200)).body as { id: string; code: string };
    const batch = newId();
    for (let time = 0; time < 2; time += 1) expect((await door("/api/referrals/coupons/exports", { as: marketer, body: { id: batch } })).body).toMatchObject({ batch, count: expect.any(Number) });
    const csv = await door(`/api/referrals/coupons.csv?batch=${batch}`, { as: marketer });
    expect(csv.text).toContain(`${second.code},10.00,EUR,200,`);
    expect(csv.text).not.toContain(mia.id);
    expect((await door("/api/referrals/coupons.csv", { as: mia })).status).toBe(403);
    expect((await door(`/api/me/coupons/${second.id}`, { as: mia, method: "DELETE" })).status).toBe(409);
    const send = await shop("shopify");
    await send("orders/create", sold(mia.email, { discount_codes: [{ code: second.code.toLowerCase(), amount: "10.00", type: "fixed_amount" }] }));
    const { coupons } = (await door("/api/me/invite", { as: mia })).body as { coupons: { id: string; state: string }[] };
    expect(coupons.map((one) => [one.id, one.state])).toEqual([[second.id, "used"], [first.id, "returned"]]);
    const listed = (await door("/api/referrals/coupons", { as: marketer })).body as { coupons: { code: string; state: string; order: string | null }[] };
    expect(listed.coupons.find((one) => one.code === second.code)).toMatchObject({ state: "used", order: expect.stringMatching(/^#S/) });
  });
});

describe("the settings", () => {
  type View = { terms: { points: Record<string, number>; burst: number; heldFrom: number; reviewFrom: number }; version: number; cookie: string; windowDays: number; paidCostCents: number | null; pointCents: number | null; couponLeast: number; history: { by: string; changes: { key: string; before: unknown; after: unknown }[] }[] };
  const read = async (): Promise<View> => (await door("/api/referrals/settings", { as: marketer })).body as View;
  const write = ({ terms, version, cookie, windowDays, paidCostCents, pointCents, couponLeast }: View) => door("/api/referrals/settings", { as: marketer, method: "PUT", body: { terms, version, cookie, windowDays, paidCostCents, pointCents, couponLeast } });

  it("decide from the next newcomer on, say who changed what, and are never written over unseen", async () => {
    const mia = await person({ email: `mia-${newId()}@one-house.example` });
    const before = await read();
    const bringOne = async () => referralOf((await bring(mia, { email: `n-${newId()}@one-house.example` })).id);
    const first = await bringOne();
    expect(first).toMatchObject({ risk: 30, verdict: "review" });
    const stricter = { ...before, windowDays: 60, terms: { ...before.terms, points: { ...before.terms.points, house: 70 } } };
    expect((await door("/api/referrals/settings/preview", { as: marketer, body: stricter.terms })).body).toMatchObject({ days: 90, wouldHold: expect.any(Number) });
    expect((await write(stricter)).status).toBe(200);
    expect((await write(stricter)).status).toBe(409);
    expect(await bringOne()).toMatchObject({ risk: 70, verdict: "held" });
    // What was judged before stays as it was judged.
    expect((await db().query("SELECT verdict FROM referral WHERE id = $1", [first?.id]))).toEqual([{ verdict: "review" }]);
    const after = await read();
    expect(after.history[0]).toMatchObject({ by: marketer.actor.name, changes: [{ key: "windowDays", before: 90, after: 60 }, { key: "risk.house", before: 30, after: 70 }] });
    expect((await write({ ...after, terms: { ...after.terms, reviewFrom: 61, heldFrom: 60 } })).status).toBe(422);
    expect((await write({ ...before, version: after.version })).status).toBe(200);
  });
});

describe("thanks", () => {
  it("reach who brought somebody once, and by name only when they said so", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    for (let time = 0; time < 2; time += 1) expect((await door("/api/me/referral/thanks", { as: newcomer, method: "PUT", body: {} })).body).toMatchObject({ thanked: true });
    expect(await toldOf(mia.id)).toMatchObject({ "referral.thanked": 1 });
    const { brought } = (await door("/api/me/invite", { as: mia })).body as { brought: unknown[] };
    expect(brought).toMatchObject([{ name: null, thanked: true }]);
    expect((await door("/api/me/referral/thanks", { as: mia, method: "PUT", body: {} })).body).toMatchObject({ by: null, thanked: false });
  });
});

describe("a merge", () => {
  const wrong = `SELECT a.account_id FROM point_account a WHERE a.balance <> (SELECT coalesce(sum(points), 0) FROM point_entry WHERE account_id = a.account_id) OR a.balance <> (SELECT coalesce(sum(left_points), 0) FROM point_lot WHERE account_id = a.account_id)`;
  it("of who brought and who came makes it no referral; taken back, it is one again with its rewards, codes and points", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const send = await shop("shopify");
    const order = sold(newcomer.email);
    await send("orders/create", order);
    await follow();
    const codes = async () => db().query("SELECT account_id AS id, code::text AS code, current FROM referral_code WHERE account_id = ANY($1::uuid[]) ORDER BY code", [[mia.id, newcomer.id]]);
    for (const who of [mia, newcomer]) await door("/api/me/invite", { as: who });
    const state = async () => [await referralOf(newcomer.id), await rewardsOf(mia.id), await rewardsOf(newcomer.id), await codes(), await balanceOf(db(), mia.id), await balanceOf(db(), newcomer.id)];
    const before = await state();
    const merged = await door(`/api/accounts/${mia.id}/merges`, { as: admin, body: { from: newcomer.id } });
    expect(merged.status, merged.text).toBe(200);
    expect(await referralOf(newcomer.id)).toBeUndefined();
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, pending: 0, owed: 0 });
    expect(await db().query(wrong)).toEqual([]);
    // Points that come meanwhile stay where they came.
    await transact((tx) => earnPoints(tx, { customerId: mia.id, points: 7, kind: "referral", subject: { type: "test", id: "1" }, key: newId(), earnedAt: new Date(), availableAt: new Date(Date.now() - 1000) }));
    expect((await door(`/api/merges/${(merged.body as { id: number }).id}`, { as: admin, method: "DELETE" })).status).toBe(200);
    const [referral, ofMia, ofNewcomer, codesNow, balance, theirs] = await state();
    expect([referral, ofMia, ofNewcomer, codesNow, theirs]).toEqual([before[0], before[1], before[2], before[3], before[5]]);
    expect(balance).toMatchObject({ ...(before[4] as object), available: 7 });
    expect(await db().query(wrong)).toEqual([]);
    expect(await db().query("SELECT 1 FROM referral_set_aside WHERE account_id = $1", [mia.id])).toEqual([]);
    // A return after all this still takes half.
    await send("refunds/create", { id: 9, order_id: order.id, created_at: now(), transactions: [{ amount: "50.00", kind: "refund", status: "success" }] });
    await follow();
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 7, pending: 50 });
  });

  it("of two who were both brought keeps the referral of the one that stays", async () => {
    const [mia, other] = [await member(), await member()];
    const [one, two] = [await bring(mia), await bring(other)];
    const merged = await door(`/api/accounts/${one.id}/merges`, { as: admin, body: { from: two.id } });
    expect([await referralOf(one.id), await referralOf(two.id)]).toMatchObject([{ referrer: mia.id }, undefined]);
    await door(`/api/merges/${(merged.body as { id: number }).id}`, { as: admin, method: "DELETE" });
    expect([await referralOf(one.id), await referralOf(two.id)]).toMatchObject([{ referrer: mia.id }, { referrer: other.id }]);
  });
});

// What the ledger tells somebody of whom they brought, by kind and cents.
const toldBy = async (who: { id: string }): Promise<string[]> => (await db().query<{ told: string }>("SELECT i.kind || coalesce(' ' || i.value, '') AS told FROM interaction i WHERE customer_id = $1 AND subject_type = 'referral' AND reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id) ORDER BY 1", [who.id])).map((row) => row.told);
const merge = async (into: { id: string }, from: { id: string }): Promise<() => Promise<void>> => {
  const merged = await door(`/api/accounts/${into.id}/merges`, { as: admin, body: { from: from.id } });
  expect(merged.status, merged.text).toBe(200);
  await follow();
  return async () => { expect((await door(`/api/merges/${(merged.body as { id: number }).id}`, { as: admin, method: "DELETE" })).status).toBe(200); await follow(); };
};
const whole = ["referral.acted", "referral.joined", "referral.purchased 10000"];

describe("a merge, in the ledger,", () => {
  it.each(["who brought", "who came"])("with %s as the one that stays takes the signal of it back, and it returns with the merge", async (stays) => {
    const mia = await member();
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    expect(await toldBy(mia)).toEqual(whole);
    const undo = stays === "who brought" ? await merge(mia, newcomer) : await merge(newcomer, mia);
    expect([await toldBy(mia), await toldBy(newcomer)]).toEqual([[], []]);
    await undo();
    expect([await toldBy(mia), await toldBy(newcomer)]).toEqual([whole, []]);
    // Half returned is half taken back of it, and nothing else.
    await order(newcomer.email, { number, refunds: [5000] });
    expect(await toldBy(mia)).toEqual(["referral.acted", "referral.joined", "referral.purchased 5000"]);
  });

  it("of who brought with another account carries the signal over, follows returns there, and gives it back with what came meanwhile", async () => {
    const [mia, other] = [await member(), await member()];
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    const undo = await merge(other, mia);
    expect([await toldBy(mia), await toldBy(other)]).toEqual([[], whole]);
    await order(newcomer.email, { number, refunds: [5000] });
    const second = await order(newcomer.email, { cents: 700 });
    expect(await toldBy(other)).toEqual(["referral.acted", "referral.joined", "referral.purchased 5000", "referral.purchased 700"]);
    await undo();
    expect([await toldBy(mia), await toldBy(other)]).toEqual([["referral.acted", "referral.joined", "referral.purchased 5000", "referral.purchased 700"], []]);
    await order(newcomer.email, { number: second, cents: 700, refunds: [700] });
    expect(await toldBy(mia)).toEqual(["referral.acted", "referral.joined", "referral.purchased 5000"]);
  });

  it("of who came with another account tells who brought them nothing twice", async () => {
    const [mia, other] = [await member(), await member()];
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    const undo = await merge(other, newcomer);
    expect([await referralOf(other.id), await toldBy(mia)]).toMatchObject([{ referrer: mia.id, net: 10_000 }, whole]);
    await undo();
    expect([await referralOf(newcomer.id), await toldBy(mia)]).toMatchObject([{ referrer: mia.id, net: 10_000 }, whole]);
    await order(newcomer.email, { number, refunds: [10_000] });
    expect(await toldBy(mia)).toEqual(["referral.acted", "referral.joined"]);
  });

  it("of two who were both brought leaves the signal with who brought the one that stays", async () => {
    const [mia, other] = [await member(), await member()];
    const [one, two] = [await bring(mia), await bring(other)];
    await order(two.email);
    const undo = await merge(one, two);
    expect([await toldBy(mia), await toldBy(other)]).toEqual([["referral.acted", "referral.joined", "referral.purchased 10000"], []]);
    await undo();
    expect([(await toldBy(mia)).filter((told) => told.startsWith("referral.purchased")), await toldBy(other)]).toEqual([[], whole]);
  });
});
