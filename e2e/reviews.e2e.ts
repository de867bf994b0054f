import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { base, browserOf, watchedPage } from "./world/people.ts";

/** A small real picture: one colour, as PNG. */
function png(): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
  const crc = (bytes: Buffer): number => { let c = 0xffffffff; for (const byte of bytes) c = (table[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
  const chunk = (type: string, data: Buffer): Buffer => { const body = Buffer.concat([Buffer.from(type, "latin1"), data]); const out = Buffer.alloc(8 + body.length); out.writeUInt32BE(data.length, 0); body.copy(out, 4); out.writeUInt32BE(crc(body), 4 + body.length); return out; };
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 64 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(64 * 3, 140)])));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** The customer of the demo has ordered the papers, and has no review of the dripper yet. */
async function ordered(email: string, code: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.RAPPORT_E2E_DATABASE ?? "" });
  await client.connect();
  await client.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, lines) SELECT gen_random_uuid(), 'e2e', gen_random_uuid()::text, id, now(), 100, $2::jsonb FROM account WHERE email = $1", [email, JSON.stringify([{ code, quantity: 1 }])]);
  await client.end();
}

test("a customer reviews what they bought, another finds it helpful, the company replies, an edit keeps what was said", async ({ browser }) => {
  test.setTimeout(120_000);
  await ordered("premium@demo.invalid", "AF-DR-002");
  const buyer = await browserOf(browser, "premium");
  const { page, faults } = await watchedPage(buyer);
  const product = `${base()}/en/products/wren-dripper-size-02`;
  await page.goto(product);
  await page.getByRole("link", { name: "Write a review" }).first().click();
  await expect(page.getByText("Your review will carry the mark")).toBeVisible();
  await page.getByLabel("4 stars: Good").check({ force: true });
  await page.getByLabel("Title").fill("Ribs that do their work");
  await page.getByLabel("How is it?").fill("Even flow, **no clogging**, and it stays warm.");
  await page.getByLabel("What is good").fill("Even flow");
  await page.getByLabel("What is good").press("Enter");
  await page.getByLabel("Add photos").setInputFiles({ name: "mine.png", mimeType: "image/png", buffer: png() });
  await expect(page.getByAltText("Photo 1")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Ribs that do their work");
  await page.getByRole("button", { name: "Publish the review" }).click();
  const review = page.getByRole("article").filter({ hasText: "Ribs that do their work" });
  await expect(review.getByText("Bought here")).toBeVisible();
  await expect(review.locator("strong", { hasText: "no clogging" })).toBeVisible();
  await review.getByRole("button", { name: "Open picture 1 of 1" }).click();
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");

  const reader = await browserOf(browser, "customer");
  const theirs = await watchedPage(reader);
  await theirs.page.goto(`${product}?sort=newest`);
  const read = theirs.page.getByRole("article").filter({ hasText: "Ribs that do their work" });
  await read.getByRole("button", { name: "Helpful", exact: true }).click();
  await expect(read.getByRole("button", { name: "Helpful (1)" })).toHaveAttribute("aria-pressed", "true");
  await theirs.page.getByRole("link", { name: /^4 stars:/ }).click();
  await expect(theirs.page).toHaveURL(/rating=4/);
  await expect(theirs.page.getByRole("article").getByRole("img", { name: /^[^4] stars? of 5/ })).toHaveCount(0);

  const house = await browserOf(browser, "concierge");
  const ours = await watchedPage(house);
  await ours.page.goto(`${product}?sort=newest`);
  const answered = ours.page.getByRole("article").filter({ hasText: "Ribs that do their work" });
  await answered.getByRole("button", { name: "Reply" }).click();
  await ours.page.getByLabel("The company’s reply").fill("Thank you: twelve of them, turned by hand.");
  await ours.page.getByRole("button", { name: "Publish the reply" }).click();
  await expect(answered.getByText("turned by hand")).toBeVisible();

  await page.goto(`${product}/review`);
  await page.getByLabel("Title").fill("Ribs that still do their work");
  await page.getByRole("button", { name: "Save the changes" }).click();
  const edited = page.getByRole("article").filter({ hasText: "Ribs that still do their work" });
  await edited.getByRole("button", { name: "edited" }).click();
  await expect(page.getByRole("dialog").getByText("Ribs that do their work")).toBeVisible();
  expect([...faults, ...theirs.faults, ...ours.faults]).toEqual([]);
  await Promise.all([buyer.close(), reader.close(), house.close()]);
});

test("the shop’s own page shows the reviews, and nothing on it moves", async ({ browser }) => {
  const tag = `<script src="${base()}/widget/reviews.js" data-product="AF-KN-210" style="display:block;height:26rem" async></script>`;
  const shop = createServer((_, res) => res.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><html lang="fr"><title>Shop</title><body><h1>Couteau</h1>${tag}<p id="after">Livraison</p></body></html>`));
  await new Promise<void>((resolve) => { shop.listen(0, "127.0.0.1", resolve); });
  const context = await browser.newContext({ colorScheme: "dark" });
  const { page, faults } = await watchedPage(context);
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) Object.assign(window, { moved: (window as unknown as { moved: number }).moved + (entry as unknown as { value: number }).value }); }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`);
  await expect(page.getByRole("link", { name: "Lire tous les avis" })).toBeVisible();
  await expect(page.getByRole("img", { name: /étoiles sur 5/ }).first()).toBeVisible();
  await expect(page.getByText("What I hand to beginners")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
  shop.close();
});
