import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { noteBounce, noteComplaint } from "#lib/mail/bounces.ts";
import { queueMail, queueMany } from "#lib/mail/outbox.ts";
import { readReplyToken } from "#lib/mail/reply-token.ts";
import { deliverMail } from "#lib/mail/sending.ts";
import type { Letter } from "#lib/mail/types.ts";
import { person } from "#tests/world/people.ts";
import { postOffice, refusal } from "./post-office.ts";

let office: Awaited<ReturnType<typeof postOffice>>;
const refuses = new Map<string, ReturnType<typeof refusal>>();

beforeAll(async () => {
  office = await postOffice((address) => refuses.get(address));
  process.env.SMTP_URL = office.url;
  process.env.MAIL_FROM = "hello@house.example";
  process.env.MAIL_PACE = "1000";
  process.env.DKIM_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
});
afterAll(() => office.close());
beforeEach(async () => {
  office.arrived.length = 0;
  office.tried.length = 0;
  refuses.clear();
  await db().query("DELETE FROM mail");
});

const queue = (letter: Letter): Promise<void> => transact((tx) => queueMail(tx, letter));
const stateOf = async (to: string): Promise<string[]> => (await db().query<{ state: string }>("SELECT state FROM mail WHERE recipient = $1 ORDER BY id", [to])).map((row) => row.state);
const dueNow = (): Promise<unknown[]> => db().query("UPDATE mail SET due_at = now() WHERE state = 'waiting'");
const mailbox = (): string => `${newId()}@example.org`;

describe("a letter", () => {
  it("leaves as text and HTML that say the same, signed, answerable by a token, and ended by one press", async () => {
    const to = await person();
    await queue({ to: to.email, account: to.id, locale: "fr", stream: "conversation", letter: "notices", answers: { type: "topic", id: 7 }, leave: "https://house.example/api/mail/leave/abc", subject: "Réponse à « Bouilloire »",
      content: { title: "Une réponse", blocks: [{ kind: "text", text: "<script>Ana</script> a écrit." }], action: { label: "Lire", url: "http://localhost:3000/fr/t/7/bouilloire" } } });
    await deliverMail();
    const [mail] = office.arrived;
    expect(mail?.to).toBe(to.email);
    expect(mail?.raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;[\s\S]*?d=house\.example;\s+[\s\S]*?s=rapport/m);
    const read = await simpleParser(mail?.raw ?? "");
    expect([read.subject, read.text?.includes("http://localhost:3000/fr/t/7/bouilloire")]).toEqual(["Réponse à « Bouilloire »", true]);
    expect(read.html).toContain("&lt;script&gt;Ana");
    expect(read.html).toContain("prefers-color-scheme:dark");
    const reply = read.replyTo?.value[0]?.address ?? "";
    expect(readReplyToken(/^reply\+([a-z2-7]+)@house\.example$/.exec(reply)?.[1]?.toUpperCase() ?? "")).toEqual({ type: "topic", id: 7, accountId: to.id });
    expect(mail?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(mail?.from).toMatch(/^bounce\+[0-9a-f]{32}@house\.example$/);
    expect(Buffer.byteLength(mail?.raw ?? "")).toBeLessThan(100 * 1024);
    expect(await stateOf(to.email)).toEqual(["sent"]);
  });

  it("of many that are queued at once says what it says when it is queued alone", async () => {
    const letter: Letter = { to: mailbox(), locale: "fr", subject: "Trois idées", content: { title: "Trois idées", blocks: [{ kind: "text", text: "Pour le moulin." }], action: { label: "Lire", url: "http://localhost:3000/fr/news" } } };
    await queue(letter);
    await transact((tx) => queueMany(tx, [letter]));
    const [alone, among] = await db().query<{ body: string }>("SELECT body FROM mail WHERE recipient = $1 ORDER BY id", [letter.to]);
    expect(alone?.body).toContain("Lire :\nhttp");
    expect(among?.body).toBe(alone?.body);
  });

  it("cannot add a header or a recipient, whatever its parts hold", async () => {
    for (const letter of [{ to: "a@example.org\r\nBcc: b@example.org", subject: "x" }, { to: "a@example.org", subject: "x\nBcc: b@example.org" }, { to: "a@example.org", subject: "x", listId: "a\r\nb" }, { to: "a@example.org", subject: "x", leave: "https://x\r\nBcc: c@example.org" }])
      await expect(queue({ ...letter, body: "y" })).rejects.toThrow("may not span lines");
    await queue({ to: "one@example.org, two@example.org", subject: "Two at once", body: "Hello" });
    await deliverMail();
    expect(office.arrived).toEqual([]);
  });

  it("with a key leaves once, and one to sign in is forgotten once it left", async () => {
    const to = await person({ confirmed: false });
    await queue({ to: to.email, account: to.id, subject: "In", body: "http://localhost:3000/en/sign-in/confirm#token=abc", secret: true, key: `in:${to.id}` });
    await queue({ to: to.email, account: to.id, subject: "In", body: "again", secret: true, key: `in:${to.id}` });
    await queue({ to: to.email, account: to.id, subject: "News", body: "Something else" });
    await deliverMail();
    await dueNow();
    await deliverMail();
    expect(office.arrived).toHaveLength(1);
    expect(await stateOf(to.email)).toEqual(["sent", "withheld"]);
    expect(await db().query("SELECT body, content FROM mail WHERE secret")).toEqual([{ body: "", content: null }]);
  });
});

describe("an address that refuses", () => {
  it("is left in peace, all its letters with it, and gets nothing more once the refusal lasts; nothing is sent for a bounce", async () => {
    const staff = await Promise.all(["1", "2", "3", "4"].map(() => person({ role: "moderator" })));
    for (const one of staff) refuses.set(one.email, refusal(450, "4.2.1 come back later"));
    for (const one of staff) for (const subject of ["a", "b", "c", "d", "e"]) await queue({ to: one.email, account: one.id, subject, body: "Look." });
    for (let hour = 0; hour < 4; hour += 1) {
      await deliverMail();
      await dueNow();
    }
    // Whatever waits for an address, it is asked once until its pause is over.
    expect(office.tried).toHaveLength(4);
    for (const one of staff) refuses.set(one.email, refusal(550, "5.1.1 no such mailbox"));
    await db().query("UPDATE mail_address SET paused_until = now()");
    for (let hour = 0; hour < 6; hour += 1) {
      await deliverMail();
      await dueNow();
    }
    expect(office.tried).toHaveLength(8);
    expect(office.arrived).toEqual([]);
    expect((await stateOf(staff[0]?.email ?? "")).sort()).toEqual(["failed", "withheld", "withheld", "withheld", "withheld"]);
    expect(await db().query("SELECT 1 FROM mail WHERE NOT (recipient = ANY($1))", [staff.map((one) => one.email)])).toEqual([]);
  });

  it("is told apart from a letter that is refused; a complaint ends its stream alone", async () => {
    const to = mailbox();
    await noteComplaint({ address: to, stream: "newsletter" });
    await queue({ to, subject: "News", body: "x", stream: "newsletter" });
    await queue({ to, subject: "Your request", body: "x", stream: "conversation" });
    await deliverMail();
    await dueNow();
    await deliverMail();
    expect([await stateOf(to), office.arrived.length]).toEqual([["withheld", "sent"], 1]);
    const gone = mailbox();
    await noteBounce({ address: gone, hard: true, response: "5.1.1" });
    await queue({ to: gone, subject: "x", body: "x" });
    await deliverMail();
    expect(await stateOf(gone)).toEqual(["withheld"]);
  });
});

describe("too much", () => {
  it("waits: the sixth letter of a day is the last, and quiet hours keep what is not asked for", async () => {
    const [to, asleep] = [await person(), await person()];
    for (let number = 0; number < 9; number += 1) await queue({ to: to.email, account: to.id, subject: String(number), body: "x", stream: "conversation" });
    await db().query("INSERT INTO notice_hours (account_id, quiet_from, quiet_to) SELECT $1, m, (m + 1439) % 1440 FROM (SELECT (extract(hour FROM now() AT TIME ZONE 'UTC') * 60 + extract(minute FROM now() AT TIME ZONE 'UTC'))::int AS m) AS clock", [asleep.id]);
    await queue({ to: asleep.email, account: asleep.id, subject: "Later", body: "x", stream: "conversation" });
    await queue({ to: asleep.email, account: asleep.id, subject: "Asked for", body: "x" });
    for (let round = 0; round < 12; round += 1) {
      await deliverMail();
      await dueNow();
    }
    expect([office.arrived.filter((one) => one.to === to.email).length, office.arrived.filter((one) => one.to === asleep.email).length]).toEqual([6, 1]);
  });
});

it("a sender killed in the middle sends nobody anything twice, and whoever may have been left out is known", async () => {
  const all = Array.from({ length: 300 }, (_, number) => `reader-${number}@place-${number % 20}.example`);
  await db().query("INSERT INTO mail (id, recipient, subject, body) SELECT id, recipient, 'An issue', 'Hello' FROM unnest($1::uuid[], $2::text[]) AS m (id, recipient)", [all.map(() => newId()), all]);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "sender.ts")], { env: process.env, stdio: "inherit" });
  const ended = new Promise<string | null>((resolve) => { child.once("exit", (_code, signal) => resolve(signal)); });
  while (office.arrived.length < 60 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  // The database ends what the dead one held.
  while ((await db().query("SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND l.classid = 7301")).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(office.arrived.length).toBeLessThan(300);
  while ((await deliverMail()) > 0) await dueNow();
  const got = office.arrived.map((one) => one.to);
  // Between the mark and the last full stop nobody knows whether it left: at most one of each line, and it is never sent again.
  const doubted = (await db().query<{ recipient: string }>("SELECT recipient FROM mail WHERE state = 'doubt'")).map((row) => row.recipient).filter((one) => !got.includes(one));
  expect(doubted.length).toBeLessThanOrEqual(2);
  expect([...got, ...doubted].sort()).toEqual([...all].sort());
}, 120_000);
