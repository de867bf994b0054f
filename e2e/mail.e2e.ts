import { expect, test } from "@playwright/test";
import { simpleParser } from "mailparser";
import { postOffice } from "../tests/mail/post-office.ts";
import { inDatabase, sent } from "./world/letters.ts";
import { base, browserOf, watchedPage } from "./world/people.ts";

const ours = (url: string): string => url.replace(/^http:\/\/localhost:\d+/, base());

test("a notice arrives by mail and leads to the post; it ends by one press, and is turned down without signing in", async ({ browser }) => {
  const office = await postOffice();
  const [mine, theirs, nobody] = await Promise.all([browserOf(browser, "concierge"), browserOf(browser, "premium"), browserOf(browser, "visitor")]);
  const headers = { origin: base() };
  const { me } = (await (await mine.request.get("/api/me")).json()) as { me: { id: string } };
  const email = "concierge@demo.invalid";
  await inDatabase("UPDATE notice_mail SET sent_at = now() WHERE account_id = $1 AND sent_at IS NULL", [me.id]);
  await inDatabase("UPDATE notice_hours SET quiet_from = NULL, quiet_to = NULL WHERE account_id = $1", [me.id]);
  const opened = await mine.request.post("/api/topics", { data: { categorySlug: "coffee", title: "A scale that loses a gram", kind: "discussion", clientId: crypto.randomUUID(), body: "Between breakfast and lunch. Whose does too?" }, headers });
  const topic = (await opened.json()) as { id: number; slug: string };
  await theirs.request.post(`/api/topics/${topic.id}/replies`, { data: { body: "Mine finds it again in the evening.", clientId: crypto.randomUUID() }, headers });
  await expect.poll(async () => (await inDatabase("UPDATE notice_mail SET due_at = now() WHERE account_id = $1 AND sent_at IS NULL RETURNING id", [me.id])).length).toBe(1);
  await inDatabase("SELECT graphile_worker.add_job('notices.mail', '{}'::json)");
  await expect.poll(async () => (await inDatabase("SELECT 1 FROM mail WHERE account_id = $1 AND letter = 'notice' AND subject LIKE '%loses a gram'", [me.id])).length, { timeout: 60_000 }).toBe(1);
  await sent(office.url, email);
  const notice = await simpleParser(office.arrived.find((one) => one.raw.includes("=One-Click") && one.to === email)?.raw ?? "");
  expect(notice.subject).toBe("Ines Holloway wrote a reply · A scale that loses a gram");
  expect(notice.replyTo?.value[0]?.address).toMatch(/^reply\+[a-z2-7]{55}@house\.example$/);

  const { page, faults } = await watchedPage(nobody);
  // What the reader sees, and where its one button leads.
  const button = /href="([^"]+)"[^>]*class="go"|class="go"[^>]*href="([^"]+)"/.exec(String(notice.html));
  await page.goto(ours((button?.[1] ?? button?.[2] ?? "").replaceAll("&amp;", "&")));
  await expect(page.getByText("Mine finds it again in the evening.")).toBeVisible();

  const leave = /<(http[^>]+)>/.exec(String(notice.headerLines.find((one) => one.key === "list-unsubscribe")?.line.replace(/\s+/g, "")))?.[1] ?? "";
  const press = await fetch(ours(leave), { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" });
  expect(press.status).toBe(200);
  await page.goto(`${base()}/en/mail#token=${leave.split("/").at(-1)}`);
  await expect(page.getByText("These mails have ended for you.")).toBeVisible();
  await page.getByRole("button", { name: "Get them again" }).click();
  await expect(page.getByRole("button", { name: "End these mails" })).toBeVisible();
  await page.getByRole("radio", { name: "Every day" }).click();
  await expect(page.getByRole("radio", { name: "Every day" })).toBeChecked();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await expect.poll(async () => (await inDatabase("SELECT digest FROM mail_preference WHERE account_id = $1", [me.id]))[0]?.digest).toBe("daily");

  expect(faults).toEqual([]);
  await Promise.all([mine.close(), theirs.close(), nobody.close(), office.close()]);
});

test("a digest comes when there is news and the reader was not here, with what they follow, and never a second time", async ({ browser }) => {
  const office = await postOffice();
  const [reader, writer] = await Promise.all([browserOf(browser, "marketer"), browserOf(browser, "premium")]);
  const { me } = (await (await reader.request.get("/api/me")).json()) as { me: { id: string } };
  await reader.close();
  const opened = await writer.request.post("/api/topics", { data: { categorySlug: "coffee", title: "A cup that keeps its heat too well", kind: "discussion", clientId: crypto.randomUUID(), body: "An hour later it still burns. What do you do meanwhile?" }, headers: { origin: base() } });
  const topic = (await opened.json()) as { id: number };
  await inDatabase("INSERT INTO follow (account_id, subject_type, subject_id, level) VALUES ($1, 'topic', $2, 'follow') ON CONFLICT (account_id, subject_type, subject_id) DO UPDATE SET level = 'follow'", [me.id, String(topic.id)]);
  await inDatabase("INSERT INTO mail_preference (account_id, digest) VALUES ($1, 'daily') ON CONFLICT (account_id) DO UPDATE SET digest = 'daily', digest_at = NULL", [me.id]);
  await inDatabase("UPDATE notice_hours SET quiet_from = NULL, quiet_to = NULL WHERE account_id = $1", [me.id]);
  await inDatabase("UPDATE session SET seen_at = now() - interval '2 days' WHERE account_id = $1", [me.id]);
  for (let time = 0; time < 2; time += 1) await inDatabase("SELECT graphile_worker.add_job('mail.digests', '{}'::json)");
  await expect.poll(async () => (await inDatabase("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'mail.digests'")).length, { timeout: 60_000 }).toBe(0);
  expect(await inDatabase("SELECT 1 FROM mail WHERE account_id = $1 AND letter = 'digest'", [me.id])).toHaveLength(1);
  await sent(office.url, "marketer@demo.invalid");
  const digest = await simpleParser(office.arrived.find((one) => one.to === "marketer@demo.invalid" && one.raw.includes(":conversation:"))?.raw ?? "");
  expect(digest.text).toContain("A cup that keeps its heat too well");
  const { page, faults } = await watchedPage(writer);
  const way = /href="([^"]*to\/[^"]*)"[^>]*>[^<]*A cup that keeps/.exec(String(digest.html))?.[1] ?? "";
  await page.goto(ours(way.replaceAll("&amp;", "&")));
  await expect(page.getByText("An hour later it still burns.")).toBeVisible();
  expect(faults).toEqual([]);
  await Promise.all([writer.close(), office.close()]);
});
