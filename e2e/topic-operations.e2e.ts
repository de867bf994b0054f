import { expect, type Page, test } from "@playwright/test";
import { base, browserOf, watchedPage } from "./world/people.ts";

const manage = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole("button", { name: "What can be done with this topic" }).click();
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
};

test("an admin makes a closed category below another, sees in words what that means, and nobody else finds it", async ({ browser }) => {
  const [admin, customer] = [await browserOf(browser, "admin"), await browserOf(browser, "customer")];
  const { page, faults } = await watchedPage(admin);
  await page.goto("/en/admin/categories");
  await page.getByRole("button", { name: "Add a category below Premier table" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Prototypes on loan");
  await dialog.getByLabel("Who may see it").selectOption("public");
  await expect(dialog.getByText("Everyone sees it, also without an account")).toBeVisible();
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog.getByText("never open to more people than the one above it")).toBeVisible();
  await dialog.getByLabel("Who may see it").selectOption("circle");
  await expect(dialog.getByText("Members of the Circle tier see it, and staff.")).toBeVisible();
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Edit Prototypes on loan" })).toBeVisible();
  await page.goto("/en/c/prototypes-on-loan");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prototypes on loan");
  for (const path of ["/en/c/prototypes-on-loan", "/en/admin/categories", "/en/admin/tags"]) expect((await customer.request.get(path)).status(), path).toBe(404);
  expect(await (await customer.request.get("/api/categories")).text()).not.toContain("Prototypes on loan");
  expect(faults).toEqual([]);
  await Promise.all([admin.close(), customer.close()]);
});

test("a moderator pins, closes, splits, merges and removes, each with a way back", async ({ browser }) => {
  const [moderator, customer] = [await browserOf(browser, "moderator"), await browserOf(browser, "customer")];
  const opened = await moderator.request.post("/api/topics", { data: { categorySlug: "kitchen", title: "A lid that does not rattle", body: "Mine does.", kind: "discussion", tags: ["lids", "kettles"], clientId: crypto.randomUUID() }, headers: { origin: base() } });
  const { id, slug } = (await opened.json()) as { id: number; slug: string };
  for (const body of ["So does mine.", "Put a cork in it.", "Cork burns."]) expect((await moderator.request.post(`/api/topics/${id}/replies`, { data: { body, clientId: crypto.randomUUID() }, headers: { origin: base() } })).status()).toBe(201);
  const { page, faults } = await watchedPage(moderator);
  await page.goto(`/en/t/${id}/${slug}`);
  await manage(page, "Pin");
  await page.getByRole("dialog").getByLabel("Where it stands on top").selectOption("category");
  await page.getByRole("dialog").getByRole("button", { name: "Pin it" }).click();
  await expect(page.locator("header").getByText("Pinned")).toBeVisible();
  const reader = await watchedPage(customer);
  await reader.page.goto(`/en/t/${id}/${slug}`);
  await expect(reader.page.getByRole("textbox", { name: "Your reply" })).toBeVisible();
  await manage(page, "Close");
  await expect(reader.page.getByText("This topic is closed: it takes no more replies.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Opened again")).toBeVisible();
  await reader.page.goto("/en/c/kitchen");
  await expect(reader.page.locator("[data-open]").first()).toHaveText("A lid that does not rattle");

  await manage(page, "Move posts to a new topic");
  await page.getByLabel("Title of the new topic").fill("Cork near flames");
  await page.getByRole("button", { name: "Post 3 and all after it on this page" }).click();
  await page.getByRole("button", { name: "Move 2 posts" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cork near flames");
  await expect(page.getByText("The posts have a topic of their own.")).toBeVisible();
  await page.goto(`/en/t/${id}/${slug}`);
  await page.getByRole("link", { name: "Post 3 moved: see it where it stands now." }).click();
  await expect(page).toHaveURL(/cork-near-flames#post-1/);
  await manage(page, "Merge into another topic");
  await page.getByLabel("The topic it goes into").fill("lid that does");
  await page.getByLabel(/A lid that does not rattle/).check();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A lid that does not rattle");
  await expect(page.locator("#post-3")).toContainText("Put a cork in it.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cork near flames");

  await manage(page, "Remove with all replies");
  await expect(page.getByText("The topic is removed, with all its replies.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cork near flames");
  expect([...faults, ...reader.faults]).toEqual([]);
  await Promise.all([moderator.close(), customer.close()]);
});

test("a member votes for an idea, and sees what became of it", async ({ browser }) => {
  const [moderator, customer] = [await browserOf(browser, "moderator"), await browserOf(browser, "customer")];
  const { page, faults } = await watchedPage(customer);
  await page.goto("/en/ideas?status=open");
  await page.getByRole("link", { name: "Sell the skillet unseasoned, too", exact: true }).click();
  const vote = page.getByRole("button", { name: /^Voted?$/ });
  const count = async (): Promise<number> => Number.parseInt((await page.locator("#topic-vote [aria-live]").textContent()) ?? "", 10);
  await expect(vote).toBeEnabled();
  const [before, pressed] = [await count(), await vote.getAttribute("aria-pressed")];
  await vote.click();
  await expect.poll(count).toBe(before + (pressed === "true" ? -1 : 1));
  const staff = await watchedPage(moderator);
  await staff.page.goto(page.url());
  await manage(staff.page, "Decide this idea");
  await staff.page.getByLabel("What becomes of it").selectOption("declined");
  await staff.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(staff.page.getByText("Say why: whoever had the idea deserves a reason.")).toBeVisible();
  await staff.page.getByLabel("Why").fill("Bare iron rusts on the way to you.");
  await staff.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(staff.page.locator("header").getByText("Bare iron rusts on the way to you.")).toBeVisible();
  await page.goto("/en/ideas?status=declined");
  await page.getByRole("link", { name: "Sell the skillet unseasoned, too", exact: true }).click();
  await expect(page.locator("header").getByText("Declined")).toBeVisible();
  await expect(vote).toBeDisabled();
  expect([...faults, ...staff.faults]).toEqual([]);
  await Promise.all([moderator.close(), customer.close()]);
});
