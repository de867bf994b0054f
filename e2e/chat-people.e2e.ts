import { expect, test } from "@playwright/test";
import { box, inRoom, joined, line, opened, who, wrote } from "./world/chat.ts";
import { ask } from "./world/database.ts";
import { browserOf, watchedPage } from "./world/people.ts";

test.use({ trace: "off" });

test("who may write to me is my choice; a room is kept by whom its keepers name, and left by whom they put out; the pages it is about lead to it", async ({ browser }) => {
  const [ada, bo, keeper, nobody] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "premium"), browserOf(browser, "moderator"), browserOf(browser, "visitor")]);
  const [me, them] = await Promise.all([who(ada), who(bo)]);
  const [{ page, faults }, { page: theirs }, { page: kept }, { page: outside }] = await Promise.all([watchedPage(ada), watchedPage(bo), watchedPage(keeper), watchedPage(nobody)]);

  // Whom I let write to me, and whom not: a new conversation by others, not by the team.
  await theirs.goto("/en/me/settings#messages");
  await theirs.getByLabel("Who may write to you").selectOption({ label: "only those who work here" });
  await expect(theirs.getByText("Saved.")).toBeVisible();
  await page.goto(`/en/u/${them.handle}`);
  await page.getByRole("button", { name: "Message", exact: true }).click();
  await expect(page.getByText("This person does not take messages from you.")).toBeVisible();
  await kept.goto(`/en/u/${them.handle}`);
  await kept.getByRole("button", { name: "Message", exact: true }).click();
  await expect(kept).toHaveURL(/\/en\/chat\/\d+$/);
  await theirs.getByLabel("Who may write to you").selectOption({ label: "every member" });
  await expect.poll(async () => ((await (await bo.request.get("/api/me/chat")).json()) as { messagesFrom: string }).messagesFrom).toBe("everyone");
  await page.getByRole("button", { name: "Message", exact: true }).click();
  await expect(page).toHaveURL(/\/en\/chat\/\d+$/);

  // A room about a product, and one about a category that only members enter.
  const [product] = await ask<{ id: string }>("SELECT id FROM product WHERE slug = 'finch-hand-grinder'");
  const [category] = await ask<{ id: string }>("SELECT id FROM category WHERE slug = 'coffee'");
  const bench = await opened(keeper, "The long bench", { audience: "public", productId: Number(product?.id) });
  await opened(keeper, "Behind the counter", { categoryId: Number(category?.id) });
  await outside.goto("/en/products/finch-hand-grinder");
  await expect(outside.getByRole("link", { name: "Live in “The long bench”" })).toHaveAttribute("href", `/en/chat/${bench.id}`);
  await outside.goto("/en/c/coffee");
  await expect(outside.getByRole("heading", { level: 1, name: "Coffee" })).toBeVisible();
  await expect(outside.getByRole("link", { name: "Live in “Behind the counter”" })).toHaveCount(0);
  await page.goto("/en/c/coffee");
  await page.getByRole("link", { name: "Live in “Behind the counter”" }).click();
  await expect(box(page)).toBeVisible();

  // Named a keeper, Ada keeps the room too, and puts somebody out.
  await Promise.all([joined(ada, bench.id), joined(bo, bench.id)]);
  await Promise.all([inRoom(page, bench.id, "?info=about"), inRoom(theirs, bench.id), inRoom(kept, bench.id, "?info=members")]);
  await expect(page.getByLabel("Pace")).toHaveCount(0);
  await kept.getByRole("button", { name: `What you can do about ${me.name}` }).click();
  await kept.getByRole("menuitem", { name: "Let them keep the room" }).click();
  await expect(kept.getByRole("listitem").filter({ hasText: me.name }).getByText("Keeps the room")).toBeVisible();
  await expect(page.getByLabel("Pace")).toBeVisible();
  await page.getByRole("tab", { name: "Members" }).click();
  await page.getByRole("button", { name: `What you can do about ${them.name}` }).click();
  await page.getByRole("menuitem", { name: "Remove from the room" }).click();
  await expect(page.getByRole("tabpanel").getByRole("link", { name: them.name })).toHaveCount(0);
  await wrote(page, "Where did they go?");
  await expect(line(page, "Where did they go?")).toHaveCount(1);
  await expect(theirs.getByText("This room is not open to you")).toBeVisible();
  await kept.getByRole("button", { name: `What you can do about ${me.name}` }).click();
  await kept.getByRole("menuitem", { name: "Let them no longer keep the room" }).click();
  await expect(page.getByRole("button", { name: `What you can do about ${them.name}` })).toHaveCount(0);
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close(), keeper.close(), nobody.close()]);
});
