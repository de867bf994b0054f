import { expect, type Page, test } from "@playwright/test";
import { simpleParser } from "mailparser";
import { type Arrived, postOffice } from "../tests/mail/post-office.ts";
import { phoneReply } from "../tests/mail/phone-reply.ts";
import { brought, inDatabase, sent } from "./world/letters.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

const headers = (): { origin: string } => ({ origin: base() });

/** Has what waits for somebody by mail written and sent at once: the letter that says these words, as it arrived. */
async function letterOf(office: { url: string; arrived: Arrived[] }, to: { email: string; id: string }, words: string): Promise<{ reply: string; id: string; subject: string; text: string }> {
  await expect.poll(async () => (await inDatabase("UPDATE notice_mail SET due_at = now() WHERE account_id = $1 AND sent_at IS NULL RETURNING id", [to.id])).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await inDatabase("SELECT graphile_worker.add_job('notices.mail', '{}'::json)");
  await expect.poll(async () => (await inDatabase("SELECT 1 FROM mail WHERE account_id = $1 AND state = 'waiting' AND (subject || body) LIKE '%' || $2 || '%'", [to.id, words])).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await sent(office.url, to.email);
  const read = await Promise.all(office.arrived.filter((one) => one.to === to.email).map((one) => simpleParser(one.raw)));
  const letter = read.find((one) => `${one.subject}${one.text}`.includes(words));
  return { reply: letter?.replyTo?.value[0]?.address ?? "", id: letter?.messageId ?? "", subject: letter?.subject ?? "", text: letter?.text ?? "" };
}

/** Nothing else is to be sent to somebody, and no hours are quiet. */
async function cleared(id: string): Promise<void> {
  await inDatabase("UPDATE notice_mail SET sent_at = now() WHERE account_id = $1 AND sent_at IS NULL", [id]);
  await inDatabase("UPDATE notice_hours SET quiet_from = NULL, quiet_to = NULL WHERE account_id = $1", [id]);
  await inDatabase("INSERT INTO mail_preference (account_id, most_a_day) VALUES ($1, 50) ON CONFLICT (account_id) DO UPDATE SET most_a_day = 50", [id]);
}

const termOfMail = async (page: Page): Promise<number> => Number(await page.locator('[data-term="e"] svg rect').nth(1).getAttribute("width"));

test("a notice is answered from a telephone: the answer stands in the topic as its author, and mail with us moves", async ({ browser }) => {
  const office = await postOffice();
  const [mine, theirs] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "premium")]);
  const { me } = (await (await mine.request.get("/api/me")).json()) as { me: { id: string; name: string } };
  const to = { id: me.id, email: "customer@demo.invalid" };
  await cleared(me.id);
  const opened = await mine.request.post("/api/topics", { data: { categorySlug: "coffee", title: "A kettle that ticks as it cools", kind: "discussion", clientId: crypto.randomUUID(), body: "Ten minutes long, every evening. Whose does too?" }, headers: headers() });
  const topic = (await opened.json()) as { id: number; slug: string };
  await theirs.request.post(`/api/topics/${topic.id}/replies`, { data: { body: "Mine, on the gas ring only.", clientId: crypto.randomUUID() }, headers: headers() });
  const notice = await letterOf(office, to, "kettle that ticks");
  expect(notice.reply).toMatch(/^reply\+[a-z2-7]{55}@house\.example$/);

  const [{ page, faults }, { page: relationship, faults: others }] = [await watchedPage(theirs), await watchedPage(mine)];
  await page.goto(`/en/t/${topic.id}/${topic.slug}`);
  await expect(page.getByText("Mine, on the gas ring only.")).toBeVisible();
  await relationship.goto("/en/me/relationship");
  await expect(relationship.locator('[data-term="e"] svg rect').nth(1)).toBeAttached();
  const before = await termOfMail(relationship);
  await brought(phoneReply({ from: to.email, name: me.name, to: notice.reply, subject: `Re: ${notice.subject}`, answers: notice.id, text: "On the gas ring here as well. It stops when I lift it." }), { from: to.email, to: notice.reply });
  // Another reader sees it arrive, without what the telephone added and quoted.
  const post = page.locator('[id^="post-"]').filter({ hasText: "It stops when I lift it." });
  await expect(post).toHaveCount(1, { timeout: 60_000 });
  await expect(post).toContainText(me.name);
  await expect(post).not.toContainText("Sent from my iPhone");
  await expect(post).not.toContainText("Whose does too?");
  await expect.poll(() => termOfMail(relationship), { timeout: 60_000 }).toBeGreaterThan(before);
  await expect(relationship.getByText("A mail you wrote us").first()).toBeVisible();
  // All of what came can still be read by who wrote it.
  await relationship.goto("/en/me/mail");
  await relationship.getByText("Show the whole mail").first().click();
  await expect(relationship.getByText("Sent from my iPhone").first()).toBeVisible();
  // And from the post itself.
  await relationship.goto(`/en/t/${topic.id}/${topic.slug}`);
  await relationship.getByRole("button", { name: "Came by mail: show all of it" }).click();
  await expect(relationship.getByRole("dialog").getByText("Sent from my iPhone")).toBeVisible();
  expect([...faults, ...others]).toEqual([]);
  await Promise.all([mine.close(), theirs.close(), office.close()]);
});

test("a member's mail opens a request, and the dialogue goes on by mail alone", async ({ browser }) => {
  const office = await postOffice();
  const [member, concierge] = await Promise.all([browserOf(browser, "premium"), browserOf(browser, "concierge")]);
  const { me } = (await (await member.request.get("/api/me")).json()) as { me: { id: string; name: string } };
  await cleared(me.id);
  const to = { id: me.id, email: "premium@demo.invalid" };
  const mail = { from: to.email, name: me.name, subject: "A lamp for a reading corner", answers: "<none@demo.invalid>" };
  await brought(phoneReply({ ...mail, to: "needs@house.example", text: "It should not be taller than the chair." }), { from: to.email, to: "needs@house.example" });
  const find = "SELECT id FROM request WHERE customer_id = $1 AND origin = 'mail' AND wish LIKE 'A lamp for a reading corner%'";
  await expect.poll(async () => (await inDatabase(find, [me.id])).length, { timeout: 60_000 }).toBe(1);
  const id = Number((await inDatabase(find, [me.id]))[0]?.id);

  // The desk answers on its page; the member reads it in the mail and answers that.
  const { page: desk, faults } = await watchedPage(concierge);
  await desk.goto(`/en/desk/requests/${id}`);
  await expect(desk.getByText("It should not be taller than the chair.").first()).toBeVisible();
  await desk.getByRole("textbox", { name: /^Write to/ }).fill("How tall is the chair, and which colour?");
  await desk.getByRole("button", { name: "Send", exact: true }).click();
  await expect(desk.getByRole("log").getByText("How tall is the chair, and which colour?")).toBeVisible();
  const letter = await letterOf(office, to, "How tall is the chair");
  expect(letter.text).toContain("How tall is the chair, and which colour?");
  await brought(phoneReply({ ...mail, subject: `Re: ${letter.subject}`, answers: letter.id, to: letter.reply, text: "110 cm, and dark green." }), { from: to.email, to: letter.reply });
  await expect(desk.getByRole("log").getByText("110 cm, and dark green.")).toBeVisible({ timeout: 60_000 });
  expect(faults).toEqual([]);
  await Promise.all([member.close(), concierge.close(), office.close()]);
});

test("a mail in somebody's name is posted only once they say that it is theirs", async ({ browser }) => {
  const [mine, nobody] = await Promise.all([browserOf(browser, "customer"), browserOf(browser, "visitor")]);
  const { me } = (await (await mine.request.get("/api/me")).json()) as { me: { id: string; name: string } };
  await inDatabase("DELETE FROM mail_answered");
  const raw = phoneReply({ from: "customer@demo.invalid", name: me.name, to: "coffee@house.example", subject: "A funnel for the smallest jar", answers: "<none@demo.invalid>", text: "Does one exist below 20 mm?" }).replace(/^Authentication-Results:.*\r\n/, "");
  await brought(raw, { from: "customer@demo.invalid", to: "coffee@house.example" });
  const ask = "SELECT content->'action'->>'url' AS url FROM mail WHERE account_id = $1 AND letter = 'mail-ask' ORDER BY id DESC LIMIT 1";
  await expect.poll(async () => (await inDatabase(ask, [me.id])).length, { timeout: 60_000 }).toBe(1);
  const url = String((await inDatabase(ask, [me.id]))[0]?.url).replace(/^http:\/\/localhost:\d+/, base());
  const { page, faults } = await watchedPage(nobody);
  await page.goto(url);
  await expect(page.getByText("Does one exist below 20 mm?")).toBeVisible();
  await page.getByRole("button", { name: "Yes, post it" }).click();
  await expect(page.getByText("It is on its way to where you meant it to go.")).toBeVisible();
  await expect.poll(async () => (await inDatabase("SELECT 1 FROM topic WHERE author_id = $1 AND title = 'A funnel for the smallest jar'", [me.id])).length, { timeout: 60_000 }).toBe(1);
  await page.reload();
  await page.getByRole("link", { name: "See it" }).click();
  await expect(page.getByRole("heading", { name: "A funnel for the smallest jar" })).toBeVisible();
  expect(faults).toEqual([]);
  await Promise.all([mine.close(), nobody.close()]);
});
