import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { axeFinds } from "./world/axe.ts";
import { pages } from "./world/paths.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await expect(page.locator("header .skeleton, main .skeleton")).toHaveCount(0);
}

/** What is wrong with a page as it stands. What the theme changes is colours, so the dark one is asked about those alone. */
async function wrongWith(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await axeFinds(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFinds(page, { only: ["color-contrast", "link-in-text-block"] });
  return [...light, ...dark.map((one) => `dark: ${one}`), ...(wide > 0 ? [`${wide} px wider than the screen`] : [])];
}

/** Goes through the paths with one page; two of them at once, one is fetched while the other is looked at. */
async function lane(context: BrowserContext, locale: string, left: string[]): Promise<string[]> {
  const { page, faults } = await watchedPage(context);
  const wrong: string[] = [];
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    await page.goto(`${base()}/${locale}${path}`);
    await settled(page);
    wrong.push(...(await wrongWith(page)).map((one) => `${path}: ${one}`));
  }
  await page.close();
  return [...wrong, ...faults];
}

for (const locale of ["en", "fr"] as const) {
  for (const [place, { as, paths }] of pages.entries()) {
    test(`every page of a ${as} (${place + 1}) in ${locale}, light and dark, at 360 px: axe finds nothing, nothing is wider than the screen, nothing fails`, async ({ browser }) => {
      test.setTimeout(180_000);
      const context = await browserOf(browser, as, { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
      const left = [...paths];
      const wrong = await Promise.all([lane(context, locale, left), lane(context, locale, left)]);
      expect(wrong.flat()).toEqual([]);
      await context.close();
    });
  }
}

test("at full width nothing is named otherwise than it is labelled, and axe finds nothing", async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browserOf(browser, "marketer", { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const { page, faults } = await watchedPage(context);
  const wrong: string[] = [];
  for (const path of ["", "/t/1", "/studio/portfolio", "/studio/customers", "/me/settings"]) {
    await page.goto(`${base()}/en${path}`);
    await settled(page);
    // What is named otherwise than it is labelled axe asks only when it is told to.
    wrong.push(...[...(await wrongWith(page)), ...(await axeFinds(page, { only: ["label-content-name-mismatch"] }))].map((one) => `${path}: ${one}`));
  }
  expect(wrong).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test("the keyboard reaches everything: the command menu, the list, the list of keys", async ({ browser }) => {
  const context = await browserOf(browser, "premium");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en");
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("unans");
  await expect(page.getByRole("option", { name: "Unanswered topics" })).toBeVisible();
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=unanswered/);
  await page.goto("/en");
  await settled(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Show these keys");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.locator("[data-open]").nth(1).textContent();
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second ?? "");
  expect(faults).toEqual([]);
  await context.close();
});
