import { expect, test } from "@playwright/test";
import { box, done, headers, inRoom, joined, line, opened, pointed, posted, said, texts, who, wrote } from "./world/chat.ts";
import { browserOf, watchedPage } from "./world/people.ts";

// Many pages at once, each drawn for a trace that nobody reads, are most of what these journeys would take.
test.use({ trace: "off" });

test("two people, three tabs: what one says the others see, answered, beside, under a sign, changed, taken back, pinned and found", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "moderator")]);
  const room = await opened(bo, "The long table");
  await joined(ada, room.id);
  await said(bo, room.id, { body: "Who has the kettle?" });
  const [{ page: one, faults }, { page: two }, { page: other }] = await Promise.all([watchedPage(ada), watchedPage(ada), watchedPage(bo)]);
  await Promise.all([inRoom(one, room.id), inRoom(two, room.id), inRoom(other, room.id)]);
  // A page behind another is drawn once a second, and so is everything that waits for it.
  await one.bringToFront();

  await wrote(one, "I have it, and **it sings**.");
  for (const page of [one, two, other]) await expect(line(page, "it sings")).toHaveCount(1);
  await expect(one.locator("[data-pending]")).toHaveCount(0);
  // Heard politely by who did not write it, and nothing but what is new.
  await expect(other.locator('[role="log"][aria-live="polite"]')).toHaveText(/: I have it, and it sings\.$/);
  await expect(one.locator('[role="log"][aria-live="polite"]')).toBeEmpty();
  await expect.poll(async () => { await box(one).press("a"); return other.getByText(/is writing…$/).count(); }).toBe(1);
  await box(one).fill("");

  await (await pointed(other, "it sings")).getByRole("button", { name: "Reply", exact: true }).click();
  await wrote(other, "Which note?");
  await expect(line(one, "Which note?").getByRole("button", { name: /it sings/ })).toBeVisible();

  await (await pointed(one, "it sings")).getByRole("button", { name: "Reply in a thread" }).click();
  await wrote(one, "An A, nearly.", /^Reply in this thread/);
  await expect(line(other, "it sings").getByRole("button", { name: "1 reply" })).toBeVisible();
  await line(other, "it sings").getByRole("button", { name: "1 reply" }).click();
  await expect(other.getByRole("complementary").getByText("An A, nearly.")).toBeVisible();
  await one.getByRole("button", { name: "Close what stands beside" }).click();

  await (await pointed(other, "it sings")).getByRole("button", { name: "React", exact: true }).click();
  await other.getByRole("button", { name: "React with 🎉" }).click();
  for (const page of [one, two, other]) await expect(line(page, "it sings").getByRole("button", { name: "🎉, 1 person" })).toBeVisible();
  // Mine in one of my tabs is mine in the other.
  await line(one, "it sings").getByRole("button", { name: "🎉, 1 person" }).click();
  for (const page of [one, two]) await expect(line(page, "it sings").getByRole("button", { name: "🎉, 2 people", pressed: true })).toBeVisible();

  // Up in an empty field changes one's last message.
  await box(one).press("ArrowUp");
  await one.getByRole("textbox", { name: "The message, changed" }).fill("I have it, and it hums.");
  await one.getByRole("textbox", { name: "The message, changed" }).press("Enter");
  for (const page of [one, two, other]) await expect(line(page, "it hums")).toHaveCount(1);
  await line(other, "it hums").getByRole("button", { name: "edited" }).click();
  await expect(other.getByRole("dialog").getByText("it sings")).toBeVisible();
  await other.getByRole("dialog").getByRole("button", { name: "Close" }).click();

  await done(other, "it hums", "Pin");
  await expect(line(one, "it hums").getByText("pinned")).toBeVisible();
  await done(other, "Which note?", "Delete");
  await expect(one.getByText("This message was deleted.")).toBeVisible();
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(line(one, "Which note?")).toHaveCount(1);

  await one.getByRole("button", { name: "Search this room" }).click();
  await one.getByRole("searchbox").fill("kettle");
  await one.getByRole("complementary").getByRole("button", { name: /Who has the kettle/ }).click();
  await expect(line(one, "Who has the kettle?")).toBeFocused();
  await one.getByRole("tab", { name: "Pinned" }).click();
  await one.getByRole("complementary").getByRole("button", { name: /it hums/ }).click();
  await expect(line(one, "it hums")).toBeFocused();
  expect(await texts(one)).toEqual(await texts(other));
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close()]);
});

test("what is written without a connection waits in view, survives its page, and arrives once, in order, in every tab", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "moderator")]);
  const room = await opened(bo, "The tunnel");
  await joined(ada, room.id);
  const [{ page: one, faults }, { page: two }, { page: other }] = await Promise.all([watchedPage(ada), watchedPage(ada), watchedPage(bo)]);
  await Promise.all([inRoom(one, room.id), inRoom(two, room.id), inRoom(other, room.id)]);
  await one.bringToFront();
  await ada.setOffline(true);
  await expect(one.locator('[data-connection="lost"]')).toHaveText(/^No connection/);
  for (const text of ["First, from the tunnel", "Second, still dark", "Third, light ahead"]) {
    await wrote(one, text);
  }
  // The other tab knows what waits.
  for (const page of [one, two]) await expect(page.locator('[data-pending="waiting"]')).toHaveCount(3);
  await said(bo, room.id, { body: "Meanwhile, outside" });
  await expect(line(other, "Meanwhile, outside")).toHaveCount(1);
  // The page they were written on goes; the other tab has them, and brings them when the network is back.
  await one.close();
  await ada.setOffline(false);
  const all = ["Meanwhile, outside", "First, from the tunnel", "Second, still dark", "Third, light ahead"];
  for (const page of [two, other]) await expect.poll(() => texts(page)).toEqual(all);
  await expect(two.locator("[data-pending]")).toHaveCount(0);
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load resource/.test(fault))).toEqual([]);
  await Promise.all([ada.close(), bo.close()]);
});

test("who is put out is out within a second; a direct message reaches one, is counted, and a blocked person is not heard again", async ({ browser }) => {
  const [ada, bo] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "premium")]);
  const staff = await browserOf(browser, "moderator");
  const room = await opened(staff, "The cellar", { audience: "invited", handles: [] });
  const [a, b] = await Promise.all([who(ada), who(bo)]);
  await posted(staff, `/api/chat/rooms/${room.id}/members`, { handles: [a.handle] });
  const { page, faults } = await watchedPage(ada);
  await inRoom(page, room.id);
  const put = await staff.request.delete(`/api/chat/rooms/${room.id}/members/${a.id}`, { headers: headers() });
  expect(put.ok()).toBe(true);
  await expect(page.getByText("This room is not open to you")).toBeVisible({ timeout: 2000 });

  await page.goto(`/en/u/${b.handle}`);
  await page.getByRole("button", { name: "Message", exact: true }).click();
  await expect(page).toHaveURL(/\/en\/chat\/\d+$/);
  // They may have written before.
  const mark = crypto.randomUUID().slice(0, 6);
  await wrote(page, `Shall we share order ${mark}?`);
  await expect(line(page, mark)).toHaveCount(1);
  const { page: theirs } = await watchedPage(bo);
  await theirs.goto("/en/chat");
  await expect(theirs.locator("[data-chat-unread]")).not.toHaveAttribute("data-chat-unread", "0");
  const row = theirs.getByRole("list", { name: "People" }).locator(`a[href="${new URL(page.url()).pathname}"]`);
  await expect(row).toHaveAttribute("data-unread", /^[1-9]/);
  await row.click();
  await expect(line(theirs, mark)).toHaveCount(1);
  await expect(row).toHaveAttribute("data-unread", "0");
  await expect(page.getByText("here now")).toBeVisible();
  await done(theirs, mark, "Report");
  await theirs.getByRole("dialog").getByText("Rude or hurtful", { exact: true }).click();
  await theirs.getByRole("button", { name: "Send the report" }).click();
  await expect(theirs.getByText("Thank you. A moderator will look at it.")).toBeVisible();
  // It came to the one queue.
  await expect.poll(async () => (await (await staff.request.get("/api/desk/queue")).text()).includes(mark)).toBe(true);
  await theirs.getByRole("button", { name: "More about this room" }).click();
  await theirs.getByRole("menuitem", { name: `Block ${a.name}` }).click();
  await expect(theirs.getByText(`${a.name} cannot write to you any more.`)).toBeVisible();
  await wrote(page, `Are you there, ${mark}?`);
  await expect(page.locator('[data-pending="failed"]')).toContainText("Not sent.");
  await theirs.goto("/en/me/settings#messages");
  await theirs.getByRole("button", { name: "Unblock" }).click();
  await expect(theirs.getByText("You have blocked nobody.")).toBeVisible();
  // Who sees me is my choice, and holds at once.
  await theirs.getByLabel("Who sees that you are here").selectOption({ label: "nobody" });
  await expect(page.getByText("not here")).toBeVisible();
  await theirs.getByLabel("Who sees that you are here").selectOption({ label: "every member" });
  await expect(page.getByText("here now")).toBeVisible();
  await page.locator('[data-pending="failed"]').getByRole("button", { name: "Try again" }).click();
  await expect(line(page, `Are you there, ${mark}?`)).toHaveCount(1);
  expect(faults).toEqual([]);
  await Promise.all([ada.close(), bo.close(), staff.close()]);
});

test("a live session takes questions and votes and leaves a transcript; a side thread becomes a topic", async ({ browser }) => {
  const [host, ada] = await Promise.all([browserOf(browser, "admin"), browserOf(browser, "customer")]);
  const { handle } = await who(host);
  const live = await posted<{ id: number }>(host, "/api/chat/live", { name: "Ask the maker", audience: "members", hostHandle: handle, startsAt: new Date(Date.now() + 3600e3).toISOString(), clientId: crypto.randomUUID() });
  await joined(ada, live.id);
  const [{ page, faults }, { page: maker }] = await Promise.all([watchedPage(ada), watchedPage(host)]);
  await Promise.all([inRoom(page, live.id, "?questions"), inRoom(maker, live.id, "?questions")]);
  await expect(page.getByText(/^Begins in /)).toBeVisible();
  await page.getByRole("textbox", { name: "Your question" }).fill("Why is the handle made of beech?");
  await page.getByRole("button", { name: "Ask it" }).click();
  await maker.getByRole("button", { name: "Wished for by 0 people" }).click();
  await expect(page.getByRole("button", { name: "Wished for by 1 person" })).toBeVisible();
  await maker.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(page.getByText("Live now")).toBeVisible();
  await wrote(maker, "Because it takes oil better than oak does.");
  await expect(line(page, "takes oil")).toHaveCount(1);
  await maker.getByRole("button", { name: "Mark as answered" }).click();
  await expect(page.getByRole("button", { name: "Answered", exact: true })).toBeVisible();
  await maker.getByRole("button", { name: "End and keep the transcript" }).click();
  await maker.getByLabel("Where the transcript is kept").selectOption({ label: "Coffee" });
  await maker.getByRole("button", { name: "End it" }).click();
  await expect(page.getByRole("link", { name: "Read the transcript" })).toBeVisible();

  const room = await opened(host, "Odds and ends");
  const first = await said(host, room.id, { body: "How do you keep brass from going dull over winter?" });
  await joined(ada, room.id);
  await said(ada, room.id, { body: "Beeswax, very thin, once a month.", root: first.seq });
  await inRoom(maker, room.id);
  await done(maker, "keep brass", "Turn into a topic");
  await maker.getByLabel("Title").fill("Keeping brass bright over winter");
  await maker.getByRole("dialog").getByLabel("Category").selectOption({ label: "Coffee" });
  await maker.getByRole("button", { name: "Make the topic" }).click();
  await expect(maker).toHaveURL(/\/en\/t\/\d+\//);
  await expect(maker.getByText("Beeswax, very thin, once a month.")).toBeVisible();
  expect(faults).toEqual([]);
  await Promise.all([host.close(), ada.close()]);
});
