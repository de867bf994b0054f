import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { base, browserOf, watchedPage } from "./world/people.ts";

/** Asks the product's database directly, for what would take a thousand requests to come about. */
async function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.RAPPORT_E2E_DATABASE ?? "" });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

type Made = { id: number; slug: string };
async function opened(title: string, by: string, posts: number): Promise<Made> {
  const [topic] = await sql<Made>(`INSERT INTO topic (category_id, author_id, title, slug, post_count, last_number, created_at, last_post_at, last_author_id)
    SELECT c.id, a.id, $1, 'made', $3, $3, now() - interval '300 days', now(), a.id FROM category c, account a WHERE c.slug = 'coffee' AND a.email = $2 RETURNING id, slug`, [title, `${by}@demo.invalid`, posts]);
  if (!topic) throw new Error("no topic was made");
  await sql(`INSERT INTO post (topic_id, number, author_id, source, html, created_at) SELECT $1, i, (SELECT author_id FROM topic WHERE id = $1), 'Post ' || i, '<p>This is post number ' || i || '. ' || repeat('It goes on for a while. ', 1 + i % 7) || '</p>', now() - interval '300 days' + interval '300 days' * i / $2::int FROM generate_series(1, $2::int) i`, [topic.id, posts]);
  return topic;
}

const shownNumber = (page: Page) => page.locator("[data-position]");

test("a topic of 1,200 posts is one list: reached in its middle by address and by slider, scrolled both ways, never all of it at once", async ({ browser }) => {
  test.slow();
  const topic = await opened("A thread without an end", "admin", 1200);
  const context = await browserOf(browser, "customer");
  const { page, faults } = await watchedPage(context);
  await page.goto(`/en/t/${topic.id}/made?from=601#post-605`);
  await expect(shownNumber(page)).toHaveText("605 of 1,200");
  const before = await page.locator("#post-605").boundingBox();
  await expect(page.locator("#post-590")).toBeAttached();
  // What came above it has not moved it.
  expect(Math.abs(((await page.locator("#post-605").boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(3);
  await expect.poll(async () => {
    await page.evaluate(() => window.scrollBy({ top: 1600, behavior: "instant" }));
    return page.locator("#post-700").count();
  }, { intervals: [60] }).toBe(1);
  expect(await page.locator('article[id^="post-"]').count()).toBeLessThanOrEqual(120);
  await expect(page).toHaveURL(/\?from=6[2-9]1|\?from=7/);

  const slider = page.getByRole("slider", { name: "Post" });
  await slider.fill("300");
  await slider.blur();
  await expect(page.locator("#post-300")).toBeInViewport();
  await expect(shownNumber(page)).toHaveText(/^(299|300) of 1,200$/);
  await page.locator("body").press("End");
  await expect(page.locator("#post-1200")).toBeInViewport();
  await page.locator("#post-1200").press("Home");
  await expect(page.locator("#post-1")).toBeInViewport();
  await page.getByRole("button", { name: "Jump to a number or date" }).click();
  await page.getByLabel("Post number").fill("777");
  await page.getByLabel("Post number").press("Enter");
  await expect(page.locator("#post-777")).toBeInViewport();
  await expect(page).toHaveURL(/from=761#post-777/);

  // A reply from the middle stands at the end, and one is taken there.
  await page.getByRole("textbox", { name: "Your reply" }).fill("Said from the middle.");
  await page.getByRole("button", { name: "Reply", exact: true }).last().click();
  await expect(page.locator("article[id]", { hasText: "Said from the middle." })).toBeInViewport();
  expect(faults).toEqual([]);
  await context.close();
});

test("what one follows is unread elsewhere, read where it is read, muted away, and kept with a reminder", async ({ browser }) => {
  test.slow();
  const topic = await opened("Which kettle sings best?", "admin", 30);
  const reader = await browserOf(browser, "premium");
  const { page, faults } = await watchedPage(reader);
  await page.goto(`/en/t/${topic.id}/made`);
  await page.getByRole("button", { name: /what you want to hear of this/ }).click();
  await page.getByRole("menuitemradio", { name: /You are told of every reply/ }).click();
  await expect(page.getByText("You follow this.")).toBeVisible();
  // What is seen on opening is told of too; only what follows the way to the end says that all was read.
  const read = page.waitForResponse((answer) => answer.url().endsWith(`/api/topics/${topic.id}/read`) && answer.ok() && (answer.request().postDataJSON() as { number: number }).number >= 30);
  await page.locator("body").press("End");
  await read;
  await page.goto("/en/me/drafts");
  // Three replies while one is elsewhere.
  const other = await browserOf(browser, "customer");
  for (const body of ["The blue one.", "The old one.", "None of them."]) expect((await other.request.post(`/api/topics/${topic.id}/replies`, { data: { body, clientId: crypto.randomUUID() }, headers: { origin: base() } })).status()).toBe(201);
  const row = page.locator(`[data-topic="${topic.id}"]`);
  // A kept list is made anew a moment after a reply, not before it is answered.
  await expect(async () => {
    await page.goto("/en");
    await expect(row.locator("[data-unread]")).toHaveText(/new$/, { timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await page.locator("body").press("g");
  await page.locator("body").press("u");
  await expect(page).toHaveURL(/\/en\/unread$/);
  const news = page.getByRole("listitem").filter({ hasText: "Which kettle sings best?" });
  await expect(news).toBeVisible();
  await news.getByText(/^\d+ new$/).click();
  await expect(page).toHaveURL(/#post-(2[0-9]|3[0-3])$/);
  await expect(page.locator("article[id]", { hasText: "None of them." })).toBeAttached();

  const post = page.locator("article[id]", { hasText: "The old one." });
  await post.getByRole("button", { name: "Keep" }).click();
  await page.getByRole("button", { name: "Note or reminder" }).click();
  await page.getByLabel("Note to yourself").fill("Ask about the lid.");
  await page.getByLabel(/^Tomorrow/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Kept. We will remind you.")).toBeVisible();
  await page.goto("/en/me/bookmarks");
  await expect(page.getByText("Ask about the lid.")).toBeVisible();
  await expect(page.getByText("Reminder:")).toBeVisible();
  // When its moment has come it is told of.
  await sql("UPDATE bookmark SET remind_at = now() WHERE note = 'Ask about the lid.'");
  await sql("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = 'bookmark:' || (SELECT id FROM bookmark WHERE note = 'Ask about the lid.')");
  await expect.poll(async () => (await sql("SELECT 1 FROM interaction WHERE kind = 'reminder.due'")).length).toBeGreaterThan(0);

  await page.goto("/en/me/following");
  const followed = page.getByRole("listitem").filter({ hasText: "Which kettle sings best?" });
  await followed.getByRole("button").click();
  await page.getByRole("menuitemradio", { name: /It leaves your lists/ }).click();
  await expect(page.getByText("This is muted.")).toBeVisible();
  await page.goto("/en");
  await expect(page.getByText(/muted topics? (is|are) hidden/)).toBeVisible();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(row).toBeVisible();
  expect(faults).toEqual([]);
  await Promise.all([reader.close(), other.close()]);
});
