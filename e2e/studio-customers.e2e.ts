import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, test } from "@playwright/test";
import { browserOf, watchedPage } from "./world/people.ts";

async function studio(browser: Browser) {
  const context = await browserOf(browser, "marketer");
  return { context, ...(await watchedPage(context)) };
}

test("a marketer finds, filters, keeps a view, opens a customer by keyboard and writes a note that nobody else reads", async ({ browser }) => {
  const { context, page, faults } = await studio(browser);
  await page.goto("/en/studio/customers");
  const rows = page.locator("tr[data-item]");
  await expect(rows.first()).toBeVisible();
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");

  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.getByLabel("What is asked").selectOption("orders");
  await page.getByLabel("Value", { exact: true }).fill("2");
  await expect(page).toHaveURL(/where=/);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.getByRole("button", { name: "Save this view" }).click();
  await page.getByLabel("Name of the view").fill("Bought twice");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Saved views").locator("option", { hasText: "Bought twice" })).toBeAttached();
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await saved).suggestedFilename()).toBe("customers.csv");

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  const name = (await rows.first().getByRole("link").textContent()) ?? "";
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const customer = page.url();
  await page.getByLabel("A new note").fill("Asked for the small grinder.");
  await page.getByRole("button", { name: "Write the note" }).click();
  await expect(page.getByText("Asked for the small grinder.")).toBeVisible();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Asked for the small grinder.")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Asked for the small grinder.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What they did" })).toBeVisible();
  await expect(page.locator("[data-drawn=true]")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("#content").setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();

  const moderator = await browserOf(browser, "moderator");
  const theirs = await moderator.newPage();
  expect((await theirs.goto(customer))?.status()).toBe(404);
  expect(await theirs.content()).not.toContain("small grinder");
  await moderator.close();
});

test("a marketer builds a nested segment with a live count, saves it, changes it, goes back, and takes its members along", async ({ browser }) => {
  const { context, page, faults } = await studio(browser);
  await page.goto("/en/studio/segments/new");
  const count = page.locator("[data-count]");
  await expect(count).toHaveText(/^[\d,]+$/);
  await page.getByLabel("Name", { exact: true }).fill("Worth a call");
  await page.getByLabel("What is asked").selectOption("orders");
  await page.getByLabel("Value", { exact: true }).fill("1");
  await expect(count).toHaveAttribute("aria-busy", "false");
  await page.getByRole("button", { name: "Group", exact: true }).click();
  const inner = page.locator("fieldset fieldset").first();
  await inner.getByLabel("How many of these hold").selectOption("none");
  await inner.getByLabel("What is asked").selectOption("tier");
  await inner.getByLabel("Comparison").selectOption("gte");
  await inner.getByLabel("Value", { exact: true }).fill("2");
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/segments/count") && (answer.request().postData() ?? "").includes('"not"') && (answer.request().postData() ?? "").includes('"value":2'));
  await asked;
  await expect(count).toHaveAttribute("aria-busy", "false");
  const first = (await count.textContent()) ?? "";
  await page.getByRole("button", { name: "Save the segment" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Worth a call" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Who is in it" })).toBeVisible();

  await page.locator("fieldset fieldset").getByLabel("Value", { exact: true }).fill("1");
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await expect(page.getByText("rule changed (2 → 2 conditions)")).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: /^Version 1/ }).getByRole("button", { name: "Go back to it" }).click();
  await expect(page.getByText("Back to version 1")).toBeVisible();
  await expect(count).toHaveText(first);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await saved).suggestedFilename()).toBe("segment.csv");
  await page.getByRole("button", { name: "Put away" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Put away" })).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});
