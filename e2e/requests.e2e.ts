import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { ask, ofDatabase } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

const ways = [
  { title: "A walnut tray", price: "180", text: "Small enough for the table by the window." },
  { title: "A copper pan", price: "240", text: "For somebody who cooks for many." },
  { title: "A linen throw", price: "95.50", text: "Warm, and light to carry." },
];

/** A form of the desk, opened from its tools. */
async function tool(desk: Page, name: string): Promise<Locator> {
  await desk.getByRole("button", { name, exact: true }).first().click();
  return desk.getByRole("dialog");
}

const patient = { timeout: 60_000 };
/** Says something in a request, from either side. */
async function write(page: Page, words: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Write to/ });
  await field.fill(words);
  await field.press("Control+Enter");
  await expect(field).toHaveValue("", patient);
}

/** Somebody of the space of their own, whom no other journey moves, signed in. */
async function isolde(browser: Browser): Promise<{ id: string; member: BrowserContext }> {
  const [made] = await ask<{ id: string }>(`INSERT INTO account (id, email, name, handle, password_hash, role, tier, locale, confirmed_at, created_at)
    SELECT gen_random_uuid(), 'isolde@demo.invalid', 'Isolde Fenwick', 'isolde.fenwick', password_hash, 'customer', 2, 'en', now(), now() - interval '200 days' FROM account WHERE email = 'premium@demo.invalid' RETURNING id`);
  const member = await browser.newContext({ baseURL: base() });
  expect((await member.request.post("/api/sign-in", { data: { email: "isolde@demo.invalid", password: "rapport-demo" }, headers: { origin: base() } })).status()).toBe(200);
  return { id: made?.id ?? "", member };
}

/** What the member’s own page and the studio’s funnel say of stages, each open and never reloaded; and the studio’s page of the member, at the end. */
async function watchStages(mine: Page, studio: Page) {
  await mine.goto("/en/me/relationship");
  const own = mine.locator("[data-stage-now]");
  await expect(own).toHaveAttribute("data-stage-now", "0", patient);
  await studio.goto("/en/studio/stages");
  const step = (one: number): Locator => studio.locator(`li[data-stage="${one}"]`);
  await expect(step(1)).toHaveAttribute("data-onward", /\d/, patient);
  const onward = async (one: number): Promise<number> => Number(await step(one).getAttribute("data-onward"));
  const before = [0, await onward(1), await onward(2), await onward(3)];
  return {
    own, step,
    moved: async (stage: number): Promise<void> => {
      await expect(own).toHaveAttribute("data-stage-now", String(stage), patient);
      await expect(step(stage)).toHaveAttribute("data-onward", String((before[stage] ?? 0) + 1), patient);
    },
  };
}

/** The studio’s page of the member, by the list of their stage: the causes, never a word of the wish, and what serving them cost as what it took from their net profit. */
async function inTheStudio(studio: Page, { stages, wish, id }: { stages: Awaited<ReturnType<typeof watchStages>>; wish: string; id: string }): Promise<void> {
  await expect(studio.locator("[data-latest]")).toContainText("Isolde Fenwick");
  await stages.step(3).getByRole("link", { name: /or further$/ }).click();
  await studio.getByRole("link", { name: "Isolde Fenwick" }).click();
  await expect(studio.locator("[data-stage-now]")).toHaveAttribute("data-stage-now", "3", patient);
  await expect(studio.locator("[data-stage-now]")).toContainText("fulfilled and rated 4 or 5");
  const [cost] = await ask<{ cents: number }>("SELECT sum(cents)::int AS cents FROM cost_entry WHERE customer_id = $1", [id]);
  expect(cost?.cents).toBeGreaterThan(0);
  await expect(studio.locator("[data-profit]")).toHaveAttribute("data-profit", String(-(cost?.cents ?? 0)));
  expect(await studio.content()).not.toContain(wish);
}

/** A need forwarded with a budget, after its member read what they can expect. Resolves to its number. */
async function forward(mine: Page, wish: string): Promise<string> {
  // What can be expected stands there before anything is sent.
  await mine.goto("/en/premium/new");
  await mine.getByLabel("What do you need, or wish for?").fill(wish);
  await expect(mine.getByRole("button", { name: "Forward it" })).toBeDisabled();
  await mine.getByText("Anything else", { exact: true }).click();
  await expect(mine.locator("[data-promise]")).toContainText(/an answer by/i);
  await mine.getByLabel(/^Budget/).fill("a lot");
  await expect(mine.getByText("Write an amount, such as 120 or 99.50.")).toBeVisible();
  await mine.getByLabel(/^Budget/).fill("250");
  await mine.getByRole("button", { name: "Forward it" }).click();
  await mine.waitForURL(/\/premium\/requests\/\d+$/);
  await expect(mine.getByText(wish).first()).toBeVisible();
  return mine.url().split("/").at(-1) ?? "";
}

/** Three proposals of the desk, of which the member refuses one with a reason and accepts another. */
async function propose(desk: Page, mine: Page): Promise<void> {
  for (const { title, price, text } of ways) {
    const form = await tool(desk, "Propose");
    await form.getByLabel("What it is", { exact: true }).fill(title);
    await form.getByLabel("Why this one").fill(text);
    await form.getByLabel(/^Price/).fill(price);
    await form.getByRole("button", { name: "Propose it" }).click();
    await expect(form).toBeHidden();
  }
  const option = (title: string): Locator => mine.locator("[data-option]", { hasText: title });
  await expect(mine.locator("[data-option]")).toHaveCount(3);
  await option("A copper pan").getByRole("button", { name: "Not this one" }).click();
  await option("A copper pan").getByLabel("Why not?").fill("She does not cook.");
  await option("A copper pan").getByRole("button", { name: "Say no" }).click();
  await expect(option("A copper pan")).toHaveAttribute("data-state", "refused");
  await option("A walnut tray").getByRole("button", { name: "I would like this" }).click();
  await expect(option("A walnut tray")).toHaveAttribute("data-state", "accepted");
}

test("a need is forwarded with a budget, understood, answered with three proposals, fulfilled and rated: from the first stage to the third, on the member’s page and in the studio", async ({ browser }) => {
  const { id: memberId, member } = await isolde(browser);
  const [concierge, marketer] = [await browserOf(browser, "concierge"), await browserOf(browser, "marketer")];
  const [{ page: mine, faults }, { page: place, faults: more }, { page: desk, faults: others }, { page: studio, faults: last }] = [await watchedPage(member), await watchedPage(member), await watchedPage(concierge), await watchedPage(marketer)];
  const stages = await watchStages(place, studio);
  const wish = `A present for a friend who retires (${randomUUID().slice(0, 8)}).`;

  const id = await forward(mine, wish);
  await stages.moved(1);

  // It is in the queue of the desk, and opens beside the relationship.
  await desk.goto("/en/desk/requests");
  await expect(desk.getByText(wish).first()).toBeVisible();
  await desk.goto(`/en/desk/requests/${id}`);
  for (const words of ["Is she fond of anything in particular?", "Then I think of something for the home."]) await write(desk, words);
  await write(mine, "Of walnut, and of quiet evenings.");
  const understand = await tool(desk, "Say what we understood");
  await understand.getByLabel("What we understood").fill("Something for the home, to remember colleagues by, up to 250 €.");
  await understand.getByRole("button", { name: "Ask whether that is it" }).click();
  // The member's page hears it without being asked.
  await mine.getByRole("button", { name: "Yes, that is it" }).click();
  await expect(mine.getByText("Thank you. We know what you need.")).toBeVisible();
  await stages.moved(2);

  await propose(desk, mine);
  // What was refused is remembered at the desk; what it took is noted; then it is done.
  await expect(desk.getByText("She does not cook.").first()).toBeVisible();
  const time = await tool(desk, "Time and cost");
  await time.getByLabel("Minutes").fill("25");
  await time.getByRole("button", { name: "Note it" }).click();
  await expect(desk.getByText(/25 min/).first()).toBeVisible();
  const fulfil = await tool(desk, "Fulfilled");
  await fulfil.getByLabel("What was done").fill("The tray is on its way, wrapped, with a card.");
  await fulfil.getByRole("button", { name: "It is fulfilled" }).click();
  await expect(mine.getByText("The tray is on its way, wrapped, with a card.").first()).toBeVisible();
  await mine.getByLabel("5 stars").check({ force: true });
  await mine.getByLabel("In words, if you like").fill("Just what she would have chosen.");
  await mine.getByRole("button", { name: "Say so" }).click();
  await expect(mine.getByText("Thank you for telling us.")).toBeVisible();
  await expect(desk.getByText("Just what she would have chosen.")).toBeVisible();

  // It is asked once, and what was learned is the member's to see.
  await mine.goto("/en/premium/requests");
  await expect(mine.getByText("She does not cook.").first()).toBeVisible();
  // From the first stage to the third, in plain words, with what each rests on.
  await stages.moved(3);
  await expect(stages.own).toContainText(/had 5 of 5 from you/);
  await expect(stages.own).toContainText(wish);
  await place.getByText(/^How it came about/).click();
  await expect(stages.own.getByText(/^Reached: /)).toHaveText(["Reached: We keep our word", "Reached: We understand you", "Reached: You ask us"]);
  await inTheStudio(studio, { stages, wish, id: memberId });
  expect([...faults, ...more, ...others, ...last]).toEqual([]);
  for (const one of [member, concierge, marketer]) await one.close();
});

const said = `SELECT p.topic_id AS id, p.number FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id JOIN account a ON a.id = p.author_id
  WHERE a.email = 'premium@demo.invalid' AND p.deleted_at IS NULL AND t.deleted_at IS NULL AND c.audience = 'public' AND p.number BETWEEN 2 AND 20 ORDER BY p.id LIMIT 1`;

test("from what was said the member asks the concierge, and the desk asks the member, who says yes", async ({ browser }) => {
  const [member, concierge] = [await browserOf(browser, "premium"), await browserOf(browser, "concierge")];
  const [{ page: mine, faults }, { page: desk, faults: others }] = [await watchedPage(member), await watchedPage(concierge)];
  let at = { id: 0, number: 0 };
  await ofDatabase(async (query) => { at = ((await query(said)) as { rows: (typeof at)[] }).rows[0] ?? at; });
  const post = (page: Page): Locator => page.locator(`#post-${at.number}`);
  await desk.goto(`/en/t/${at.id}`);
  await post(desk).getByRole("button", { name: "Ask whether we may help" }).click();
  const dialog = desk.getByRole("dialog");
  const wish = `Something to keep it warm (${randomUUID().slice(0, 8)}).`;
  await dialog.getByLabel("What we understood them to need").fill(wish);
  await dialog.getByRole("button", { name: "Ask them" }).click();
  await expect(dialog).toBeHidden();
  // The member reads it, agrees, and is led to the request that came of it.
  await mine.goto("/en/premium/requests");
  await mine.locator("div.card", { hasText: wish }).getByRole("button", { name: "Yes, please" }).click();
  await mine.waitForURL(/\/premium\/requests\/\d+$/);
  await expect(mine.getByText(wish).first()).toBeVisible();
  await expect(mine.getByRole("link", { name: "a topic" })).toHaveAttribute("href", new RegExp(`/en/t/${at.id}#post-${at.number}$`));
  // And the other way round: what one reads leads to one's own words.
  await mine.goto(`/en/t/${at.id}`);
  await post(mine).getByRole("button", { name: "Ask the concierge about this" }).click();
  await mine.waitForURL(/\/premium\/new\?from=topic/);
  await expect(mine.getByText("From:")).toBeVisible();
  expect([...faults, ...others]).toEqual([]);
  await member.close();
  await concierge.close();
});

test("an admin changes what the catalogue promises, reads in words what changed, and undoes it", async ({ browser }) => {
  const admin = await browserOf(browser, "admin");
  const { page, faults } = await watchedPage(admin);
  await page.goto("/en/admin/services");
  await page.getByRole("link", { name: /^Choosing for your kitchen/ }).click();
  await page.getByLabel("Cases a week").fill("0");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("At least one case a week.").first()).toBeVisible();
  await page.getByLabel("Cases a week").fill("31");
  await page.getByRole("button", { name: "Add hours on Sunday" }).click();
  await page.getByLabel("Why", { exact: true }).fill("One more, on trial.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const history = page.getByRole("region", { name: "How it came to be so" });
  await expect(history.getByText("Cases a week: 30 → 31")).toBeVisible();
  await expect(history.getByText(/^Sunday: closed → /)).toBeVisible();
  await expect(history.getByText("One more, on trial.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(history.getByText("Cases a week: 31 → 30")).toBeVisible();
  await expect(page.getByLabel("Cases a week")).toHaveValue("30");
  expect(faults).toEqual([]);
  await admin.close();
});
