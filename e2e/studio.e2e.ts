import { expect, type Page, test } from "@playwright/test";
import { ask } from "./world/database.ts";
import { browserOf, watchedPage } from "./world/people.ts";

const drawn = async (page: Page): Promise<{ x: number; y: number; width: number; height: number }> => {
  const picture = page.locator('[data-drawn="true"]').first();
  await expect(picture).toBeVisible({ timeout: 60_000 });
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error("the picture has no place");
  return box;
};

const counted = async (page: Page): Promise<number> => Number(await page.locator("[data-selection]").getAttribute("data-selection"));

test("a marketer reads the week, drags a threshold, sees its counts and saves it with a reason", async ({ browser }) => {
  const context = await browserOf(browser, "marketer", { viewport: { width: 1440, height: 1000 } });
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio");
  await expect(page.locator("main li a").filter({ hasText: "net profit" }).first()).toBeVisible();
  await page.goto("/en/studio/portfolio");
  const box = await drawn(page);
  const a = page.locator('[data-count="A"]');
  const before = await a.textContent();
  // The line of the factor is found by its cursor, as a hand finds it.
  const y = box.y + box.height * 0.4;
  let x = box.x + box.width * 0.3;
  for (; x < box.x + box.width * 0.8; x += 3) {
    await page.mouse.move(x, y);
    if ((await page.locator('[data-drawn="true"] > div').first().evaluate((element) => element.style.cursor)) === "ew-resize") break;
  }
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 4 });
  await page.mouse.up();
  const field = page.getByLabel("Factor from").first();
  await expect(field).not.toHaveValue("50");
  await expect(a).not.toHaveText(before ?? "");
  // By keyboard to a value of one's own; then it is saved, and written down.
  await field.fill("44");
  await page.getByRole("button", { name: "Save these thresholds" }).click();
  await page.getByLabel("Why?").fill("Autumn was quieter than spring.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("1 change", { exact: true })).toBeVisible();
  expect(await ask("SELECT threshold, reason FROM portfolio_rule")).toEqual([{ threshold: 44, reason: "Autumn was quieter than spring." }]);
  expect(faults).toEqual([]);
  await context.close();
});

test("a marketer lassos a corner of the picture and sees who is in it, as the table counts them", async ({ browser }) => {
  const context = await browserOf(browser, "marketer", { viewport: { width: 1440, height: 1000 } });
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/portfolio");
  await drawn(page);
  await page.getByRole("button", { name: "Lasso" }).click();
  const box = await drawn(page);
  // Around the upper left: those who bring much and are not close.
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const path = [at(0.12, 0.08), at(0.52, 0.08), at(0.52, 0.3), at(0.12, 0.3), at(0.12, 0.1)] as const;
  await page.mouse.move(...path[0]);
  await page.mouse.down();
  for (const point of path.slice(1)) await page.mouse.move(...point, { steps: 6 });
  await page.mouse.up();
  await expect(page.locator("[data-selection]")).toBeVisible();
  const found = await counted(page);
  expect(found).toBeGreaterThan(5);
  const [all] = await ask<{ count: string }>("SELECT count(*) AS count FROM portfolio");
  expect(found).toBeLessThan(Number(all?.count));
  await page.getByRole("button", { name: "Save as a segment" }).click();
  await page.getByLabel("Name of the segment").fill("Rich and far");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  expect(await (await context.request.get("/api/studio/segments")).text()).toContain("Rich and far");
  // Without a pointer: the four sides of a box.
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Net profit from").fill("1000");
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page.locator("[data-selection]")).toBeVisible();
  const [rich] = await ask<{ count: string }>("SELECT count(*) AS count FROM portfolio WHERE net_cents >= 100000");
  expect(await counted(page)).toBe(Number(rich?.count));
  await page.getByRole("button", { name: "Table" }).first().click();
  await expect(page.getByRole("row")).not.toHaveCount(0);
  expect(faults).toEqual([]);
  await context.close();
});

test("a marketer edits a tier's rule, reads whom it moves, and adopts it; hands somebody to the concierge and takes them back", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/tiers");
  const adopt = page.getByRole("button", { name: "Adopt" });
  await page.getByRole("button", { name: "Edit Select" }).click();
  await page.locator('[data-tier="1"]').getByLabel("Factor at least").first().fill("30");
  await expect(adopt).toBeDisabled();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("[data-effect]")).toContainText("more would rise");
  await adopt.click();
  await page.getByLabel("Why?").fill("To welcome more people earlier.");
  await page.getByRole("dialog").getByRole("button", { name: "Adopt" }).click();
  await expect(page.getByText("To welcome more people earlier.")).toBeVisible();
  const [tier] = await ask<{ rf: number }>("SELECT (rule #>> '{enter,rf}')::int AS rf FROM tier WHERE level = 1");
  expect(tier?.rf).toBe(30);
  await page.goto("/en/studio/churn");
  const first = page.locator("[data-watched]").first();
  await first.getByRole("button", { name: "Hand to the concierge" }).click();
  await expect(first).toContainText("With the concierge since");
  await first.getByRole("button", { name: "Take back" }).click();
  await expect(first.getByRole("button", { name: "Hand to the concierge" })).toBeVisible();
  expect(await ask("SELECT 1 FROM churn_handover WHERE closed_at IS NULL")).toEqual([]);
  // What became of it stays to be read.
  await page.goto("/en/studio/handovers");
  await expect(page.locator("[data-handover]").first()).toContainText("Did not buy again");
  expect(faults).toEqual([]);
  await context.close();
});

test("a concierge sees figures and no individuals; a customer sees no studio", async ({ browser }) => {
  const concierge = await browserOf(browser, "concierge");
  const { page } = await watchedPage(concierge);
  // The week in sentences leads a concierge to no page that is not theirs.
  await page.goto("/en/studio");
  await expect(page.locator("main section").first()).toBeVisible();
  await expect(page.locator('main a[href*="/studio/customers"], main a[href*="/studio/churn"]')).toHaveCount(0);
  await page.goto("/en/studio/concentration");
  await expect(page.getByRole("heading", { name: "The curve of concentration" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "The first ten", exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Portfolio" })).toHaveCount(0);
  expect((await concierge.request.get("/api/studio/portfolio")).status()).toBe(404);
  const customer = await browserOf(browser, "customer");
  expect((await customer.request.get("/en/studio")).status()).toBe(404);
  await Promise.all([concierge.close(), customer.close()]);
});

test("a marketer calibrates, reads what the draft would change when it is computed, and finds that again after coming back", async ({ browser }) => {
  const context = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/studio/validity");
  await page.getByRole("button", { name: "Calibrate" }).click();
  const preview = page.locator("[data-preview]").first();
  await expect(preview).toContainText("would stand in another segment", { timeout: 60_000 });
  const version = await preview.getAttribute("data-preview");
  expect(await ask("SELECT status FROM model_version WHERE version = $1", [version])).toEqual([{ status: "draft" }]);
  const told = await preview.locator("p").first().textContent();
  await page.reload();
  await expect(page.locator(`[data-preview="${version}"] p`).first()).toHaveText(told ?? "");
  await expect(page.locator(`[data-version="${version}"] [data-task="done"]`)).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});
