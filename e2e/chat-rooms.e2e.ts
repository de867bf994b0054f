import { expect, type Locator, test } from "@playwright/test";
import sharp from "sharp";
import { box, done, inRoom, joined, line, opened, pointed, said, who, wrote } from "./world/chat.ts";
import { ask } from "./world/database.ts";
import { browserOf, watchedPage } from "./world/people.ts";

test.use({ trace: "off" });

// A month of talk from last spring, four messages a day, before anything that is said now.
const spring = `WITH r AS (SELECT thread_id FROM room WHERE id = $1), m AS (
    INSERT INTO message (thread_id, seq, author_id, source, html, created_at) SELECT r.thread_id, n, $2, 'Spring ' || n, '<p>Spring ' || n || '</p>', timestamptz '2026-04-01 09:00Z' + (n / 4) * interval '1 day' + (n % 4) * interval '1 hour' FROM r, generate_series(1, 120) n)
  UPDATE thread SET last_seq = 120 FROM r WHERE id = r.thread_id`;
/** Whether something is wholly within what is seen of the page, of so much height. */
const within = async (found: Locator, height: number): Promise<boolean> => { const at = await found.boundingBox(); return at !== null && at.y >= 0 && at.y + at.height <= height + 1; };

test("a room of a product is opened; its days are gone to, people called, files listed, links shown with a card", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "admin")]);
  const [{ page, faults }, { page: maker }] = await Promise.all([watchedPage(ada), watchedPage(bo)]);
  const [me, them] = await Promise.all([who(ada), who(bo)]);
  await maker.goto("/en/chat");
  await maker.getByRole("button", { name: "Write to somebody, or open a room" }).click();
  await maker.getByRole("radio", { name: "Open a room" }).check();
  await maker.getByLabel("Name of the room").fill("Around the grinder");
  await maker.getByRole("combobox", { name: "Category" }).selectOption({ label: "Coffee" });
  await maker.getByRole("combobox", { name: "Product" }).fill("finch hand");
  await maker.getByRole("option", { name: "Finch Hand Grinder" }).click();
  await maker.getByRole("button", { name: "Open it" }).click();
  await expect(maker).toHaveURL(/\/en\/chat\/\d+$/);
  const room = Number(/\d+$/.exec(maker.url())?.[0]);
  await ask(spring, [room, them.id]);
  await joined(ada, room);
  await maker.reload();
  await maker.getByRole("button", { name: "About this room", exact: true }).click();
  await expect(maker.getByRole("link", { name: "About Finch Hand Grinder" })).toHaveAttribute("href", "/en/products/finch-hand-grinder");
  await expect(maker.getByRole("link", { name: "Belongs to Coffee" })).toBeVisible();

  // Called: the list says so, and reading takes it away.
  await page.goto("/en/chat");
  await said(bo, room, { body: `Are you there, @${me.handle}?` });
  const row = page.locator(`a[data-open][href="/en/chat/${room}"]`);
  await expect(row.getByText("You are called once")).toBeAttached();
  await row.click();
  await expect(line(page, "Are you there")).toBeInViewport();
  await expect(row.getByText("You are called once")).not.toBeAttached();

  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Go to a day" }).click();
  await page.getByRole("dialog").getByLabel("Day").fill("2026-04-11");
  await page.getByRole("button", { name: "Go", exact: true }).click();
  await expect(line(page, "Spring 40")).toBeInViewport();
  await expect(line(page, "Are you there")).not.toBeInViewport();
  await page.getByRole("button", { name: /^To the newest|newer messages?$/ }).click();
  await expect(line(page, "Are you there")).toBeInViewport();

  await box(page).pressSequentially(`Yes, @${them.handle.slice(0, 4)}`);
  await page.getByRole("option", { name: new RegExp(`@${them.handle.replaceAll(".", "\\.")}`) }).click();
  await expect(box(page)).toHaveValue(`Yes, @${them.handle} `);
  await box(page).pressSequentially("and https://cups.example/finch too");
  await box(page).press("Enter");
  await expect(line(page, "cups.example").getByRole("link", { name: `@${them.handle}` })).toBeVisible();
  // What is behind the link is known a moment later, and arrives as a change.
  await expect(line(maker, "cups.example")).toHaveCount(1);
  const [message] = await ask<{ id: string }>("SELECT id FROM message WHERE source LIKE '%cups.example%'", []);
  await ask("WITH k AS (INSERT INTO link_preview (url, title, description, site, stale_at) VALUES ('https://cups.example/finch', 'Cups for the finch', 'Six of them.', 'Cups', now() + interval '1 day')) SELECT graphile_worker.add_job('chat.preview', json_build_object('messageId', $1::bigint))", [message?.id]);
  for (const one of [page, maker]) await expect(line(one, "cups.example").getByRole("link", { name: "Cups for the finch" })).toBeVisible();

  const png = await sharp({ create: { width: 160, height: 100, channels: 3, background: "#b5651d" } }).png().toBuffer();
  await page.locator('[data-room] input[type="file"]').setInputFiles({ name: "finch.png", mimeType: "image/png", buffer: png });
  await expect(box(page)).toHaveValue(/\/media\//);
  await box(page).press("Enter");
  const shown = maker.locator("[data-room] li[data-item]").filter({ has: maker.locator('.prose-post img[src*="/media/"]') });
  await expect(shown).toHaveCount(1);
  await maker.getByRole("tab", { name: "Files" }).click();
  await maker.getByRole("list", { name: "Files" }).getByRole("button", { name: /^Show finch\.\w+ where it was shared$/ }).click();
  await expect(shown).toBeFocused();
  // Arrows lead along the tabs.
  await maker.getByRole("tab", { name: "Files" }).press("ArrowRight");
  await expect(maker.getByRole("tab", { name: "Pinned", selected: true })).toBeFocused();
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close()]);
});

test("several messages become a topic and one is quoted in another; a room that is slow or only tells says so", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "moderator")]);
  const room = await opened(bo, "By the window");
  for (const body of ["Which oil for a beech handle?", "Nothing to do with it.", "Linseed, thin, three times."]) await said(bo, room.id, { body });
  const [{ page, faults }, { page: keeper }] = await Promise.all([watchedPage(ada), watchedPage(bo)]);
  await Promise.all([inRoom(page, room.id), inRoom(keeper, room.id, "?info=members")]);
  await page.getByRole("button", { name: "Join the room" }).click();
  await expect(box(page)).toBeVisible();
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Leave" }).click();
  await page.getByRole("button", { name: "Join the room" }).click();
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Mute" }).click();
  await expect(page.locator("[data-room] header").getByLabel("Muted")).toBeVisible();
  // Whoever is invited is in it.
  await keeper.getByRole("combobox", { name: "Invite" }).fill("tomasz");
  await keeper.getByRole("option", { name: /@tomasz\.wren/ }).click();
  await keeper.getByRole("button", { name: "Invite them" }).click();
  await expect(keeper.getByRole("link", { name: "Tomasz Wren" })).toBeVisible();
  await keeper.getByRole("tab", { name: "About" }).click();

  await keeper.getByLabel("Pace").selectOption({ label: "One message in 60 seconds" });
  await keeper.getByRole("button", { name: "Save", exact: true }).click();
  await expect(keeper.getByRole("listitem").filter({ hasText: "One message in 60 seconds" })).toBeVisible();
  await wrote(page, "I take tung oil.");
  await expect(line(keeper, "tung oil")).toHaveCount(1);
  await wrote(page, "And wax.");
  await expect(page.locator('[data-pending="waiting"]')).toContainText(/Goes out by itself in \d+ seconds/);
  // No longer slow, it goes out at once; then only the team writes.
  await keeper.getByLabel("Pace").selectOption({ label: "As fast as one likes" });
  await keeper.getByRole("button", { name: "Save", exact: true }).click();
  await expect(line(keeper, "And wax.")).toHaveCount(1);
  await keeper.getByLabel("Announcements: only those who keep the room write").check();
  await keeper.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Only the team writes here. You can react, and read.")).toBeVisible();
  await (await pointed(page, "Linseed")).getByRole("button", { name: "React", exact: true }).click();
  await page.getByRole("button", { name: "React with 👍" }).click();
  await expect(line(keeper, "Linseed").getByRole("button", { name: "👍, 1 person" })).toBeVisible();

  await done(page, "Linseed", "Quote in a topic");
  await page.getByRole("combobox", { name: "In which topic" }).fill("kettle");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Quote it there" }).click();
  await expect(page).toHaveURL(/\/en\/t\/\d+\/[^#]+#reply$/);
  await expect(page.locator("#reply textarea")).toHaveValue(/^> \*\*.+\*\* \[↑\]\(\/en\/chat\/\d+\?at=3\)\n>\n> Linseed, thin, three times\./);

  await done(keeper, "Which oil", "Choose several for a topic");
  await keeper.getByRole("checkbox", { name: /Linseed/ }).check();
  const tools = keeper.getByRole("toolbar", { name: "Choose several for a topic" });
  await expect(tools).toContainText("2 messages chosen");
  await tools.getByRole("button", { name: "Turn into a topic" }).click();
  await keeper.getByRole("dialog").getByLabel("Title").fill("Oil for a handle of beech");
  await keeper.getByRole("dialog").getByLabel("Category").selectOption({ label: "Coffee" });
  await keeper.getByRole("button", { name: "Make the topic" }).click();
  await expect(keeper).toHaveURL(/\/en\/t\/\d+\//);
  await expect(keeper.getByText("Linseed, thin, three times.")).toBeVisible();
  await expect(keeper.getByText("Nothing to do with it.")).toHaveCount(0);
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close()]);
});

test("on a phone the head leads to the rooms, and what one writes stays above the keyboard", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer", { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }), browserOf(browser, "moderator")]);
  const room = await opened(bo, "The narrow stair");
  await joined(ada, room.id);
  for (let n = 1; n <= 12; n += 1) await said(bo, room.id, { body: `Step ${n}` });
  const { page, faults } = await watchedPage(ada);
  await page.goto("/en");
  const way = page.locator("header [data-chat-unread]");
  await expect(way).toHaveAttribute("data-chat-unread", /^[1-9]/);
  await way.tap();
  await page.locator(`a[data-open][href="/en/chat/${room.id}"]`).tap();
  await expect(page.locator(`[data-room="${room.id}"] [data-connection="live"]`)).toBeAttached();
  await expect(line(page, "Step 12")).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  await box(page).tap();
  // A keyboard that makes the window smaller.
  await page.setViewportSize({ width: 360, height: 340 });
  await expect.poll(() => within(box(page), 340)).toBe(true);
  await expect(line(page, "Step 12")).toBeInViewport();
  // One that only covers it.
  await page.setViewportSize({ width: 360, height: 640 });
  await page.evaluate(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    Object.defineProperty(seen, "height", { configurable: true, value: 330 });
    seen.dispatchEvent(new Event("resize"));
  });
  await expect.poll(() => within(box(page), 330)).toBe(true);
  await box(page).fill("Careful on the stair");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(line(page, "Careful on the stair")).toHaveCount(1);
  expect(await within(line(page, "Careful on the stair"), 330)).toBe(true);
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close()]);
});
