import { expect, test } from "@playwright/test";
import { base, browserOf, watchedPage } from "./world/people.ts";

test("a reader finds a topic by keyboard while typing, narrows a search, is told what they meant, and asks what nobody asked", async ({ browser }) => {
  const writer = await browserOf(browser, "moderator");
  const opened = await writer.request.post("/api/topics", { data: { categorySlug: "coffee", title: "A tamper that fits a bottomless basket", body: "Mine is a millimetre too wide. Which tamper do you use?", kind: "question", clientId: crypto.randomUUID() }, headers: { origin: base() } });
  expect(opened.status(), await opened.text()).toBe(201);
  const { id } = (await opened.json()) as { id: number };
  await writer.close();

  const reader = await browserOf(browser, "customer");
  const { page, faults } = await watchedPage(reader);
  await page.goto("/en");
  await expect(page.getByRole("button", { name: /^Menu of/ })).toBeVisible();
  await page.keyboard.press("/");
  const field = page.getByRole("combobox");
  await expect(field).toBeFocused();
  await page.keyboard.type("bottomless tam");
  const option = page.getByRole("option", { name: /A tamper that fits a bottomless basket/ });
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/en/t/${id}/`));

  await page.goto("/en/search?q=tamper");
  await expect(page.getByRole("link", { name: "A tamper that fits a bottomless basket" }).first()).toBeVisible();
  await expect(page.locator("mark", { hasText: "tamper" }).first()).toBeVisible();
  await page.getByText("Filters").click();
  await page.getByLabel("Category").selectOption("coffee");
  await page.getByLabel("What", { exact: true }).selectOption("question");
  await page.getByLabel("In titles only").check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/kind%3Aquestion/);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter in:title" }).click();
  await expect(page).not.toHaveURL(/in%3Atitle/);

  // The list of words follows a moment after what was written.
  await expect.poll(async () => ((await (await reader.request.get("/api/search?q=bottomles+tampre")).json()) as { meant: string | null }).meant, { timeout: 10_000 }).toContain("tamper");
  await page.goto("/en/search?q=tampre");
  await expect(page.getByText("These hold “tamper”.")).toBeVisible();

  await page.goto("/en/search?q=zebrawood+spoon+kind:post");
  await expect(page.getByText("Nothing was found for “zebrawood spoon”")).toBeVisible();
  await page.getByRole("link", { name: "Open a topic about it" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("zebrawood spoon");
  await page.getByLabel("Title").fill("Which tamper fits a bottomless basket");
  await expect(page.getByRole("link", { name: "A tamper that fits a bottomless basket" })).toBeVisible();
  expect(faults).toEqual([]);
  await reader.close();
});

test("products, reviews, questions about them and people are found, each by its name and at its place, on the page and in the menu", async ({ browser }) => {
  const reader = await browserOf(browser, "visitor");
  const { page, faults } = await watchedPage(reader);
  const found: [asked: string, kind: string, name: string, at: RegExp][] = [
    ["finch hand grinder", "Product", "Finch hand grinder", /\/en\/products\/finch-hand-grinder$/], ["measured kind:review", "Review", "Measured, not felt", /\/en\/products\/finch-hand-grinder#review-\d+$/],
    ["burrs replaced kind:question", "Question", "Can the burrs be replaced, or is it a new grinder then?", /\/en\/products\/finch-hand-grinder#question-\d+$/], ["marta quill kind:person", "Person", "Marta Quill", /\/en\/u\/marta\.quill$/],
  ];
  for (const [asked, kind, name, at] of found) {
    await page.goto(`/en/search?q=${encodeURIComponent(asked)}`);
    const hit = page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) }).filter({ hasText: kind });
    await expect(hit.getByRole("link", { name, exact: true })).toHaveAttribute("href", at);
  }
  await page.getByText("Filters").click();
  await page.getByLabel("What", { exact: true }).selectOption("review");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/kind%3Areview/);
  await page.goto("/en");
  await page.getByRole("button", { name: "Search" }).click();
  await page.keyboard.type("finch hand");
  await page.getByRole("option", { name: "Finch hand grinder" }).click();
  await expect(page).toHaveURL(/\/en\/products\/finch-hand-grinder$/);
  expect(faults).toEqual([]);
  await reader.close();
});
