import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { base, browserOf, watchedPage } from "./world/people.ts";
import { aShop } from "./world/shop.ts";

test("an order told by a shop reaches its customer, moves the factor, and comes back with a refund", async ({ browser }) => {
  const admin = await browserOf(browser, "admin");
  const { page: care, faults } = await watchedPage(admin);
  const { card, tell } = await aShop(care);

  const customer = await browserOf(browser, "customer");
  const { page: mine, faults: others } = await watchedPage(customer);
  await mine.goto("/en/me/relationship");
  const ring = mine.locator("[data-relationship]");
  const factor = async (): Promise<number> => Number(await ring.getAttribute("data-relationship"));
  await expect(ring).toBeVisible();
  const before = await factor();
  const sold = { id: 910_071, name: "#E2E-71", email: "customer@demo.invalid", currency: "EUR", created_at: new Date().toISOString(), financial_status: "paid", total_price: "900.00", total_tax: "150.00", taxes_included: false, line_items: [{ sku: "", title: "A copper pan", quantity: 1, price: "750.00" }] };
  await tell("orders/create", { ...sold, updated_at: new Date().toISOString() });
  await expect.poll(factor, { timeout: 15_000 }).toBeGreaterThan(before + 0.5);
  const after = await factor();

  const { page: list } = await watchedPage(customer);
  await list.goto("/en/me/orders");
  const order = list.locator('[data-order="#E2E-71"]');
  await expect(order.getByText("A copper pan")).toBeVisible();
  await tell("fulfillments/create", { id: 5, order_id: sold.id, created_at: new Date().toISOString(), tracking_company: "Slow Post", tracking_url: "https://parcels.example/5" });
  await tell("refunds/create", { id: 6, order_id: sold.id, created_at: new Date().toISOString(), transactions: [{ amount: "900.00", kind: "refund", status: "success" }] });
  // All of it came back: the factor falls on the page that is open.
  await expect.poll(factor, { timeout: 15_000 }).toBeLessThan(after - 0.5);
  await list.reload();
  await expect(order.getByRole("link", { name: "Follow the parcel" })).toHaveAttribute("href", "https://parcels.example/5");
  await expect(order.getByText("Paid back")).toBeVisible();

  // What is left out counts no more, at once; undone, it does again.
  const visits = mine.locator('[data-choice="visits"] input');
  const whole = await factor();
  await visits.click();
  await expect.poll(factor, { timeout: 15_000 }).toBeLessThan(whole - 0.01);
  await mine.getByRole("button", { name: "Undo" }).click();
  await expect.poll(factor, { timeout: 15_000 }).toBeGreaterThan(whole - 0.2);
  await expect(visits).toBeChecked();

  await care.reload();
  await expect(card.getByText("Taken").first()).toBeVisible();
  expect([...faults, ...others]).toEqual([]);
  await admin.close();
  await customer.close();
});

test("a key is shown once, opens what it says, and nothing after its end", async ({ browser }) => {
  const admin = await browserOf(browser, "admin");
  const { page, faults } = await watchedPage(admin);
  const name = `Till ${randomUUID().slice(0, 8)}`;
  await page.goto("/en/admin/keys");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("read orders").check();
  await page.getByRole("button", { name: "Make the key" }).click();
  const secret = (await page.locator("[data-secret]").textContent()) ?? "";
  const ask = async (at: string): Promise<number> => (await fetch(`${base()}${at}`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect([await ask("/api/orders"), await ask("/api/me"), await ask("/api/keys")]).toEqual([200, 403, 403]);
  await page.reload();
  await expect(page.locator("[data-secret]")).toHaveCount(0);
  await page.getByRole("button", { name: `End the key ${name}` }).click();
  await expect.poll(() => ask("/api/orders")).toBe(401);
  expect(faults).toEqual([]);
  await admin.close();
});
