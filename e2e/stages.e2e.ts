import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, test } from "@playwright/test";
import { ask } from "./world/database.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

/** A door, opened by whoever is signed in there. */
async function door<T>(who: BrowserContext, at: `${"POST" | "PUT"} /${string}`, data: object): Promise<T> {
  const [method, path = ""] = at.split(" ");
  const answer = await who.request.fetch(path, { method: method ?? "POST", data, headers: { origin: base() } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

const say = (who: BrowserContext, id: number, body: string) => door(who, `POST /api/requests/${id}/messages`, { body, clientId: randomUUID() });
const patient = { timeout: 60_000 };

test("a need that is told, understood, met and rated takes its member from the first stage to the third, on their page and in the studio, without reloading", async ({ browser }) => {
  // Somebody of their own, whom no other journey moves.
  const [made] = await ask<{ id: string }>(`INSERT INTO account (id, email, name, handle, password_hash, role, tier, locale, confirmed_at, created_at)
    SELECT gen_random_uuid(), 'stages@demo.invalid', 'Isolde Fenwick', 'isolde.fenwick', password_hash, 'customer', 2, 'en', now(), now() - interval '200 days' FROM account WHERE email = 'premium@demo.invalid' RETURNING id`);
  const [service] = await ask<{ id: string }>("SELECT id FROM service WHERE taken AND archived_at IS NULL AND minute_cents > 0 ORDER BY weekly_cases DESC, id LIMIT 1");
  const member = await browser.newContext({ baseURL: base() });
  expect((await member.request.post("/api/sign-in", { data: { email: "stages@demo.invalid", password: "rapport-demo" }, headers: { origin: base() } })).status()).toBe(200);
  const [concierge, marketer] = [await browserOf(browser, "concierge"), await browserOf(browser, "marketer")];
  const [{ page: mine, faults }, { page: studio, faults: others }] = [await watchedPage(member), await watchedPage(marketer)];
  const wish = `A reading lamp for a narrow table (${randomUUID().slice(0, 8)}).`;

  await mine.goto("/en/me/relationship");
  const stage = mine.locator("[data-stage-now]");
  await expect(stage).toHaveAttribute("data-stage-now", "0", patient);
  await studio.goto("/en/studio/stages");
  const step = (one: number) => studio.locator(`li[data-stage="${one}"]`);
  await expect(step(1)).toHaveAttribute("data-onward", /\d/, patient);
  const [first, third] = [Number(await step(1).getAttribute("data-onward")), Number(await step(3).getAttribute("data-onward"))];

  const { id } = await door<{ id: number }>(member, "POST /api/requests", { wish, serviceId: Number(service?.id), clientId: randomUUID() });
  await expect(stage).toHaveAttribute("data-stage-now", "1", patient);
  await expect(stage).toContainText(wish);
  await expect(step(1)).toHaveAttribute("data-onward", String(first + 1), patient);

  // Both write twice, and what was understood is confirmed.
  const { version } = await door<{ version: number }>(concierge, `POST /api/requests/${id}/needs`, { text: "A lamp with a small foot, warm light." });
  for (const words of ["How wide is the table?", "And the light, warm or white?"]) await say(concierge, id, words);
  for (const words of ["Forty centimetres.", "Warm, please."]) await say(member, id, words);
  await door(member, `PUT /api/requests/${id}/needs/${version}`, { confirmed: true });
  await expect(stage).toHaveAttribute("data-stage-now", "2", patient);

  // What it took is noted, it is fulfilled, and the member is content.
  const { cents } = await door<{ cents: number }>(concierge, `POST /api/requests/${id}/work`, { minutes: 25, clientId: randomUUID() });
  await door(concierge, `POST /api/requests/${id}/fulfil`, { outcome: "A clamp lamp is on its way." });
  await door(member, `PUT /api/requests/${id}/rating`, { rating: 5 });
  await expect(stage).toHaveAttribute("data-stage-now", "3", patient);
  await expect(stage).toContainText(/had 5 of 5 from you/);
  await mine.getByText(/^How it came about/).click();
  await expect(stage.getByText(/^Reached: /)).toHaveText(["Reached: We keep our word", "Reached: We understand you", "Reached: You ask us"]);
  await expect(step(3)).toHaveAttribute("data-onward", String(third + 1), patient);
  await expect(studio.locator("[data-latest]")).toContainText("Isolde Fenwick");

  // A stage leads to whom it counts; their page has the causes, and what serving them cost lowers their net profit. Not a word of the wish.
  await step(3).getByRole("link", { name: /or further$/ }).click();
  await studio.getByRole("link", { name: "Isolde Fenwick" }).click();
  const own = studio.locator("[data-stage-now]");
  await expect(own).toHaveAttribute("data-stage-now", "3", patient);
  await expect(own).toContainText("fulfilled and rated 4 or 5");
  expect(cents).toBeGreaterThan(0);
  await expect(studio.locator("[data-profit]")).toHaveAttribute("data-profit", String(-cents));
  expect(await studio.content()).not.toContain(wish);
  expect(made?.id && studio.url().includes(made.id)).toBeTruthy();
  expect([...faults, ...others]).toEqual([]);
  for (const one of [member, concierge, marketer]) await one.close();
});
