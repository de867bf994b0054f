import { expect, test } from "@playwright/test";
import { ask } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

/** Fifty things to decide, about fifty posts, beside those of the demo. */
const seed = `INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, flags, at)
  SELECT 'report', 'post', p.id::text, p.author_id, '{off-topic}', 1, now() - interval '3 days' FROM post p JOIN account a ON a.id = p.author_id JOIN topic t ON t.id = p.topic_id
  WHERE p.number > 1 AND a.role = 'customer' AND p.deleted_at IS NULL AND t.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM queue_item q WHERE q.subject_type = 'post' AND q.subject_id = p.id::text) ORDER BY p.id LIMIT 50 RETURNING id`;

test("a moderator clears fifty items by keyboard, and takes the last ones back", async ({ browser }) => {
  const seeded = await ask<{ id: string }>(seed);
  expect(seeded).toHaveLength(50);
  const ids = new Set(seeded.map((row) => String(row.id)));
  const context = await browserOf(browser, "moderator");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/desk");
  const open = page.locator("[data-item-open]");
  const decided: string[] = [];
  for (let at = 0; at < 50; at += 1) {
    await expect(page.locator('[data-queue][aria-current="true"]')).toHaveCount(1);
    const id = (await page.locator('[data-queue][aria-current="true"]').getAttribute("data-queue")) ?? "";
    expect(ids.has(id)).toBe(true);
    await expect(open).toHaveAttribute("data-item-open", id);
    await page.keyboard.press(at % 10 === 3 ? "r" : at % 2 ? "i" : "a");
    await expect(page.locator(`[data-queue="${id}"]`)).toHaveCount(0);
    decided.push(id);
  }
  expect(new Set(decided)).toEqual(ids);
  const left = async (): Promise<number> => Number((await ask<{ open: string }>("SELECT count(*) AS open FROM queue_item WHERE id = ANY($1::bigint[]) AND state = 'open'", [[...ids]]))[0]?.open);
  expect(await left()).toBe(0);
  await page.keyboard.press("u");
  await expect(page.getByText("It is as it was.")).toBeVisible();
  expect(await left()).toBe(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Show these keys");
  expect(faults).toEqual([]);
  await context.close();
});

test("two moderators see live what the other holds and decides", async ({ browser }) => {
  const [one, other] = [await browserOf(browser, "moderator"), await browserOf(browser, "admin")];
  const [first, second] = [await watchedPage(one), await watchedPage(other)];
  for (const { page } of [first, second]) {
    await page.goto("/en/desk");
    await expect(page.locator("[data-item-open]")).toBeVisible();
  }
  const id = await first.page.locator('[data-queue][aria-current="true"]').getAttribute("data-queue");
  const theirs = second.page.locator(`[data-queue="${id}"]`);
  await expect(theirs).toBeVisible();
  // Pressed again until the other page listens: what is told before is heard by nobody.
  await expect(async () => {
    await first.page.keyboard.press("c");
    await expect(theirs).toContainText("Juniper Hale looks at this", { timeout: 1000 });
  }).toPass();
  await first.page.keyboard.press("i");
  await expect(theirs).toHaveCount(0);
  expect([...first.faults, ...second.faults]).toEqual([]);
  await Promise.all([one.close(), other.close()]);
});

test("a member reports a post, a moderator removes it, its author reads why and appeals", async ({ browser }) => {
  const author = await browserOf(browser, "premium");
  const opened = await author.request.post("/api/topics", { data: { categorySlug: "coffee", title: "Which kettle is the quietest?", body: "Mine wakes the house.", kind: "discussion", clientId: crypto.randomUUID() }, headers: { origin: base() } });
  const { id, slug } = (await opened.json()) as { id: number; slug: string };
  await author.request.post(`/api/topics/${id}/replies`, { data: { body: "And whoever likes loud ones is deaf.", clientId: crypto.randomUUID() }, headers: { origin: base() } });
  const reporter = await browserOf(browser, "customer");
  const theirs = await watchedPage(reporter);
  await theirs.page.goto(`/en/t/${id}/${slug}`);
  await theirs.page.locator("#post-2").getByRole("button", { name: "Report" }).click();
  await theirs.page.getByRole("radio", { name: /Rude or hurtful/ }).check();
  await theirs.page.getByRole("button", { name: "Send the report" }).click();
  await expect(theirs.page.getByText("A moderator will look at it.")).toBeVisible();
  const desk = await browserOf(browser, "moderator");
  const { page, faults } = await watchedPage(desk);
  await page.goto("/en/desk");
  await page.getByRole("button", { name: /^Reports/ }).click();
  await page.locator("[data-queue]").filter({ hasText: "whoever likes loud ones" }).click();
  await expect(page.locator("[data-item-open]")).toContainText("Fern Abbot");
  await page.getByLabel("Canned reply").selectOption("Please be kind");
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("Removed.")).toBeVisible();
  const mine = await watchedPage(author);
  await mine.page.goto(`/en/t/${id}/${slug}`);
  await mine.page.getByRole("button", { name: "Why was it removed?" }).click();
  const dialog = mine.page.getByRole("dialog");
  await expect(dialog).toContainText("Would you say it again, about the thing?");
  await dialog.getByRole("button", { name: "Appeal" }).click();
  await dialog.getByLabel("Why should this be looked at again?").fill("It was a joke about my own ears.");
  await dialog.getByRole("button", { name: "Send the appeal" }).click();
  await expect(dialog).toContainText("Your appeal waits.");
  expect([...faults, ...theirs.faults, ...mine.faults]).toEqual([]);
  await Promise.all([author.close(), reporter.close(), desk.close()]);
});
