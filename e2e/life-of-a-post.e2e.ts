import { expect, test } from "@playwright/test";
import { taken } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

test("a customer joins, opens a topic, is answered and liked while they watch, and their factor moves", async ({ browser }) => {
  const newcomer = await browserOf(browser, "visitor");
  const { page, faults } = await watchedPage(newcomer);
  const email = `robin.${Date.now()}@example.org`;

  await page.goto("/en");
  await page.getByRole("link", { name: "Join", exact: true }).first().click();
  await page.getByLabel("Your name").fill("Robin Vale");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByText("Look in your mailbox")).toBeVisible();
  await page.getByRole("link", { name: "See the mail (demo)" }).click();
  const letter = page.getByRole("listitem").filter({ hasText: email });
  const link = await letter.getByRole("link").getAttribute("href");
  await page.goto((link ?? "").replace(/^https?:\/\/[^/]+/, base()));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("link", { name: /Your relationship factor is/ })).toBeVisible();

  await page.getByRole("link", { name: "New topic" }).click();
  await page.getByLabel("Title").fill("A kettle that sings too early");
  await page.getByLabel("Category").selectOption({ label: "Coffee" });
  await page.getByLabel("Kind").selectOption("question");
  await page.getByLabel("What do you want to say?").fill("It sings at **85°**, long before it boils. Is that me or the kettle?");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("strong", { hasText: "85°" })).toBeVisible();
  await page.getByRole("button", { name: "Write" }).click();
  await expect(page.getByText("Draft saved to your account")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("A kettle that sings too early");
  await page.getByLabel("Category").selectOption({ label: "Coffee" });
  await page.getByLabel("Kind").selectOption("question");
  await page.getByRole("button", { name: "Open the topic" }).click();
  await expect(page.getByRole("heading", { name: "A kettle that sings too early" })).toBeVisible();
  const topic = page.url();

  const factor = page.locator("[data-factor]");
  await expect(factor).toBeVisible();
  const before = Number(await factor.getAttribute("data-factor"));

  const other = await browserOf(browser, "customer");
  const theirs = await watchedPage(other);
  await theirs.page.goto(topic);
  await theirs.page.getByRole("textbox", { name: "Your reply" }).fill("The whistle is loose. Mine did that for a year.");
  await theirs.page.getByRole("button", { name: "Reply", exact: true }).last().click();
  await expect(page.getByText("The whistle is loose.")).toBeVisible();
  await theirs.page.getByRole("button", { name: /Like post 1/ }).click();
  await expect(page.getByRole("button", { name: "Like post 1 (1 like)" })).toBeVisible();
  await expect.poll(async () => Number(await factor.getAttribute("data-factor"))).toBeGreaterThan(before);

  await page.getByRole("button", { name: "Accept as the answer" }).click();
  await expect(theirs.page.getByText("Accepted answer")).toBeVisible();

  // What the like is worth must be in what is read next, or taking it back would be no step down.
  await taken("relationship");
  await factor.click();
  await expect(page.getByText("A topic you opened")).not.toHaveCount(0);
  const shown = page.locator("[data-relationship]");
  const now = Number(await shown.getAttribute("data-relationship"));
  await theirs.page.getByRole("button", { name: /Like post 1/ }).click();
  await expect.poll(async () => Number(await shown.getAttribute("data-relationship"))).toBeLessThan(now);
  expect([...faults, ...theirs.faults]).toEqual([]);
  await Promise.all([newcomer.close(), other.close()]);
});

test("a post is edited with its history, removed and brought back", async ({ browser }) => {
  const context = await browserOf(browser, "premium");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en?sort=top");
  await page.locator("[data-open]").first().click();
  const box = page.getByRole("textbox", { name: "Your reply" });
  await box.fill("First wording of this.");
  await box.press("Control+Enter");
  const post = page.locator('[id^="post-"]').filter({ hasText: "First wording of this." });
  await expect(post).toBeVisible();
  await post.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Your post" }).fill("Second wording of this.");
  await page.getByRole("button", { name: "Save" }).click();
  const edited = page.locator('[id^="post-"]').filter({ hasText: "Second wording of this." });
  await edited.getByRole("button", { name: "edited" }).click();
  await expect(page.getByRole("dialog").getByText("First wording of this.")).toBeVisible();
  await page.keyboard.press("Escape");
  await edited.getByRole("button", { name: "Remove" }).click();
  await expect(edited).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(edited).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});

test("what is typed survives a lost connection, and is sent once when it is back", async ({ browser }) => {
  const context = await browserOf(browser, "customer");
  const { page } = await watchedPage(context);
  await page.goto("/en?sort=top");
  await page.locator("[data-open]").nth(1).click();
  const box = page.getByRole("textbox", { name: "Your reply" });
  await expect(box).toBeVisible();
  await context.setOffline(true);
  await box.fill("Written in a tunnel.");
  await page.getByRole("button", { name: "Reply", exact: true }).last().click();
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await expect(box).toHaveValue("Written in a tunnel.");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Reply", exact: true }).last().click();
  await expect(page.locator('[id^="post-"]').filter({ hasText: "Written in a tunnel." })).toHaveCount(1);
  await expect(box).toHaveValue("");
  await context.close();
});

test("what moves before the live connection stands is shown once it does", async ({ browser }) => {
  const context = await browserOf(browser, "premium");
  const { page, faults } = await watchedPage(context);
  let connect: () => void = () => {};
  const gate = new Promise<void>((resolve) => { connect = resolve; });
  await page.routeWebSocket(/socket\.io/, async (socket) => { await gate; socket.connectToServer(); });
  await page.goto("/en/me/relationship");
  const shown = page.locator("[data-relationship]");
  const before = Number(await shown.getAttribute("data-relationship"));
  const written = await context.request.post("/api/topics/1/replies", { data: { body: "Said while nobody was listening.", clientId: crypto.randomUUID() }, headers: { origin: base() } });
  expect(written.status()).toBe(201);
  // The score has moved on the server before the page can hear of anything.
  await expect.poll(async () => ((await (await context.request.get("/api/me/factor")).json()) as { factor: number }).factor).toBeGreaterThan(before);
  connect();
  await expect.poll(async () => Number(await shown.getAttribute("data-relationship"))).toBeGreaterThan(before);
  expect(faults).toEqual([]);
  await context.close();
});
