import { expect, test } from "@playwright/test";
import { ask } from "./world/database.ts";
import { browserOf, watchedPage } from "./world/people.ts";

test("a marketer reads the funnel and K, and sees somebody join without reloading", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/referrals?days=365");
  const joined = page.locator('[data-step="joined"] p').first();
  await expect(joined).toHaveText(/\d/);
  const before = Number((await joined.textContent())?.replace(/\D/g, ""));
  const [{ count } = { count: "0" }] = await ask<{ count: string }>("SELECT count(*) AS count FROM referral WHERE verdict IN ('clear', 'review', 'approved') AND joined_at >= now() - interval '365 days'");
  expect(before).toBe(Number(count));
  await expect(page.getByRole("heading", { name: "As it happens" })).toBeVisible();
  // Somebody joins elsewhere: the figure follows by itself, once the page hears.
  const [pair] = await ask<{ newcomer: string; referrer: string }>("SELECT n.id AS newcomer, r.referrer_id AS referrer FROM account n, referral r WHERE n.role = 'customer' AND NOT EXISTS (SELECT 1 FROM referral o WHERE o.newcomer_id = n.id) AND r.verdict = 'clear' AND r.referrer_id <> n.id ORDER BY n.created_at DESC, r.joined_at DESC LIMIT 1");
  await ask("INSERT INTO referral (id, newcomer_id, referrer_id, by, joined_at) VALUES (gen_random_uuid(), $1, $2, 'code', now())", [pair?.newcomer, pair?.referrer]);
  await expect(joined).toHaveText(String(before + 1), { timeout: 30_000 });
  await page.getByRole("link", { name: "Growth" }).click();
  await expect(page.locator("[data-growth]")).toContainText("with 95 % certainty");
  await page.getByRole("button", { name: "Table" }).first().click();
  await expect(page.getByRole("table").first()).toContainText("Full on");
  expect(faults).toEqual([]);
  await context.close();
});

test("a marketer goes into a branch, finds somebody, and walks the tree's table by keyboard", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/referrals/tree");
  await expect(page.locator("[data-people]")).toBeVisible();
  const [largest] = await ask<{ id: string; name: string; below: number }>("SELECT a.id, a.name, n.below FROM referral_node n JOIN account a ON a.id = n.account_id WHERE n.parent_id IS NULL ORDER BY n.below DESC, n.account_id DESC LIMIT 1");
  const first = page.locator("tr[data-person]").first();
  await expect(first).toHaveAttribute("data-person", largest?.id ?? "");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await expect(first).toHaveAttribute("aria-expanded", "true");
  await expect(page.locator('tr[aria-level="2"]').first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('tr[aria-level="2"]').first()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(first).toBeFocused();
  await page.getByLabel("Find somebody in the tree").fill(largest?.name ?? "");
  await page.getByRole("list", { name: "People found" }).getByRole("button").first().click();
  await expect(page).toHaveURL(/of=/);
  await expect(page.getByRole("navigation", { name: "Way to this branch" })).toContainText(largest?.name ?? "");
  await page.goBack();
  await expect(page).not.toHaveURL(/of=/);
  expect(faults).toEqual([]);
  await context.close();
});

test("a marketer reads what speaks against a held referral, takes a release back, and refuses with a reason", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/referrals/review");
  const first = page.locator("[data-review]").first();
  await expect(first).toContainText("risk points");
  await expect(first.locator("[data-ring]")).toBeVisible();
  const id = (await first.getAttribute("data-review")) ?? "";
  const one = page.locator(`[data-review="${id}"]`);
  await one.getByRole("button", { name: "Release" }).click();
  await expect(one).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(one).toBeVisible();
  await one.getByRole("button", { name: "Refuse" }).click();
  await expect(one.getByRole("alert")).toContainText("Say why it is refused");
  await one.getByLabel("Reason").fill("They share a device.");
  await one.getByRole("button", { name: "Refuse" }).click();
  await expect(one).toHaveCount(0);
  // It is sent when the page is left, at the latest.
  await page.goto("/en/studio/referrals/review?state=decided");
  await expect.poll(async () => ask("SELECT verdict, decision_note AS note FROM referral WHERE id = $1", [id]), { timeout: 30_000 }).toEqual([{ verdict: "refused", note: "They share a device." }]);
  await page.reload();
  await expect(page.locator(`[data-review="${id}"]`)).toContainText("They share a device.");
  expect(faults).toEqual([]);
  await context.close();
});

test("a concierge sees how many and nobody by name; a customer sees nothing", async ({ browser }) => {
  const concierge = await browserOf(browser, "concierge");
  const { page } = await watchedPage(concierge);
  await page.goto("/en/studio/referrals");
  await expect(page.locator('[data-step="joined"]')).toBeVisible();
  await expect(page.getByRole("heading", { name: "As it happens" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "The tree" })).toHaveCount(0);
  expect((await concierge.request.get("/en/studio/referrals/tree")).status()).toBe(404);
  expect((await concierge.request.get("/api/studio/referrals/leaders")).status()).toBe(404);
  const customer = await browserOf(browser, "customer");
  expect((await customer.request.get("/en/studio/referrals")).status()).toBe(404);
  await Promise.all([concierge.close(), customer.close()]);
});
