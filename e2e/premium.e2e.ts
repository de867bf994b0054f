import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { posted, who } from "./world/chat.ts";
import { ofDatabase } from "./world/database.ts";
import { axeFinds } from "./world/axe.ts";
import { browserOf, watchedPage } from "./world/people.ts";

const card = (page: Page, name: string) => page.locator("[data-privilege]", { hasText: name });

test("an admin gives a privilege; a member takes it, sees one less, undoes it, takes it again and uses it; the space says who looked", async ({ browser }) => {
  const [admin, member, marketer] = [await browserOf(browser, "admin"), await browserOf(browser, "premium"), await browserOf(browser, "marketer")];
  const [{ page: desk, faults: others }, { page: mine, faults }] = [await watchedPage(admin), await watchedPage(member)];
  const name = `A lid engraved ${randomUUID().slice(0, 6)}`;

  await desk.goto("/en/admin/privileges");
  await desk.getByRole("button", { name: "Add a privilege" }).click();
  for (const [place, called] of [name, `${name} (fr)`].entries()) {
    await desk.getByLabel("What it is called").nth(place).fill(called);
    await desk.getByLabel("What it is", { exact: true }).nth(place).fill("Up to ten letters.");
    await desk.getByLabel("How one uses it").nth(place).fill("Send the lid.");
  }
  await desk.getByLabel("Premier").first().fill("2");
  await expect(desk.locator("[data-reach]")).toContainText(/members get this today/);
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await expect(desk.locator("[data-kept]", { hasText: name })).toBeVisible();

  await mine.goto("/en/premium/privileges");
  await expect(card(mine, name).locator("[data-left='2']")).toBeVisible();
  await card(mine, name).getByRole("button", { name: "Take it" }).click();
  await expect(card(mine, name).locator("[data-left='1']")).toBeVisible();
  await mine.getByRole("button", { name: "Undo" }).click();
  await expect(card(mine, name).locator("[data-left='2']")).toBeVisible();
  await card(mine, name).getByRole("button", { name: "Take it" }).click();
  // The desk finds it by the code that is shown, marks it as used, and takes that back: the member's page follows each time.
  const concierge = await browserOf(browser, "concierge");
  const { page: counter, faults: third } = await watchedPage(concierge);
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec((await card(mine, name).locator("[data-claim]").textContent()) ?? "")?.[0] ?? "";
  await counter.goto("/en/desk/requests");
  const shown = counter.getByRole("region", { name: "A code that is shown" });
  await shown.getByLabel("Code", { exact: true }).fill(code.toLowerCase());
  await shown.getByRole("button", { name: "Find it" }).click();
  await expect(shown.locator("[data-found-claim='claimed']")).toContainText(name);
  await shown.getByRole("button", { name: "Mark as used" }).click();
  await expect(shown.locator("[data-found-claim='used']")).toBeVisible();
  await expect(card(mine, name).locator("[data-claim]")).toHaveCount(0);
  await shown.getByRole("button", { name: "Take it back" }).click();
  await expect(shown.locator("[data-found-claim='claimed']")).toBeVisible();
  await card(mine, name).locator("[data-claim]").getByRole("button", { name: "Use it" }).click();
  await card(mine, name).getByRole("button", { name: "Yes, it is used" }).click();
  await expect(card(mine, name).locator("[data-claim]")).toHaveCount(0);
  await expect(mine.locator("[data-past='used']", { hasText: name })).toBeVisible();
  expect(await axeFinds(mine, { within: "main" })).toEqual([]);

  // The admin changes it, and its history says so; what is left follows.
  await desk.reload();
  await desk.getByRole("button", { name: `Change ${name}` }).click();
  await desk.getByLabel("Premier").first().fill("1");
  await desk.getByLabel("Why").fill("Fewer engravers in winter.");
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  const kept = desk.locator("[data-kept]", { hasText: name });
  await kept.getByRole("button", { name: "History" }).click();
  await expect(kept.getByText("Fewer engravers in winter.")).toBeVisible();
  await mine.reload();
  await expect(card(mine, name)).toContainText("You have taken all of these.");
  await expect(card(mine, name).getByRole("button", { name: "Take it" })).toBeDisabled();

  // Whoever of the house looks is seen to have looked.
  const { id } = await who(member);
  expect((await marketer.request.get(`/api/studio/customers/${id}`)).status()).toBe(200);
  await mine.goto("/en/premium/access");
  await expect(mine.locator("[data-read='page']", { hasText: "Somebody of marketing looked at your page in the studio" }).first()).toBeVisible();
  await expect(mine.locator("[data-read='privilege']", { hasText: "A concierge looked at something you took" }).first()).toBeVisible();
  expect([...faults, ...others, ...third]).toEqual([]);
  for (const context of [admin, member, marketer, concierge]) await context.close();
});

test("a member takes part in a panel, hears what came of it on the home, and who lost the tier keeps what is open and takes everything along", async ({ browser }) => {
  const [concierge, member] = [await browserOf(browser, "concierge"), await browserOf(browser, "premium")];
  const { page: mine, faults } = await watchedPage(member);
  const title = `Lids ${randomUUID().slice(0, 6)}`;
  const words = { title, text: "Three lids, one month." };
  const { id } = await posted<{ id: number }>(concierge, "/api/desk/invitations", { kind: "panel", words: { en: words, fr: words }, questions: [{ kind: "scale", text: { en: "How well does it fit?", fr: "Va-t-il bien ?" } }], minTier: 2, places: 3, closesAt: "2099-01-01T00:00:00Z", version: 0, clientId: randomUUID() });
  await mine.goto("/en/premium/voice");
  const panel = mine.locator(`[data-invitation="${id}"]`);
  await panel.getByRole("button", { name: "Take a place" }).click();
  await panel.getByRole("button", { name: "Say how it was" }).click();
  await panel.getByText("4", { exact: true }).click();
  await panel.getByRole("button", { name: "Send" }).click();
  await expect(panel.getByText("You said how it was.")).toBeVisible();
  await posted(concierge, `/api/desk/invitations/${id}/outcome`, { en: "You asked for a tighter lid. It is.", fr: "Vous vouliez un couvercle plus serré. Il l’est." });
  await mine.goto("/en/premium");
  await expect(mine.locator("[data-outcomes]")).toContainText("You asked for a tighter lid. It is.");
  await expect(mine.locator("[data-here]")).toBeVisible();

  // Somebody falls out of the tier: what they asked for is still theirs, and goes with them.
  const wish = `A lid that stays (${randomUUID().slice(0, 8)}).`;
  await posted(member, "/api/requests", { wish, clientId: randomUUID() });
  const me = await who(member);
  await ofDatabase((query) => query("UPDATE account SET tier = 0 WHERE id = $1", [me.id]));
  try {
    await mine.goto("/en/premium");
    await expect(mine.locator("[data-left]")).toContainText("still open");
    await mine.goto("/en/premium/requests");
    await mine.getByText(wish).first().click();
    await expect(mine.getByRole("textbox", { name: /^Write to/ })).toBeVisible();
    const { id: file } = await posted<{ id: string }>(member, "/api/me/exports", {});
    const body = async (): Promise<string> => { const answer = await member.request.get(`/api/me/exports/${file}`); return answer.ok() ? answer.text() : ""; };
    await expect.poll(body, { timeout: 60_000 }).toContain(wish);
    const all = JSON.parse(await body()) as Record<string, unknown[]>;
    for (const table of ["request", "request_need", "privilege_claim", "privilege_entry", "invitation_place", "nomination", "personal_read"]) expect([table, (all[table] ?? []).length > 0]).toEqual([table, true]);
  } finally {
    await ofDatabase((query) => query("UPDATE account SET tier = 2 WHERE id = $1", [me.id]));
  }
  expect(faults).toEqual([]);
  for (const context of [concierge, member]) await context.close();
});
