import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, test } from "@playwright/test";
import { base, browserOf, watchedPage } from "./world/people.ts";
import { ofDatabase } from "./world/database.ts";
import { aShop } from "./world/shop.ts";

/** Uses the link that was mailed to an address, in this browser. */
async function confirm(context: BrowserContext, email: string): Promise<void> {
  const token = async (): Promise<string> => {
    const { mails } = (await (await fetch(`${base()}/api/dev/mail`)).json()) as { mails: { recipient: string; body: string }[] };
    return /#token=([\w-]+)/.exec(mails.find((one) => one.recipient === email)?.body ?? "")?.[1] ?? "";
  };
  await expect.poll(token, { timeout: 30_000 }).not.toBe("");
  expect((await context.request.post("/api/sign-in/confirm", { data: { token: await token() }, headers: { origin: base() } })).status()).toBe(200);
}

/** Somebody new, signed in. */
async function join(context: BrowserContext, name: string, email: string): Promise<void> {
  expect((await context.request.post("/api/sign-up", { data: { name, email }, headers: { origin: base() } })).status()).toBe(202);
  await confirm(context, email);
}

test.setTimeout(240_000);

test("a review shared brings a visitor who comes back, joins and buys; the reward is pending, halves with a return, and is owed after it was paid", async ({ browser }) => {
  const admin = await browserOf(browser, "admin");
  const { page: care, faults } = await watchedPage(admin);
  const { tell } = await aShop(care);

  const member = await browser.newContext({ baseURL: base() });
  const sharer = `sharer-${randomUUID().slice(0, 8)}@wren-house.example`;
  await join(member, "Wren Sharer", sharer);
  const { page: mine, faults: others } = await watchedPage(member);
  await mine.goto("/en/products/finch-hand-grinder");
  await mine.locator("[id^=review-]").first().getByRole("link", { name: "Share" }).click();
  await expect(mine.getByText("Share this review")).toBeVisible();
  const shared = mine.waitForResponse((answer) => answer.url().endsWith("/api/me/shares"));
  await mine.getByRole("button", { name: "Copy the link" }).click();
  const { url } = (await (await shared).json()) as { url: string };

  const stranger = await browser.newContext({ baseURL: base(), userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", locale: "en-GB" });
  const { page } = await watchedPage(stranger);
  await page.goto(new URL(url).pathname);
  await expect(page).toHaveURL(/\/en\/products\/finch-hand-grinder#review-\d+$/);
  await page.goto("/en/sign-up");
  // A day later on the same device: what is stored is a day older.
  await ofDatabase((query) => query("UPDATE touch SET at = at - interval '1 day' WHERE visitor IS NOT NULL"));
  const email = `newcomer-${randomUUID().slice(0, 8)}@quill-house.example`;
  await page.getByLabel("Name").fill("Noor Quill");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Join" }).click();
  await confirm(stranger, email);

  const sold = { id: Date.now(), name: "#E2E-R1", email, currency: "EUR", created_at: new Date().toISOString(), updated_at: new Date().toISOString(), financial_status: "paid", total_price: "100.00", total_tax: "0.00", taxes_included: false, line_items: [{ sku: "", title: "A copper pan", quantity: 1, price: "100.00" }] };
  await tell("orders/create", sold);
  const pending = async (): Promise<number> => {
    await mine.goto("/en/me/invite");
    return Number(await mine.locator("[data-pending]").getAttribute("data-pending"));
  };
  await expect.poll(pending, { timeout: 60_000 }).toBe(100);
  await expect(mine.locator('[data-came="joins"]')).toHaveText("1");
  await expect(mine.locator('[data-reward="pending"]').first()).toContainText("pending until");
  // Nobody is named who did not say so.
  await expect(mine.getByText("Noor Quill")).toHaveCount(0);

  await tell("refunds/create", { id: 61, order_id: sold.id, created_at: new Date().toISOString(), transactions: [{ amount: "50.00", kind: "refund", status: "success" }] });
  await expect.poll(pending, { timeout: 60_000 }).toBe(50);
  // The time for returns has passed and the points are spent: a return after that is owed.
  await ofDatabase((query) => query(`WITH l AS (UPDATE point_lot SET available_at = now() - interval '1 hour', left_points = 0 WHERE account_id = (SELECT id FROM account WHERE email = $1) RETURNING account_id) UPDATE point_account a SET balance = 0 FROM l WHERE a.account_id = l.account_id`, [sharer]));
  await tell("refunds/create", { id: 62, order_id: sold.id, created_at: new Date().toISOString(), transactions: [{ amount: "25.00", kind: "refund", status: "success" }] });
  await expect.poll(async () => { await pending(); return mine.locator("[data-owed]").getAttribute("data-owed", { timeout: 2000 }).catch(() => null); }, { timeout: 60_000 }).toBe("25");
  expect([...faults, ...others]).toEqual([]);
  for (const one of [admin, member, stranger]) await one.close();
});
