import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { ask, taken } from "./world/database.ts";
import { lived, loyalFor } from "./world/history.ts";
import { confirm, join, strangers } from "./world/newcomers.ts";
import { returned, soldTo } from "./world/orders.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";
import { aShop } from "./world/shop.ts";

test.setTimeout(600_000);
const patient = { timeout: 60_000 };
const number = (text: string | null): number => Number((text ?? "").replace(/\D/g, ""));

/** The studio, open where word of mouth is read: nothing of it is loaded again by hand. */
async function studioOf(context: BrowserContext) {
  const [{ page: funnel, faults }, { page: growth, faults: more }, { page: tree, faults: most }] = [await watchedPage(context), await watchedPage(context), await watchedPage(context)];
  await Promise.all([funnel.goto("/en/studio/referrals?days=30"), growth.goto("/en/studio/referrals/growth"), tree.goto("/en/studio/referrals/tree")]);
  const step = async (name: string): Promise<number> => number(await funnel.locator(`[data-step="${name}"] p`).first().textContent());
  const read = async () => ({ touches: await step("touches"), joined: await step("joined"), bought: await step("bought"), growth: number(await growth.locator("[data-brought]").getAttribute("data-brought")), people: number(await tree.locator("[data-people]").getAttribute("data-people")) });
  await Promise.all([expect(funnel.locator('[data-step="bought"] p').first()).toHaveText(/\d/, patient), expect(growth.locator("[data-brought]")).toBeVisible(patient), expect(tree.locator("[data-people]")).toBeVisible(patient)]);
  return { funnel, tree, read, faults: () => [...faults, ...more, ...most] };
}

const pointsOfB = async (page: Page): Promise<number> => Number(/[\d.]+/.exec((await page.locator('[data-term="b"] p').first().textContent()) ?? "")?.[0]);

/** Somebody who has been a good customer for a while, and their page that says where they stand. */
async function loyal(browser: Browser, word: string) {
  const member = await browser.newContext({ baseURL: base() });
  await join(member, `Wren ${word}`, `sharer-${word}@wren-house.example`);
  const [{ id } = { id: "" }] = await ask<{ id: string }>("SELECT id FROM account WHERE email = $1", [`sharer-${word}@wren-house.example`]);
  await lived(id, loyalFor(word));
  const { page: standing, faults } = await watchedPage(member);
  await standing.goto("/en/me/relationship");
  await expect(standing.locator("[data-stage-now]")).toHaveAttribute("data-stage-now", "4", patient);
  await expect(standing.locator('[data-term="b"]')).toBeVisible(patient);
  return { id, member, standing, faults };
}

/** Shares the first review of a product as a person would, and gives the link. */
async function shareReview(page: Page): Promise<string> {
  await page.goto("/en/products/finch-hand-grinder");
  await page.locator("[id^=review-]").first().getByRole("link", { name: "Share" }).click();
  await expect(page.getByText("Share this review")).toBeVisible();
  const shared = page.waitForResponse((answer) => answer.url().endsWith("/api/me/shares"));
  await page.getByRole("button", { name: "Copy the link" }).click();
  return ((await (await shared).json()) as { url: string }).url;
}

/** Comes through a link signed out, reads, comes back the next day on the same device, and joins. */
async function cameThrough(browser: Browser, url: string, word: string) {
  const stranger = await browser.newContext({ ...strangers, baseURL: base() });
  const { page: visiting } = await watchedPage(stranger);
  await visiting.goto(new URL(url).pathname);
  await expect(visiting).toHaveURL(/\/en\/products\/finch-hand-grinder#review-\d+$/);
  await expect(visiting.locator("[id^=review-]").first()).toBeVisible();
  await visiting.close();
  // A day later on the same device: what is stored is a day older.
  await ask("WITH m AS (UPDATE touch_mark SET at = at - interval '1 day') UPDATE touch SET at = at - interval '1 day' WHERE visitor IS NOT NULL");
  const { page } = await watchedPage(stranger);
  await page.goto("/en/products/finch-hand-grinder");
  await page.goto("/en/sign-up");
  const email = `newcomer-${word}@quill-house.example`;
  await page.getByLabel("Name").fill(`Noor ${word}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Join" }).click();
  await confirm(stranger, email);
  return { stranger, page, email };
}

test("a review shared brings a visitor who comes back the next day, joins and buys; the reward waits for its date, the sharer's signal, stage and the studio move; a return takes half, also after it was paid", async ({ browser }) => {
  const [admin, marketer] = [await browserOf(browser, "admin"), await browserOf(browser, "marketer")];
  const { page: care, faults } = await watchedPage(admin);
  const { tell } = await aShop(care);
  const word = randomUUID().slice(0, 8);
  const { id: sharer, member, standing, faults: others } = await loyal(browser, word);
  // What the demo world has to tell of word of mouth is told.
  for (const consumer of ["buzz", "analytics.referrals"]) await taken(consumer);
  const studio = await studioOf(marketer);
  const [before, signal] = [await studio.read(), await pointsOfB(standing)];
  const { page: mine, faults: theirs } = await watchedPage(member);
  const url = await shareReview(mine);
  for (const secret of [sharer, word, "wren"]) expect(url.toLowerCase()).not.toContain(secret);
  const { stranger, page, email } = await cameThrough(browser, url, word);

  const sold = soldTo(email);
  await tell("orders/create", sold);
  const open = async (): Promise<void> => { await mine.goto("/en/me/invite"); await expect(mine.locator("[data-pending]")).toBeVisible(patient); };
  const points = (name: "pending" | "available" | "owed") => async (): Promise<number> => { await open(); return Number((await mine.locator(`[data-${name}]`).count()) === 0 ? 0 : await mine.locator(`[data-${name}]`).getAttribute(`data-${name}`)); };
  await expect.poll(points("pending"), patient).toBe(100);
  for (const came of ["visits", "joins", "purchases"]) await expect(mine.locator(`[data-came="${came}"]`)).toHaveText("1");
  await expect(mine.locator('[data-reward="pending"]').first()).toContainText("pending until");
  // Nobody is named who did not say so.
  await expect(mine.getByText(`Noor ${word}`)).toHaveCount(0);

  // What stands open shows it by itself: the studio, and the stage of who shared.
  await expect.poll(studio.read, patient).toEqual({ touches: before.touches + 1, joined: before.joined + 1, bought: before.bought + 1, growth: before.growth + 1, people: before.people + 2 });
  await expect(studio.funnel.getByText(`Wren ${word}`).first()).toBeVisible(patient);
  await expect(standing.locator("[data-stage-now]")).toHaveAttribute("data-stage-now", "5", patient);
  await expect.poll(async () => { await standing.reload(); await expect(standing.locator('[data-term="b"]')).toBeVisible(patient); return pointsOfB(standing); }, patient).toBeGreaterThan(signal);

  // The newcomer says thanks, and may be named from then on.
  await page.goto("/en/me/invite");
  await page.getByRole("button", { name: "Say thank you" }).click();
  await expect(page.getByText("You have said thank you.")).toBeVisible();
  // It is checked when that was said, not before.
  const named = page.getByRole("checkbox", { name: `Wren ${word} may see my name` });
  await named.click();
  await expect(named).toBeChecked(patient);
  await expect.poll(async () => { await open(); return mine.getByText(`Noor ${word}`).count(); }, patient).toBe(1);
  await expect(mine.getByText("says thank you")).toBeVisible();

  await tell("refunds/create", returned(sold.id, 61, "50.00"));
  await expect.poll(points("pending"), patient).toBe(50);
  // The time for returns has passed, and the points are spent on a coupon: a return after that is owed.
  await ask("UPDATE point_lot SET available_at = now() - interval '1 hour' WHERE account_id = $1", [sharer]);
  await expect.poll(points("available"), patient).toBe(50);
  await mine.getByLabel("Points to turn into a coupon").fill("50");
  await mine.getByRole("button", { name: "Make a coupon" }).click();
  await expect(mine.locator('[data-coupon="made"]')).toBeVisible();
  await expect(mine.locator("[data-available]")).toHaveAttribute("data-available", "0");
  await tell("refunds/create", returned(sold.id, 62, "25.00"));
  await expect.poll(points("owed"), patient).toBe(25);
  expect([...faults, ...others, ...theirs, ...studio.faults()]).toEqual([]);
  for (const one of [admin, member, stranger, marketer]) await one.close();
});

/** A shop of another house: two pages that carry the script, and a checkout that answers with what it was sent. */
async function aShopSite(): Promise<{ at: string; close: () => void }> {
  const server = createServer((req, res) => {
    res.setHeader("content-type", "text/html; charset=utf-8");
    if (req.method !== "POST") return void res.end(`<!doctype html><title>Pans</title><h1>${req.url}</h1><a href="/cart">To the cart</a><form method="post" action="/checkout"><input type="hidden" name="attributes[rapport_via]" data-rapport-via><button>Buy</button></form><script src="${base()}/widget/referral.js" defer></script>`);
    let body = "";
    req.on("data", (part) => { body += part; });
    req.on("end", () => res.end(`<!doctype html><title>Bought</title><output>${new URLSearchParams(body).get("attributes[rapport_via]") ?? ""}</output>`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

test("the shop's script keeps who brought a visitor through to the order, without a cookie, and the order brings its buyer", async ({ browser }) => {
  const [admin, member] = [await browserOf(browser, "admin"), await browser.newContext({ baseURL: base() })];
  const { page: care } = await watchedPage(admin);
  const { tell } = await aShop(care);
  const word = randomUUID().slice(0, 8);
  await join(member, `Wren ${word}`, `shop-${word}@wren-house.example`);
  const link = (await (await member.request.post("/api/me/shares", { data: { thing: "invite", channel: "link" }, headers: { origin: base() } })).json()) as { url: string };
  const via = new URL(link.url).pathname.split("/").at(-1) ?? "";

  const site = await aShopSite();
  const stranger = await browser.newContext(strangers);
  const { page, faults } = await watchedPage(stranger);
  const counted = page.waitForRequest((request) => request.url().includes("/widget/touch"));
  await page.goto(`${site.at}/?via=${via}`);
  expect((await (await counted).response())?.status()).toBe(204);
  // Later, on another page, in another tab.
  await page.close();
  const { page: again, faults: more } = await watchedPage(stranger);
  await again.goto(site.at);
  await again.getByRole("link", { name: "To the cart" }).click();
  await expect(again.locator("[data-rapport-via]")).toHaveValue(via);
  await again.getByRole("button", { name: "Buy" }).click();
  await expect(again.locator("output")).toHaveText(via);
  expect(await stranger.cookies()).toEqual([]);
  site.close();

  const email = `shopper-${word}@quill-house.example`;
  await tell("orders/create", soldTo(email, { note_attributes: [{ name: "rapport_via", value: via }] }));
  // Not of the sharer's household: their browser has another name.
  const newcomer = await browser.newContext({ ...strangers, baseURL: base() });
  await join(newcomer, `Noor ${word}`, email);
  const { page: mine } = await watchedPage(member);
  await expect.poll(async () => { await mine.goto("/en/me/invite"); await expect(mine.locator("[data-pending]")).toBeVisible(patient); return mine.locator("[data-pending]").getAttribute("data-pending"); }, patient).toBe("100");
  // The visit at the shop's door; that the order names its bringer is no second one.
  await expect(mine.locator('[data-came="visits"]')).toHaveText("1");
  expect([...faults, ...more]).toEqual([]);
  for (const one of [admin, member, stranger, newcomer]) await one.close();
});
