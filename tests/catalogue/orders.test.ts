import { createHmac, randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { takeNews } from "#lib/catalogue/orders/intake.ts";
import { countWaiting, matchWaiting } from "#lib/catalogue/orders/matching.ts";
import { listMine } from "#lib/catalogue/orders/queries.ts";
import { addShop, listShops, setSecret } from "#lib/catalogue/orders/shops.ts";
import { stateOf } from "#lib/catalogue/orders/state.ts";
import type { OrderEvent, OrderFacts } from "#lib/catalogue/orders/types.ts";
import { confirmLink, sendLink, signUp } from "#lib/identity/accounts.ts";
import { makeKey, revokeKey } from "#lib/identity/keys/keys.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

let admin: Somebody;
let bearer: string;
const at = (day: number): string => new Date(Date.UTC(2026, 0, day, 12)).toISOString();

async function keyWith(...scopes: Scope[]): Promise<{ id: string; bearer: string }> {
  const made = await makeKey(admin.actor, { name: "Till", scopes });
  if (refused(made)) throw new Error(made.detail);
  return { id: made.key.id, bearer: `Bearer ${made.secret}` };
}

beforeAll(async () => {
  admin = await person({ role: "admin" });
  bearer = (await keyWith("orders:read", "orders:write")).bearer;
});

const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  label: "#1", email: null, customerId: null, currency: "EUR", placedAt: at(1), changedAt: at(1), paidAt: at(1), cancelledAt: null, totalCents: 12_000, taxCents: 1500, shippingCents: 500, discountCents: 0, costCents: null,
  lines: [{ code: "K-1", name: "A kettle", quantity: 1, price: 100 }], ...more,
});
const refund = (id: string, amountCents: number, day = 5): OrderEvent => ({ kind: "refund", id, at: at(day), changedAt: at(day), detail: { amountCents, netCents: amountCents, reason: "" } });

type Live = { value: number; at: Date; kind: string };
const live = (customer: string): Promise<Live[]> => db().query<Live>(`SELECT i.kind, i.value, i.occurred_at AS at FROM interaction i WHERE i.customer_id = $1 AND i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id) ORDER BY i.occurred_at, i.value`, [customer]);
const row = async (number: string): Promise<Record<string, unknown>> =>
  (await db().query<Record<string, unknown>>("SELECT net_cents::float8 AS net, counts, customer_id, refunded_cents, paid_at, sent_at, delivered_at, cancelled_at, label, cost_cents::float8 AS cost FROM purchase WHERE number = $1", [number]))[0] ?? {};

describe("where an order stands", () => {
  it("is net of tax, shipping and refunds, and nothing when it was taken back or not paid", () => {
    expect(stateOf(facts(), []).netCents).toBe(10_000);
    expect(stateOf(facts(), [refund("a", 3000), refund("b", 2000)]).netCents).toBe(5000);
    expect(stateOf(facts(), [{ ...refund("a", 6000), detail: { amountCents: 6000, netCents: null } }]).netCents).toBe(5000);
    expect(stateOf(facts(), [refund("a", 12_000)])).toMatchObject({ counts: false, netCents: 0 });
    expect(stateOf(facts({ cancelledAt: at(2) }), [])).toMatchObject({ counts: false, netCents: 0 });
    expect(stateOf(facts({ paidAt: null }), [])).toMatchObject({ counts: false, netCents: 0 });
    expect(stateOf(facts({ costCents: 4000 }), [{ ...refund("a", 100), detail: { amountCents: 100, netCents: 100, costCents: 1500 } }]).costCents).toBe(2500);
  });
});

describe("news of an order", () => {
  it("ends the same in any order and however often it is told", async () => {
    const buyer = await person();
    const address = buyer.email;
    const tellings = [
      { facts: facts({ email: address, paidAt: null }), events: [] }, { facts: facts({ email: address, changedAt: at(2) }), events: [] }, { facts: facts({ email: address, changedAt: at(4), totalCents: 13_000 }), events: [refund("r1", 2000)] },
      { facts: null, events: [refund("r1", 2000)] }, { facts: null, events: [refund("r2", 1000, 6)] }, { facts: null, events: [{ kind: "shipment", id: "s", at: at(3), changedAt: at(3), detail: { url: "https://post.example/1" } }] },
      { facts: null, events: [{ kind: "shipment", id: "s", at: at(3), changedAt: at(7), detail: { url: "https://post.example/1", deliveredAt: at(7) } }] },
    ] satisfies { facts: OrderFacts | null; events: OrderEvent[] }[];
    const tell = async (order: readonly number[]): Promise<unknown> => {
      const other = await person();
      const number = randomUUID();
      for (const index of order) {
        const told = tellings[index];
        if (told) await transact((tx) => takeNews(tx, { source: "test", number, facts: told.facts && { ...told.facts, email: other.email }, events: told.events }));
      }
      return { row: { ...(await row(number)), customer_id: (await row(number)).customer_id === other.id }, live: await live(other.id) };
    };
    const all = tellings.map((_, index) => index);
    const expected = await tell(all);
    expect(expected).toMatchObject({ row: { net: 8000, counts: true, customer_id: true }, live: [{ kind: "purchase", value: 8000 }] });
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), fc.array(fc.constantFrom(...all), { maxLength: 4 }), async (order, again) => {
      expect(await tell([...order, ...again])).toEqual(expected);
    }), { numRuns: 12 });
  });

  it("takes back a purchase that was cancelled, and gives it again when it was not after all", async () => {
    const buyer = await person();
    const number = randomUUID();
    const tell = (told: Partial<OrderFacts>): Promise<unknown> => transact((tx) => takeNews(tx, { source: "test", number, facts: facts({ email: buyer.email, ...told }), events: [] }));
    await tell({});
    await tell({ cancelledAt: at(3), changedAt: at(3) });
    expect(await live(buyer.id)).toEqual([]);
    expect(await db().query("SELECT 1 FROM purchase_line WHERE customer_id = $1", [buyer.id])).toEqual([]);
    await tell({ changedAt: at(4) });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([10_000]);
    expect(await db().query("SELECT 1 FROM purchase_line WHERE customer_id = $1", [buyer.id])).toHaveLength(1);
    // What was told late and is older changes nothing.
    await tell({ cancelledAt: at(2), changedAt: at(2) });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([10_000]);
  });
});

describe("an order whose address is nobody's yet", () => {
  it("waits, and is theirs in the transaction that confirms the address, not before", async () => {
    const email = `${randomUUID()}@example.org`;
    await transact((tx) => takeNews(tx, { source: "test", number: email, facts: facts({ email }), events: [refund("r", 1000)] }));
    const waiting = await countWaiting(db());
    await signUp({ email, name: "Robin Vale" });
    const [account] = await db().query<{ id: string }>("SELECT id FROM account WHERE email = $1", [email]);
    expect([(await row(email)).customer_id, await countWaiting(db())]).toEqual([null, waiting]);
    // Told again while the address is not confirmed, it still waits.
    await transact((tx) => takeNews(tx, { source: "test", number: email, facts: facts({ email, changedAt: at(2) }), events: [] }));
    expect((await row(email)).customer_id).toBeNull();
    resetLimits();
    await sendLink(email, "sign-in");
    const [mail] = await db().query<{ body: string }>("SELECT body FROM mail WHERE recipient = $1 ORDER BY created_at DESC LIMIT 1", [email]);
    expect(refused(await confirmLink(/token=([\w-]+)/.exec(mail?.body ?? "")?.[1] ?? "", "a test"))).toBe(false);
    expect((await row(email)).customer_id).toBe(account?.id);
    expect((await live(account?.id ?? "")).filter((one) => one.kind === "purchase").map((one) => one.value)).toEqual([9000]);
    expect(await countWaiting(db())).toBe(waiting - 1);
  });

  it("is found by whoever comes second, the order or the confirmation", async () => {
    await Promise.all(Array.from({ length: 12 }, async (_, index) => {
      const buyer = await person({ confirmed: false });
      const confirm = transact(async (tx) => {
        await tx.query("UPDATE account SET confirmed_at = now() WHERE id = $1", [buyer.id]);
        if (index % 2) await new Promise((resolve) => setTimeout(resolve, 5));
        await matchWaiting(tx, { accountId: buyer.id, email: buyer.email });
      });
      await Promise.all([confirm, transact((tx) => takeNews(tx, { source: "race", number: buyer.id, facts: facts({ email: buyer.email }), events: [] }))]);
      expect((await live(buyer.id)).map((one) => one.value)).toEqual([10_000]);
    }));
  });
});

const order = (more: Record<string, unknown> = {}) => ({ number: randomUUID(), currency: "EUR", placedAt: at(1), totals: { paidCents: 12_000, taxCents: 1500, shippingCents: 500 }, lines: [{ code: "K-1", name: "A kettle", quantity: 1, priceCents: 10_000 }], ...more });
const post = (path: string, body: unknown, key: string = randomUUID()) => door(path, { body, headers: { authorization: bearer, "idempotency-key": key } });

describe("the public API", () => {
  it("takes an order, a refund and a state by key, and answers a repetition word for word", async () => {
    const buyer = await person();
    const key = randomUUID();
    const body = order({ customer: buyer.id });
    const first = await post("/api/orders", body, key);
    expect(first.status, first.text).toBe(201);
    const again = await post("/api/orders", body, key);
    expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([201, first.text, "true"]);
    expect((await post("/api/orders", { ...body, label: "other" }, key)).status).toBe(422);
    const { id } = first.body as { id: string };
    expect((await post(`/api/orders/${id}/refunds`, { id: "r-1", amountCents: 3000, netCents: 3000 })).body).toMatchObject({ refundedCents: 3000, netCents: 7000 });
    expect((await post(`/api/orders/${id}/refunds`, { id: "r-1", amountCents: 3000, netCents: 3000 })).body).toMatchObject({ refundedCents: 3000, netCents: 7000 });
    expect((await post(`/api/orders/${id}/refunds`, { id: "r-2", amountCents: 9001 })).status).toBe(422);
    expect((await post(`/api/orders/${id}/status`, { status: "sent", url: "https://post.example/7" })).body).toMatchObject({ counts: true });
    const mine = await door("/api/me/orders", { as: buyer });
    expect(mine.body).toMatchObject({ orders: [{ id, refundedCents: 3000, trackingUrl: "https://post.example/7", sentAt: expect.any(String), refunds: [{ amountCents: 3000 }] }], next: null });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([7000]);
    expect((await door("/api/orders", { headers: { authorization: bearer } })).text).not.toContain(buyer.email);
  });

  it("has the effect once when twenty ask at once with one key", async () => {
    const [key, body] = [randomUUID(), order()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("/api/orders", body, key)));
    const taken = answers.filter((one) => one.status === 201);
    expect(answers.every((one) => one.status === 201 || one.status === 409)).toBe(true);
    expect(new Set(taken.map((one) => one.text)).size).toBe(1);
    expect(await db().query("SELECT 1 FROM purchase WHERE number = $1 AND revision = 1", [body.number])).toHaveLength(1);
  });

  it("refuses another currency, a missing key of either kind, and a key that was revoked", async () => {
    resetLimits();
    expect((await post("/api/orders", order({ currency: "USD" }))).body).toMatchObject({ errors: [{ field: "currency" }] });
    expect((await door("/api/orders", { body: order(), headers: { authorization: bearer } })).status).toBe(400);
    expect((await door("/api/orders", { body: order(), headers: { "idempotency-key": "a" } })).status).toBe(401);
    const other = await keyWith("orders:read");
    expect((await door("/api/orders", { headers: { authorization: other.bearer } })).status).toBe(200);
    await revokeKey(admin.actor, other.id);
    expect((await door("/api/orders", { headers: { authorization: other.bearer } })).status).toBe(401);
    for (let index = 0; index < 125; index += 1) await door("/api/orders", { headers: { authorization: bearer } });
    expect((await door("/api/orders", { headers: { authorization: bearer } })).status).toBe(429);
    resetLimits();
  });
});

describe("a shop's webhooks", () => {
  it("are taken by signature under either secret, once, whatever the order of arrival", async () => {
    const buyer = await person();
    const made = await addShop(admin.actor, { kind: "shopify", name: "The shop" });
    if (refused(made)) throw new Error(made.detail);
    const secrets = ["the first secret of the shop", "the second secret of the shop", "the third secret of the shop"];
    for (const secret of secrets) await setSecret(admin.actor, made.id, secret);
    const send = (topic: string, body: unknown, { secret = secrets[2] ?? "", delivery = randomUUID() } = {}) => {
      const raw = JSON.stringify(body);
      return door(`/api/shops/${made.id}/events`, { raw, headers: { "content-type": "application/json", "x-shopify-topic": topic, "x-shopify-webhook-id": delivery, "x-shopify-hmac-sha256": createHmac("sha256", secret).update(raw).digest("base64") } });
    };
    const back = { id: 91, order_id: 71, created_at: "2026-01-04T10:00:00Z", note: "too loud", transactions: [{ amount: "24.00", kind: "refund", status: "success" }], refund_line_items: [{ subtotal: "20.00", total_tax: "4.00" }] };
    const sold = { id: 71, name: "#1071", email: buyer.email.toUpperCase(), currency: "EUR", created_at: "2026-01-01T10:00:00+01:00", updated_at: "2026-01-02T10:00:00Z", financial_status: "paid", total_price: "65.00", total_tax: "10.00", taxes_included: false, shipping_lines: [{ price: "5.00" }], line_items: [{ sku: "K-1", name: "A kettle", quantity: 1, price: "50.00" }], refunds: [] };
    expect((await send("refunds/create", back)).body).toEqual({ outcome: "taken" });
    expect((await send("orders/updated", sold, { secret: secrets[1] ?? "" })).body).toEqual({ outcome: "taken" });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([3000]);
    const delivery = randomUUID();
    for (const outcome of ["taken", "repeated"]) expect((await send("orders/paid", { ...sold, refunds: [back] }, { delivery })).body).toEqual({ outcome });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([3000]);
    expect((await send("orders/create", { ...sold, id: 72, currency: "USD" })).body).toMatchObject({ outcome: "left", reason: "currency:USD" });
    expect((await send("orders/create", { ...sold, id: 73 }, { secret: secrets[0] ?? "" })).status).toBe(401);
    expect((await door(`/api/shops/${randomUUID()}/events`, { raw: "{}" })).status).toBe(401);
    const listed = await listShops(admin.actor);
    expect(refused(listed) ? [] : listed.shops.find((one) => one.id === made.id)?.deliveries.map((one) => one.outcome)).toEqual(["unsigned", "left", "repeated", "taken", "taken", "taken"]);
  });

  it("are read in WooCommerce's shape, with its refunds and its end", async () => {
    const buyer = await person();
    const made = await addShop(admin.actor, { kind: "woocommerce", name: "The other shop" });
    if (refused(made)) throw new Error(made.detail);
    await setSecret(admin.actor, made.id, "a secret that both know well");
    const send = (topic: string, body: unknown) => {
      const raw = JSON.stringify(body);
      return door(`/api/shops/${made.id}/events`, { raw, headers: { "x-wc-webhook-topic": topic, "x-wc-webhook-delivery-id": randomUUID(), "x-wc-webhook-signature": createHmac("sha256", "a secret that both know well").update(raw).digest("base64") } });
    };
    const sold = { id: 5, number: "5", status: "processing", currency: "EUR", date_created_gmt: "2026-01-01T09:00:00", date_modified_gmt: "2026-01-01T10:00:00", date_paid_gmt: "2026-01-01T09:30:00", total: "60.00", total_tax: "10.00", shipping_total: "0.00", billing: { email: buyer.email }, line_items: [{ sku: "K-1", name: "A kettle", quantity: 1, price: 50, total: "50.00" }], refunds: [] };
    await send("order.updated", { ...sold, status: "completed", date_modified_gmt: "2026-01-03T10:00:00", date_completed_gmt: "2026-01-03T09:59:00", refunds: [{ id: 8, total: "-12.00", reason: "late" }] });
    await send("order.created", sold);
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([4000]);
    // The refund was taken out again in the shop: the order's own list is the truth, whatever older one comes after it.
    const mended = { ...sold, status: "completed", date_modified_gmt: "2026-01-04T10:00:00", refunds: [] };
    await send("order.updated", mended);
    await send("order.updated", { ...sold, date_modified_gmt: "2026-01-02T10:00:00", refunds: [{ id: 9, total: "-6.00" }] });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([5000]);
    expect((await listMine(buyer.actor, undefined)).orders.map((one) => [one.refundedCents, one.refunds])).toEqual([[0, []]]);
    await send("order.updated", { ...mended, date_modified_gmt: "2026-01-05T10:00:00", refunds: [{ id: 10, total: "-12.00" }] });
    expect((await live(buyer.id)).map((one) => one.value)).toEqual([4000]);
    await send("order.deleted", { id: 5 });
    expect(await live(buyer.id)).toEqual([]);
  });
});

describe("a person who is erased", () => {
  it("leaves their orders under nobody's address, whatever the shop tells later", async () => {
    const buyer = await person();
    const number = randomUUID();
    const tell = (changedAt: string): Promise<unknown> => transact((tx) => takeNews(tx, { source: "test", number, facts: facts({ email: buyer.email, changedAt }), events: [{ ...refund("r", 100), detail: { amountCents: 100, netCents: 100, reason: "Robin said so" } }] }));
    await tell(at(1));
    await transact((tx) => erase(tx, buyer.id, true));
    await tell(at(9));
    const [left] = await db().query<{ text: string }>("SELECT concat(p::text, (SELECT string_agg(e::text, '') FROM order_event e WHERE e.number = p.number AND e.customer_id IS NOT NULL)) AS text FROM purchase p WHERE number = $1", [number]);
    expect(left?.text).not.toContain(buyer.email);
    expect(left?.text).not.toContain(buyer.id);
    expect(await live(buyer.id)).toEqual([]);
  });
});
