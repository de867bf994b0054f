import { expect, test } from "@playwright/test";
import { type ParsedMail, simpleParser } from "mailparser";
import { phoneReply } from "../tests/mail/phone-reply.ts";
import { postOffice } from "../tests/mail/post-office.ts";
import { brought, inDatabase, sent, sentOf } from "./world/letters.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

const ours = (url: string): string => url.replace(/^http:\/\/localhost:\d+/, base());
// A machine that looks through mail is not counted: this is a person’s browser.
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const mailingAt = (url: string): string => /studio\/mail\/([0-9a-f-]{36})/.exec(url)?.[1] ?? "";

/** Where the one action of a letter leads, by the door that counts it. */
function actionOf(letter: ParsedMail): string {
  const found = /href="([^"]+)"[^>]*class="go"|class="go"[^>]*href="([^"]+)"/.exec(String(letter.html));
  return ours((found?.[1] ?? found?.[2] ?? "").replaceAll("&amp;", "&"));
}
// Their own server signs for no demo address: that they had our letter in hand is what shows who they are.
const plainly = (parts: Parameters<typeof phoneReply>[0]): string => phoneReply(parts).replace(/^Authentication-Results:.*\r\n/, "");

test("an issue is written, checked, tried and sent; a reader gets it, takes its way and ends it by one press", async ({ browser }) => {
  const office = await postOffice();
  const [editor, reader, nobody] = await Promise.all([browserOf(browser, "marketer"), browserOf(browser, "premium"), browserOf(browser, "visitor", { userAgent: firefox })]);
  const email = "premium@demo.invalid";
  const { page, faults } = await watchedPage(editor);
  await page.goto("/en/studio/mail");
  await page.getByRole("button", { name: "New newsletter" }).click();
  await page.getByLabel("Name").fill("Letters from a journey");
  await page.getByRole("button", { name: "Begin" }).click();
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Letters from a journey" }) });
  await expect(card.getByText("no readers yet")).toBeVisible();

  const theirs = await reader.newPage();
  await theirs.goto("/en/mail");
  await theirs.getByRole("checkbox", { name: /Letters from a journey/ }).check();
  await expect(theirs.getByText("Saved.").first()).toBeVisible();

  await card.getByRole("button", { name: "Write an issue" }).click();
  await page.getByLabel("Subject", { exact: true }).fill("Our newsletter");
  await expect(page.locator("[data-check=subjectUnclear]")).toBeVisible();
  await expect(page.locator("[data-check=noAction]")).toBeVisible();
  await page.getByLabel("Subject", { exact: true }).fill("What the river did to the mill");
  await page.getByLabel("The line beside it").fill("High water, and two new stones");
  await page.getByRole("textbox", { name: "Text" }).fill("{{greeting}}\n\nThe water **rose** to the second step.\n\n{{topics}}");
  await page.getByLabel("The one action").fill("See the mill");
  await page.getByLabel("Where it leads").fill("/products");
  await expect(page.locator("[data-check]")).toHaveCount(0);
  await expect(page.locator("[data-kept=kept]")).toBeVisible();
  await expect(page.frameLocator("iframe").getByRole("link", { name: "See the mill" })).toBeVisible();
  await page.getByRole("button", { name: "Send it to me first" }).click();
  await expect(page.getByText("A test is on its way to marketer@demo.invalid.")).toBeVisible();
  await sent(office.url, "marketer@demo.invalid");
  expect((await simpleParser(office.arrived.find((one) => one.to === "marketer@demo.invalid" && one.raw.includes("[Test]"))?.raw ?? "")).text).toContain("The water rose to the second step.");

  await page.getByRole("button", { name: "Send now" }).click();
  await expect(page.locator("[data-state=sent]")).toBeVisible({ timeout: 60_000 });
  const id = mailingAt(page.url());
  await sentOf(office.url, id, email);
  const letter = await simpleParser(office.arrived.find((one) => one.to === email && one.raw.includes("river"))?.raw ?? "");
  expect([letter.subject, letter.text?.includes("The water rose"), /^reply\+[a-z2-7]{55}@house\.example$/.test(letter.replyTo?.value[0]?.address ?? "")]).toEqual(["What the river did to the mill", true, true]);
  const outside = await nobody.newPage();
  // The product under test does not know its own port: where it leads on is followed by hand.
  const way = await nobody.request.get(actionOf(letter), { maxRedirects: 0 });
  expect(way.status()).toBe(302);
  await outside.goto(ours(way.headers().location ?? ""));
  await expect(outside).toHaveURL(/\/en\/products$/);
  await page.reload();
  await expect(page.locator("[data-figure=clicked]")).toContainText("1");

  const leave = /<(http[^>]+)>/.exec(String(letter.headerLines.find((one) => one.key === "list-unsubscribe")?.line.replace(/\s+/g, "")))?.[1] ?? "";
  expect((await fetch(ours(leave), { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" })).status).toBe(200);
  await outside.goto(`${base()}/en/mail#token=${leave.split("/").at(-1)}`);
  await expect(outside.getByText("These mails have ended for you.")).toBeVisible();
  await outside.goto(`${base()}/en/news/letters-from-a-journey/what-the-river-did-to-the-mill`);
  await expect(outside.getByRole("heading", { name: "What the river did to the mill" })).toBeVisible();
  expect(faults).toEqual([]);
  await Promise.all([editor.close(), reader.close(), nobody.close(), office.close()]);
});

test("a reader answers an issue by mail; the house reads it beside all other mail with them and answers from there", async ({ browser }) => {
  const office = await postOffice();
  const [concierge, marketer] = await Promise.all([browserOf(browser, "concierge"), browserOf(browser, "marketer")]);
  const [letter] = await inDatabase("SELECT m.id, m.recipient, m.account_id AS account, a.name FROM mail m JOIN account a ON a.id = m.account_id WHERE m.letter = 'issue' AND m.state = 'sent' AND a.email <> 'premium@demo.invalid' ORDER BY m.id DESC LIMIT 1");
  const [email, name] = [String(letter?.recipient), String(letter?.name)];
  const mail = { from: email, name, subject: "Re: What forty kettles taught us about limescale", answers: `<${letter?.id}@house.example>`, to: "hello@house.example" };
  await brought(plainly({ ...mail, text: "Mine is number forty-one, and it sings." }), { from: email, to: mail.to });
  const { page: desk, faults } = await watchedPage(concierge);
  await expect.poll(async () => { await desk.goto("/en/desk/mail"); await desk.getByRole("listitem").first().waitFor(); return desk.getByText("Mine is number forty-one, and it sings.").count(); }, { timeout: 60_000 }).toBe(1);
  await desk.getByRole("listitem").filter({ hasText: "Mine is number forty-one" }).getByRole("link").click();
  const came = desk.locator("[data-way=in]").filter({ hasText: "Mine is number forty-one, and it sings." });
  await expect(came).toContainText(name);
  await expect(came).not.toContainText("Sent from my iPhone");
  await desk.getByLabel("Your answer").fill("Then let us hear it: bring it by on Saturday.");
  await desk.getByRole("button", { name: `Send to ${name}` }).click();
  await expect(desk.locator("[data-way=out]").filter({ hasText: "bring it by on Saturday" })).toBeVisible();
  await inDatabase("UPDATE notice_hours SET quiet_from = NULL, quiet_to = NULL");
  await sent(office.url, email);
  const answer = await simpleParser(office.arrived.find((one) => one.to === email && one.raw.includes("Saturday"))?.raw ?? "");
  expect([answer.subject, answer.text?.includes("Then let us hear it")]).toEqual([mail.subject, true]);
  // Their answer to that comes back to the same thread, which stands on their customer page too; and it told that they wrote to us.
  const reply = answer.replyTo?.value[0]?.address ?? "";
  await brought(plainly({ ...mail, answers: answer.messageId ?? "", to: reply, text: "Saturday it is, at ten." }), { from: email, to: reply });
  await expect.poll(async () => Number((await inDatabase("SELECT count(*) AS n FROM interaction WHERE customer_id = $1 AND kind = 'mail.received' AND occurred_at > now() - interval '1 hour'", [letter?.account]))[0]?.n), { timeout: 60_000 }).toBe(2);
  const { page: studio, faults: others } = await watchedPage(marketer);
  await studio.goto(`/en/studio/customers/${letter?.account}`);
  await expect(studio.locator("[data-conversation] [data-way=in]").filter({ hasText: "Saturday it is, at ten." })).toBeVisible();
  expect([...faults, ...others]).toEqual([]);
  await Promise.all([concierge.close(), marketer.close(), office.close()]);
});

test("a campaign tries two subjects on a part of a segment; it is judged once, at its size, and the rest gets the better one", async ({ browser }) => {
  const office = await postOffice();
  const editor = await browserOf(browser, "marketer");
  const { page, faults } = await watchedPage(editor);
  await page.goto("/en/studio/mail");
  await page.getByRole("button", { name: "New campaign" }).click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Ordered more than once" });
  const subjects = ["An hour at the bench for your grinder", "We have an hour for your grinder"];
  await page.getByLabel("Subject", { exact: true }).fill(subjects[0] ?? "");
  await page.getByRole("textbox", { name: "Text" }).fill("{{greeting}}\n\nWe have an hour for you.");
  await page.getByLabel("The one action").fill("Ask for it");
  await page.getByLabel("Where it leads").fill("/c/coffee");
  await page.getByLabel("What differs").selectOption("subject");
  await expect(page.locator("[data-check=otherMissing]")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send now" })).toBeDisabled();
  await page.getByLabel("The other subject").fill(subjects[1] ?? "");
  await page.getByLabel("Usually click, in %").fill("30");
  await page.getByLabel("Worth knowing from, in points").fill("50");
  await expect(page.locator("[data-plan]")).toContainText("It takes 15 letters of each kind to find a difference of 50 points");
  await expect(page.locator("[data-plan]")).toContainText(/Of \d+ in this segment \d+ wait until it is judged/);
  await expect(page.locator("[data-check=otherMissing]")).toHaveCount(0);
  await page.getByRole("button", { name: "Send now" }).click();
  await expect(page.locator("[data-state=testing]")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("[data-verdict=early]")).toContainText("Not judged yet");
  await expect(page.getByRole("button", { name: "Send the rest as B" })).toBeDisabled();

  const id = mailingAt(page.url());
  await sentOf(office.url, id);
  const tested = await Promise.all(office.arrived.map((one) => simpleParser(one.raw)));
  expect(subjects.map((subject) => tested.filter((one) => one.subject === subject).length)).toEqual([17, 17]);
  // Everybody takes the way of the second kind, and one that of the first.
  const clicked = [...tested.filter((one) => one.subject === subjects[1]), ...tested.filter((one) => one.subject === subjects[0]).slice(0, 1)];
  for (const letter of clicked) expect((await fetch(actionOf(letter), { redirect: "manual", headers: { "user-agent": firefox } })).status).toBe(302);
  await page.reload();
  await expect(page.locator("[data-verdict=waiting]")).toBeVisible();
  await expect(page.locator("[data-figure=clicked]")).toContainText("18");
  await inDatabase("UPDATE mail SET sent_at = sent_at - interval '25 hours' WHERE id IN (SELECT mail_id FROM mailing_letter WHERE mailing_id = $1)", [id]);
  await page.reload();
  await expect(page.locator("[data-verdict=judged]")).toContainText(/Kind B is clicked more\. B against A: \+94\.1 points, with 95 % confidence between \+\d/);

  await page.getByRole("button", { name: "Send the rest as B" }).click();
  await expect(page.locator("[data-state=sent]")).toBeVisible({ timeout: 60_000 });
  await sentOf(office.url, id);
  const rest = await Promise.all(office.arrived.slice(tested.length).map((one) => simpleParser(one.raw)));
  const [{ letters } = { letters: 0 }] = await inDatabase("SELECT letters FROM mailing WHERE id = $1", [id]);
  expect([rest.length > 50, new Set(rest.map((one) => one.subject)), office.arrived.length, new Set(office.arrived.map((one) => one.to)).size]).toEqual([true, new Set([subjects[1]]), letters, letters]);
  expect(faults).toEqual([]);
  await Promise.all([editor.close(), office.close()]);
});
