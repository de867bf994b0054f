import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { browserOf, watchedPage } from "./world/people.ts";

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

test("a need is forwarded with a budget, understood, answered with three proposals, fulfilled and rated", async ({ browser }) => {
  const [member, concierge] = [await browserOf(browser, "premium"), await browserOf(browser, "concierge")];
  const [{ page: mine, faults }, { page: desk, faults: others }] = [await watchedPage(member), await watchedPage(concierge)];
  const wish = `A present for a friend who retires (${randomUUID().slice(0, 8)}).`;

  // What can be expected stands there before anything is sent.
  await mine.goto("/en/premium/new");
  await mine.getByLabel("What do you need, or wish for?").fill(wish);
  await expect(mine.getByRole("button", { name: "Forward it" })).toBeDisabled();
  await mine.getByText("Anything else", { exact: true }).click();
  await expect(mine.getByText(/You can expect an answer by|an answer by/i).first()).toBeVisible();
  await mine.getByLabel(/^Budget/).fill("a lot");
  await expect(mine.getByText("Write an amount, such as 120 or 99.50.")).toBeVisible();
  await mine.getByLabel(/^Budget/).fill("250");
  await mine.getByRole("button", { name: "Forward it" }).click();
  await mine.waitForURL(/\/premium\/requests\/\d+$/);
  const id = mine.url().split("/").at(-1) ?? "";
  await expect(mine.getByText(wish).first()).toBeVisible();

  // It is in the queue of the desk, and opens beside the relationship.
  await desk.goto("/en/desk/requests");
  await expect(desk.getByText(wish).first()).toBeVisible();
  await desk.goto(`/en/desk/requests/${id}`);
  const understand = await tool(desk, "Say what we understood");
  await understand.getByLabel("What we understood").fill("Something for the home, to remember colleagues by, up to 250 €.");
  await understand.getByRole("button", { name: "Ask whether that is it" }).click();
  // The member's page hears it without being asked.
  await mine.getByRole("button", { name: "Yes, that is it" }).click();
  await expect(mine.getByText("Thank you. We know what you need.")).toBeVisible();

  for (const { title, price, text } of ways) {
    const propose = await tool(desk, "Propose");
    await propose.getByLabel("What it is", { exact: true }).fill(title);
    await propose.getByLabel("Why this one").fill(text);
    await propose.getByLabel(/^Price/).fill(price);
    await propose.getByRole("button", { name: "Propose it" }).click();
    await expect(propose).toBeHidden();
  }
  const option = (title: string): Locator => mine.locator("[data-option]", { hasText: title });
  await expect(mine.locator("[data-option]")).toHaveCount(3);
  await option("A copper pan").getByRole("button", { name: "Not this one" }).click();
  await option("A copper pan").getByLabel("Why not?").fill("She does not cook.");
  await option("A copper pan").getByRole("button", { name: "Say no" }).click();
  await expect(option("A copper pan")).toHaveAttribute("data-state", "refused");
  await option("A walnut tray").getByRole("button", { name: "I would like this" }).click();
  await expect(option("A walnut tray")).toHaveAttribute("data-state", "accepted");

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
  expect([...faults, ...others]).toEqual([]);
  await member.close();
  await concierge.close();
});
