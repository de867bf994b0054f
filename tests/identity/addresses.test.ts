import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { writeImport } from "#lib/exchange/jobs.ts";
import { bringOrders, nameColumns, startImport, stopImport } from "#lib/exchange/order-imports.ts";
import type { ImportView } from "#lib/exchange/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { app, knock, person, type Somebody } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const header = "Order,Date,Email,Amount,SKU";
async function bring(by: Somebody, lines: string[], { head = header, source = "books" } = {}): Promise<ImportView> {
  const found = await bringOrders(by.actor, { id: randomUUID(), name: "book.csv", source, body: Buffer.from([head, ...lines].join("\n")) });
  if (refused(found)) throw new Error(found.detail);
  return found;
}
async function write(by: Somebody, one: ImportView): Promise<void> {
  await startImport(by.actor, one.id);
  await writeImport({ id: one.id });
}
const ordersOf = async (id: string): Promise<string[]> => (await db().query<{ number: string }>("SELECT number FROM purchase WHERE customer_id = $1 ORDER BY number", [id])).map((row) => row.number);
// What the ledger has of somebody that was not taken back.
const worth = async (id: string): Promise<number> => Number((await db().query<{ sum: number }>("SELECT coalesce(sum(CASE WHEN reverses IS NULL THEN value ELSE -value END), 0)::int AS sum FROM interaction WHERE customer_id = $1 AND kind = 'purchase'", [id]))[0]?.sum);

describe("an order book that a marketer brings", () => {
  it("is looked at first, written when it is said, and changes nothing when it comes again", async () => {
    const [marketer, member] = [await person({ role: "marketer" }), await person()];
    const lines = [`A1,2026-01-02,${member.email.toUpperCase()},12.50,K`, `A1,2026-01-02,${member.email.toUpperCase()},2.50,L`, "A2,2026-01-03,nobody.yet@example.org,40,K", "A3,soon,x@example.org,1,K", "A4,2026-01-04,,5,K"];
    const one = await bring(marketer, lines);
    expect(one).toMatchObject({ state: "read", mapping: { invoice: "Order", date: "Date", customer: "Email", amount: "Amount" }, found: { rows: 5, orders: 3, customers: 2, known: 1, waiting: 1, nameless: 1, netCents: 6000, rejected: 1, rejects: [{ line: 5 }] } });
    expect(await db().query("SELECT 1 FROM purchase WHERE source = 'books'")).toEqual([]);
    await write(marketer, one);
    expect(await ordersOf(member.id)).toEqual(["A1"]);
    expect(await worth(member.id)).toBe(1500);
    expect(await db().query("SELECT state, done, written, content FROM order_import WHERE id = $1", [one.id])).toEqual([{ state: "done", done: 3, written: 3, content: null }]);
    expect(await db().query("SELECT 1 FROM account WHERE name LIKE '%nobody.yet%'")).toEqual([]);
    const again = await bring(marketer, lines);
    await write(marketer, again);
    expect(await db().query("SELECT written FROM order_import WHERE id = $1", [again.id])).toEqual([{ written: 0 }]);
    expect(await worth(member.id)).toBe(1500);
  });

  it("asks for the columns it cannot guess, and can be stopped and thrown away", async () => {
    const marketer = await person({ role: "marketer" });
    const one = await bring(marketer, ["1,2026-01-02,3"], { head: "Beleg,Wann,Summe" });
    expect(one).toMatchObject({ state: "columns", header: ["Beleg", "Wann", "Summe"], found: null });
    expect(refused(await nameColumns(marketer.actor, one.id, { invoice: "Nowhere" }))).toBe(true);
    expect(await nameColumns(marketer.actor, one.id, { invoice: "Beleg", date: "Wann", amount: "Summe" })).toMatchObject({ state: "read", found: { orders: 1, netCents: 300 } });
    await startImport(marketer.actor, one.id);
    expect(await stopImport(marketer.actor, one.id)).toMatchObject({ state: "stopped" });
    await writeImport({ id: one.id });
    expect(await db().query("SELECT state, written FROM order_import WHERE id = $1", [one.id])).toEqual([{ state: "stopped", written: 0 }]);
    const other = await bring(marketer, ["Z1,2026-01-02,a@example.org,1,K"]);
    expect(await stopImport(marketer.actor, other.id)).toBe(true);
    expect(await db().query("SELECT 1 FROM order_import WHERE id = $1", [other.id])).toEqual([]);
  });

  it.each([["text that is no table", Buffer.from("hello")], ["a gzip that is cut off", gzipSync([header, "A,2026-01-02,a@example.org,1,K"].join("\n")).subarray(0, -12)], ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x2c, 0x80, 0x0a])]])("refuses %s, with nothing kept", async (_, body) => {
    const marketer = await person({ role: "marketer" });
    const id = randomUUID();
    expect(refused(await bringOrders(marketer.actor, { id, name: "", source: "books", body }))).toBe(true);
    expect(await db().query("SELECT 1 FROM order_import WHERE id = $1", [id])).toEqual([]);
  });
});

const tokenIn = async (to: string, letter: string): Promise<string> => {
  const [mail] = await db().query<{ content: string }>("SELECT content::text AS content FROM mail WHERE recipient = $1 AND letter = $2 ORDER BY id DESC LIMIT 1", [to, letter]);
  return /#token=([\w-]+)/.exec(mail?.content ?? "")?.[1] ?? "";
};
const lettersTo = async (to: string): Promise<string[]> => (await db().query<{ letter: string }>("SELECT letter FROM mail WHERE recipient = $1 ORDER BY id", [to])).map((row) => row.letter);
const post = (path: string, body: object, as?: { cookie: string }) => knock(app(), path, { method: "POST", body, ...(as ? { as } : {}) });

describe("another address", () => {
  it("is confirmed from its mailbox by who asked; the orders that wait for it are theirs, and both addresses are told", async () => {
    const [marketer, member, stranger] = [await person({ role: "marketer" }), await person(), await person()];
    const fresh = `new.${randomUUID()}@example.org`;
    await write(marketer, await bring(marketer, [`N-${fresh},2026-01-05,${fresh},90,K`]));
    expect((await post("/api/me/email", { email: fresh }, member)).status).toBe(202);
    expect([await lettersTo(fresh), await lettersTo(member.email)]).toEqual([["address-confirm"], ["address-asked"]]);
    const token = await tokenIn(fresh, "address-confirm");
    expect((await post("/api/me/email/confirm", { token }, stranger)).status).toBe(403);
    expect(await ordersOf(member.id)).toEqual([]);
    expect((await post("/api/me/email/confirm", { token }, member)).body).toEqual({ email: fresh });
    expect((await post("/api/me/email/confirm", { token }, member)).status).toBe(410);
    expect(await ordersOf(member.id)).toEqual([`N-${fresh}`]);
    expect(await worth(member.id)).toBe(9000);
    expect([await lettersTo(fresh), await lettersTo(member.email)]).toEqual([["address-confirm", "address-now"], ["address-asked", "address-changed"]]);

    // Taken back from the old mailbox, without a session: sessions and password end, and the orders wait again.
    const undo = await tokenIn(member.email, "address-changed");
    expect((await post("/api/email/undo", { token: undo })).body).toEqual({ email: member.email });
    expect((await post("/api/email/undo", { token: undo })).status).toBe(410);
    expect((await knock(app(), "/api/me/sessions", { as: member })).status).toBe(401);
    expect(await ordersOf(member.id)).toEqual([]);
    expect(await worth(member.id)).toBe(0);
    expect(await lettersTo(member.email)).toContain("reset");
    expect(await db().query("SELECT email::text AS email, password_hash FROM account WHERE id = $1", [member.id])).toEqual([{ email: member.email, password_hash: null }]);
  });

  it("says nothing of whose address it is, asks for the password where there is one, and ends what was asked before", async () => {
    const [member, other] = [await person({ password: "four plain words here" }), await person()];
    const first = `first.${randomUUID()}@example.org`;
    expect((await post("/api/me/email", { email: first }, member)).status).toBe(422);
    expect((await post("/api/me/email", { email: first, current: "four plain words here" }, member)).status).toBe(202);
    expect((await post("/api/me/email", { email: other.email, current: "four plain words here" }, member)).body).toEqual({});
    expect(await lettersTo(other.email)).toEqual(["address-taken"]);
    expect((await post("/api/me/email/confirm", { token: await tokenIn(first, "address-confirm") }, member)).status).toBe(410);
    expect((await post("/api/me/email", { email: member.email, current: "four plain words here" }, member)).status).toBe(422);
  });

  it("is refused when somebody else took it meanwhile, and leaves with the person who is erased", async () => {
    const member = await person();
    const wanted = `late.${randomUUID()}@example.org`;
    await post("/api/me/email", { email: wanted }, member);
    await person({ email: wanted });
    expect((await post("/api/me/email/confirm", { token: await tokenIn(wanted, "address-confirm") }, member)).status).toBe(409);
    await transact((tx) => erase(tx, member.id, true));
    expect(await db().query("SELECT 1 FROM email_change WHERE account_id = $1", [member.id])).toEqual([]);
  });
});
