import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ask } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

test.setTimeout(300_000);
const patient = { timeout: 60_000 };

test("a marketer plans a programme knowing what it would cost, and carries coupons to the shop once", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  const name = `Autumn ${randomUUID().slice(0, 8)}`;
  await page.goto("/en/studio/referrals/programmes");
  await page.getByRole("button", { name: "A new programme" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Points to who brought them").fill("40");
  await page.getByLabel("From", { exact: true }).fill("2199-01-01");
  await page.getByLabel("Until (empty: open)").fill("2198-01-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("It ends before it begins.")).toBeVisible(patient);
  await page.getByLabel("Until (empty: open)").fill("");
  await page.getByRole("button", { name: "What would it cost?" }).click();
  await expect(page.getByRole("status").filter({ hasText: "In the last 90 days" })).toBeVisible(patient);
  await page.getByRole("button", { name: "Save" }).click();
  const card = page.locator(`[data-programme="${name}"]`);
  await expect(card.getByText("Planned")).toBeVisible(patient);
  await card.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Budget in points (empty: none)").fill("4321");
  await page.getByLabel("Paused: nothing new is promised").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("4,321")).toBeVisible(patient);
  await expect(card.getByText("Paused")).toBeVisible();

  await page.goto("/en/studio/referrals/coupons");
  const [waits] = await ask<{ code: string }>("SELECT code FROM referral_coupon WHERE batch IS NULL AND returned_at IS NULL AND exported_at IS NULL ORDER BY made_at LIMIT 1");
  const row = page.locator(`[data-coupon="${waits?.code}"]`);
  await expect(row).toHaveAttribute("data-state", "made", patient);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Take them as CSV" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv).toContain(`${waits?.code},`);
  await expect(row).toHaveAttribute("data-state", "shop", patient);
  await expect(page.getByRole("button", { name: "Take them as CSV" })).toBeDisabled();
  expect(faults).toEqual([]);
  await context.close();
});

test("an admin sees a webhook's secret once, and sends dead messages again", async ({ browser }) => {
  const [admin, marketer] = [await browserOf(browser, "admin"), await browserOf(browser, "marketer")];
  const { page, faults } = await watchedPage(admin);
  const name = `Till ${randomUUID().slice(0, 8)}`;
  await page.goto("/en/admin/webhooks");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Address", { exact: true }).fill("https://127.0.0.1/hook");
  for (const box of await page.getByRole("checkbox").all()) await box.setChecked((await box.getAttribute("value")) === "referral.decided");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.locator("[data-secret]")).toHaveText(/^whsec_/, patient);
  const card = page.locator(`[data-endpoint="${name}"]`);
  await expect(card.getByText("Nothing was sent yet.")).toBeVisible(patient);

  const [open] = await ask<{ id: string; version: number }>("SELECT id, version FROM referral WHERE verdict IN ('held', 'review') ORDER BY joined_at DESC LIMIT 1");
  const decided = await marketer.request.post(`/api/referrals/${open?.id}/decision`, { data: { verdict: "approved", note: "Two friends.", version: open?.version }, headers: { origin: base() } });
  expect(decided.status(), await decided.text()).toBe(200);
  // A closed address is tried for almost two days; those have passed.
  const tried = `SELECT d.attempts FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE e.name = $1 AND d.problem <> ''`;
  await expect.poll(async () => (await ask(tried, [name])).length, patient).toBe(1);
  await ask("UPDATE webhook_delivery d SET state = 'dead', attempts = 9 FROM webhook_endpoint e WHERE e.id = d.endpoint_id AND e.name = $1", [name]);
  await page.reload();
  await expect(card.getByText("not of the open internet")).toBeVisible(patient);
  await expect(page.locator("[data-secret]")).toHaveCount(0);
  await card.getByRole("button", { name: "Send again", exact: true }).click();
  await expect(card.getByRole("button", { name: "Send again", exact: true })).toHaveCount(0, patient);
  await expect.poll(async () => ask(tried, [name]), patient).toEqual([{ attempts: 1 }]);
  await card.getByRole("button", { name: "Remove" }).click();
  await expect(card).toHaveCount(0, patient);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card).toBeVisible(patient);
  await card.getByRole("button", { name: "Remove" }).click();
  await expect(card).toHaveCount(0, patient);
  // It is gone when the page is left, at the latest.
  await page.goto("/en/admin/keys");
  await expect.poll(async () => ask("SELECT removed_at IS NOT NULL AS gone FROM webhook_endpoint WHERE name = $1", [name]), patient).toEqual([{ gone: true }]);
  expect(faults).toEqual([]);
  await Promise.all([admin.close(), marketer.close()]);
});
