import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { ofDatabase, taken } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

type Box = { x: number; y: number; width: number; height: number };
type Rows<Row> = { rows: Row[] };
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

async function picture(page: Page): Promise<Box> {
  const drawn = page.locator('[data-drawn="true"]').first();
  await expect(drawn).toBeVisible({ timeout: 60_000 });
  await drawn.scrollIntoViewIfNeeded();
  const box = await drawn.boundingBox();
  if (!box) throw new Error("the picture has no place");
  return box;
}

/** Where a line of the picture lies, found by its cursor as a hand finds it. */
async function lineAt(page: Page, box: Box, cursor: "ew-resize" | "ns-resize"): Promise<number> {
  const across = cursor === "ew-resize";
  const pen = page.locator('[data-drawn="true"] > div').first();
  for (let step = 0.12; step < 0.88; step += 0.004) {
    const at = across ? box.x + box.width * step : box.y + box.height * step;
    await page.mouse.move(across ? at : box.x + box.width * 0.3, across ? box.y + box.height * 0.12 : at);
    if ((await pen.evaluate((element) => element.style.cursor)) === cursor) return at;
  }
  throw new Error(`no line answers to ${cursor}`);
}

async function newMember(page: Page): Promise<string> {
  const headers = { origin: base() };
  const email = `journey.${randomUUID()}@example.org`;
  const { request } = page.context();
  await request.post("/api/sign-up", { data: { email, name: "Iris Marlow" }, headers });
  const { mails } = (await (await request.get("/api/dev/mail")).json()) as { mails: { recipient: string; body: string }[] };
  const token = /#token=([\w-]+)/.exec(mails.find((one) => one.recipient === email)?.body ?? "")?.[1] ?? "";
  expect((await request.post("/api/sign-in/confirm", { data: { token }, headers })).status()).toBe(200);
  return email;
}

// What only time could do: the rule has held for a week, and last night is still to come. Then the night itself, as the clock would call it.
async function aWeekLater(email: string): Promise<void> {
  await taken("relationship");
  await ofDatabase(async (query) => {
    await query("DELETE FROM portfolio_day WHERE day = (now() AT TIME ZONE 'UTC')::date - 1");
    await query(`INSERT INTO tier_standing (customer_id, level, since, rising_since, evaluated_on) SELECT id, 0, (now() AT TIME ZONE 'UTC')::date - 20, (now() AT TIME ZONE 'UTC')::date - 9, (now() AT TIME ZONE 'UTC')::date - 2 FROM account WHERE email = $1
      ON CONFLICT (customer_id) DO UPDATE SET rising_since = excluded.rising_since, evaluated_on = excluded.evaluated_on`, [email]);
    await query("SELECT graphile_worker.add_job('relationship.night', '{}'::json)");
  });
}

/** Brings an order book through the screen: looked at, then written. */
async function bringOrders(page: Page, email: string): Promise<void> {
  await page.goto("/en/studio/orders");
  const number = randomUUID().slice(0, 8);
  const lines = [3, 20, 45, 80, 120].map((days, at) => `${number}-${at},${daysAgo(days)},${email},1,180.00,E-${at},A kettle`);
  const book = ["Invoice,InvoiceDate,Customer Email,Quantity,UnitPrice,StockCode,Description", ...lines, `${number}-9,${daysAgo(9)},waits.${number}@example.org,1,20.00,E,A cup`, `${number}-x,soon,${email},1,1.00,E,A cup`].join("\n");
  await page.getByLabel("Order book").setInputFiles({ name: "autumn.csv", mimeType: "text/csv", buffer: Buffer.from(book) });
  await page.getByRole("button", { name: "Look at it" }).click();
  const card = page.locator('[data-import="read"]').filter({ hasText: "autumn.csv" });
  await expect(card).toContainText("5 orders of members we know by their address; 1 waits");
  await card.getByRole("button", { name: "Write 6 orders" }).click();
  await expect(page.locator('[data-import="done"]').filter({ hasText: "autumn.csv" })).toContainText("6 orders were new.", { timeout: 60_000 });
}

/** Drags the line of the factor, reads the counts it would make, and puts it back. */
async function dragThreshold(page: Page): Promise<void> {
  const box = await picture(page);
  const a = page.locator('[data-count="A"]');
  const counted = (await a.textContent()) ?? "";
  const line = await lineAt(page, box, "ew-resize");
  await page.mouse.move(line, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(line - 70, box.y + box.height * 0.4, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByLabel("Factor from").first()).not.toHaveValue("50");
  await expect(a).not.toHaveText(counted);
  await page.getByRole("button", { name: "As they were" }).click();
  await expect(a).toHaveText(counted);
}

/** Draws around those who bring much and are not close: above the line of profit, left of the line of the factor. */
async function lassoB(page: Page, name: string): Promise<void> {
  const now = await picture(page);
  const [right, bottom] = [(await lineAt(page, now, "ew-resize")) - now.x - 4, (await lineAt(page, now, "ns-resize")) - now.y - 3];
  const lasso = page.getByRole("button", { name: "Lasso" });
  await lasso.click();
  await expect(lasso).toHaveAttribute("aria-pressed", "true");
  // The pen is in hand a moment after it is chosen: who drew too early draws again.
  await expect(async () => {
    // The press may have moved the page: its picture is measured again.
    const { x, y, width } = await picture(page);
    const [left, top] = [width * 0.12, 60];
    const path = [[x + left, y + top], [x + right, y + top], [x + right, y + bottom], [x + left, y + bottom], [x + left, y + top + 8]] as const;
    await page.mouse.move(...path[0]);
    await page.mouse.down();
    for (const point of path.slice(1)) await page.mouse.move(...point, { steps: 8 });
    await page.mouse.up();
    await expect(page.locator("[data-selection]")).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 120_000 });
  await page.getByRole("button", { name: "Save as a segment" }).click();
  await page.getByLabel("Name of the segment").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Open the segment" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await ofDatabase(async (query) => {
    const { rows } = (await query(`SELECT count(*)::int AS all, count(*) FILTER (WHERE f.segment = 'B')::int AS b FROM customer_selection s JOIN customer_selected c ON c.selection_id = s.id JOIN customer_fact f ON f.customer_id = c.customer_id WHERE s.name = $1`, [name])) as Rows<{ all: number; b: number }>;
    // Who has just crossed a line is of the segment they came from for a while; most of the others are B.
    expect(rows[0]?.b).toBeGreaterThan(0);
    expect((rows[0]?.b ?? 0) / (rows[0]?.all ?? 1)).toBeGreaterThan(0.5);
  });
}

/** Edits what Select takes, reads whom that would move, and adopts it for a reason. */
async function editSelect(page: Page, reason: string): Promise<void> {
  await page.goto("/en/studio/tiers");
  await page.getByRole("button", { name: "Edit Select" }).click();
  const fields = page.locator('[data-tier="1"]').getByLabel("Factor at least");
  await fields.first().fill("25");
  await fields.nth(1).fill("20");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("[data-effect]")).toContainText("more would rise");
  await page.getByRole("button", { name: "Adopt" }).click();
  await page.getByLabel("Why?").fill(reason);
  await page.getByRole("dialog").getByRole("button", { name: "Adopt" }).click();
  await expect(page.getByText(reason)).toBeVisible();
}

test("a marketer imports orders, drags a threshold, lassos segment B and saves it, opens a customer, and adopts another rule of a tier; its member sees the tier, live", async ({ browser }) => {
  test.setTimeout(420_000);
  const member = await browser.newContext({ baseURL: base() });
  const { page: mine, faults: others } = await watchedPage(member);
  const email = await newMember(mine);
  await mine.goto("/en/me/relationship");
  const ring = mine.locator("[data-relationship]");
  const factor = async (): Promise<number> => Number(await ring.getAttribute("data-relationship"));
  await expect(ring).toBeVisible();
  await expect(mine.getByRole("heading", { name: "You are Member" })).toBeVisible();
  const before = await factor();

  const marketer = await browserOf(browser, "marketer", { viewport: { width: 1440, height: 1000 } });
  const { page, faults } = await watchedPage(marketer);
  await bringOrders(page, email);
  // It moves the factor on the page that is open.
  await expect.poll(factor, { timeout: 60_000 }).toBeGreaterThan(before + 10);
  await page.getByRole("link", { name: "To the portfolio" }).first().click();
  await dragThreshold(page);
  await lassoB(page, "B, to be called");
  const somebody = page.locator("tr[data-item] a[data-open]").first();
  const name = (await somebody.textContent()) ?? "";
  await somebody.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("heading", { name: "What they did" })).toBeVisible();

  let kept = "";
  await ofDatabase(async (query) => { kept = JSON.stringify(((await query("SELECT rule FROM tier WHERE level = 1")) as Rows<{ rule: object }>).rows[0]?.rule); });
  await editSelect(page, "To greet who came with the autumn book.");
  await aWeekLater(email);
  await expect(mine.getByText("Your tier is now Select.")).toBeVisible({ timeout: 120_000 });
  await expect(mine.getByRole("heading", { name: "You are Select" })).toBeVisible();
  await expect(mine.getByText("You rose from Member to Select: what it takes")).toBeVisible();
  // The next journey finds the ladder as it was.
  await ofDatabase((query) => query("UPDATE tier SET rule = $1::jsonb WHERE level = 1", [kept]));
  expect([...faults, ...others]).toEqual([]);
  await Promise.all([member.close(), marketer.close()]);
});
