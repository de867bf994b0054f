import { expect, type Page, test } from "@playwright/test";
import { axeFinds } from "./world/axe.ts";
import { base, watchedPage } from "./world/people.ts";

/** What is wrong with a step as it stands: in both themes, and in width. */
async function wrongWith(page: Page): Promise<string[]> {
  const within = "section[data-step]";
  await page.emulateMedia({ colorScheme: "light" });
  const found = await axeFinds(page, { within });
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await axeFinds(page, { within, only: ["color-contrast"] })).map((one) => `dark: ${one}`));
  return (await page.evaluate(() => document.documentElement.scrollWidth)) === 360 ? found : [...found, "wider than the screen"];
}

test("a new member is asked one thing at a time, by keyboard, goes on where they left, and is left in peace for ever", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: base(), viewport: { width: 360, height: 740 }, reducedMotion: "reduce", timezoneId: "Europe/Lisbon" });
  const { page, faults } = await watchedPage(context);
  const headers = { origin: base() };
  const email = `new.${crypto.randomUUID()}@example.org`;
  await context.request.post("/api/sign-up", { data: { email, name: "Wren Ashdown" }, headers });
  const { mails } = (await (await context.request.get("/api/dev/mail")).json()) as { mails: { recipient: string; body: string }[] };
  const token = /#token=([\w-]+)/.exec(mails.find((one) => one.recipient === email)?.body ?? "")?.[1] ?? "";
  expect((await context.request.post("/api/sign-in/confirm", { data: { token }, headers })).status()).toBe(200);
  await page.goto("/en");
  const card = page.locator("section[data-step]");
  await expect(card).toHaveAccessibleName("A picture of you");
  expect(await wrongWith(page)).toEqual([]);
  await card.getByRole("button", { name: "Skip" }).focus();
  await page.keyboard.press("Enter");
  await expect(card.getByRole("heading", { name: "A line about you" })).toBeFocused();
  expect(await wrongWith(page)).toEqual([]);
  await card.getByLabel("About you").fill("I mend moka pots.");
  await card.getByRole("button", { name: "Keep" }).press("Enter");
  await expect(card).toHaveAccessibleName("What interests you?");
  await card.getByRole("button", { name: "Coffee", exact: true }).press("Space");
  await expect(card.getByRole("button", { name: "Coffee", exact: true })).toHaveAttribute("aria-pressed", "true");
  expect(await wrongWith(page)).toEqual([]);
  // Left here, it is here again; in the other language too.
  await page.goto("/fr");
  await expect(card).toHaveAccessibleName("Qu’est-ce qui vous intéresse ?");
  await card.getByRole("button", { name: "Continuer" }).click();
  await expect(card.getByLabel("Fuseau horaire")).toHaveValue("Europe/Lisbon");
  expect(await wrongWith(page)).toEqual([]);
  await card.getByRole("button", { name: "C’est exact" }).click();
  await expect(card).toHaveAccessibleName("Que voulez-vous recevoir ?");
  expect(await wrongWith(page)).toEqual([]);
  await card.getByRole("button", { name: "Ne plus rien me demander" }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await card.getByLabel(/Seulement ce qui/).check();
  await card.getByRole("button", { name: "Garder" }).click();
  await expect(page.getByText("C’est tout.")).toBeVisible();
  await expect(card).toHaveCount(0);
  const { profile } = (await (await context.request.get("/api/me")).json()) as { profile: object };
  expect(profile).toMatchObject({ bio: "I mend moka pots.", locale: "fr", timezone: "Europe/Lisbon", onboarding: false });
  const settings = (await (await context.request.get("/api/me/notices/settings")).json()) as { kinds: { kind: string; app: boolean }[] };
  expect(settings.kinds.filter((one) => one.app).map((one) => one.kind)).toEqual(["moderation", "message", "mention", "reply", "accepted", "reminder"]);
  expect(faults).toEqual([]);
  await context.close();
});
