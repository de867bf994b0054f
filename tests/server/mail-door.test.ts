import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { deliverMail } from "#lib/mail/sending.ts";
import { handleIncoming } from "#lib/outreach/incoming/handling.ts";
import { signedHeaders } from "#lib/webhooks/signing.ts";
import { type MailDoor, mostAtDoor, openMailDoor } from "#server/mail-door.ts";
import "#server/wiring.ts";
import { hostileMail } from "#tests/mail/in/hostile.ts";
import { postOffice, refusal } from "#tests/mail/post-office.ts";
import { answerTo, house, lastTo, written } from "#tests/outreach/mails.ts";
import { category, door, person, topic } from "#tests/world/people.ts";

const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
let open: MailDoor;
let office: Awaited<ReturnType<typeof postOffice>>;
const refuses = new Map<string, ReturnType<typeof refusal>>();
beforeAll(async () => {
  office = await postOffice((address) => refuses.get(address));
  Object.assign(process.env, { SMTP_URL: office.url, SMTP_IN_PORT: "0", MAIL_IN_SECRET: secret, MAIL_PACE: "1000" });
  const made = await openMailDoor();
  if (!made) throw new Error("the door is shut");
  open = made;
});
afterAll(() => Promise.all([open.close(), office.close()]));
beforeEach(async () => {
  resetLimits();
  await db().query("DELETE FROM incoming_mail");
});

/** Says lines to the door, each when the one before was answered, and collects the first line of each answer. A Buffer is sent as it is. */
function talk(lines: (string | Buffer)[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(open.port, "127.0.0.1");
    const heard: string[] = [];
    let [text, next] = ["", 0];
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (line[3] === "-") continue;
        heard.push(line);
        const say = lines[next];
        next += 1;
        if (say === undefined) socket.end();
        else socket.write(typeof say === "string" ? `${say}\r\n` : say);
      }
    });
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}
const codes = (heard: string[]): string => heard.map((line) => line.slice(0, 3)).join(" ");
/** Brings one mail: the last two answers. */
const brings = async (raw: Buffer | string, to: string, from = "a@mail.example"): Promise<string[]> => (await talk(["EHLO mail.example", `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA", Buffer.concat([Buffer.from(raw), Buffer.from("\r\n.\r\n")]), "QUIT"])).slice(-2);
const waiting = async (): Promise<number> => (await db().query("SELECT 1 FROM incoming_mail")).length;

describe("the door of mail servers", () => {
  it("takes what is for an address of ours, commits it before it says so, and the same mail again is the same mail", async () => {
    const mine = await person();
    const opened = await topic(mine, (await category()).slug);
    const to = answerTo(mine, "topic", opened.id);
    const raw = written({ from: mine.email, to, text: "By the door.\r\n..and a dot" });
    for (let n = 0; n < 2; n += 1) expect((await brings(raw.replace(/^\./gm, ".."), to.toUpperCase(), mine.email))[0]).toBe("250 2.0.0 taken");
    expect(await waiting()).toBe(1);
    await handleIncoming();
    expect(await lastTo(to)).toMatchObject({ state: "done", path: `/t/${opened.id}/${opened.slug}#post-2`, text: "By the door.\n..and a dot" });
  });

  it("knows no other address: none elsewhere, no forged or changed one, and hangs up on who tries names", async () => {
    const mine = await person();
    const to = answerTo(mine, "topic", 1);
    const forged = to.replace(/\+(.)/, (_, first: string) => `+${first === "a" ? "b" : "a"}`);
    expect(codes(await talk(["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<someone@elsewhere.example>", `RCPT TO:<${forged}>`, `RCPT TO:<${house("nowhere")}>`, "DATA", "QUIT"]))).toBe("220 250 250 550 550 550 503 221");
    const tried = await talk(["EHLO x", "MAIL FROM:<a@b.example>", ...Array.from({ length: mostAtDoor.unknown + 4 }, (_, n) => `RCPT TO:<${house(`name-${n}`)}>`), "QUIT"]);
    expect([tried.at(-1)?.slice(0, 3), tried.length]).toEqual(["421", 3 + mostAtDoor.unknown]);
    expect(await waiting()).toBe(0);
  });

  it("refuses what could be read as two mails, what is too much, and whoever talks before they are greeted", async () => {
    const to = house("hello");
    const head = "From: a@b.example\r\nSubject: s\r\n\r\n";
    for (const smuggled of ["x\n.\nMAIL FROM:<eve@b.example>\nRCPT TO:<hello@x>\nDATA\nFrom: eve@b.example\n\ny", "x\r\n.\nMAIL FROM:<eve@b.example>", "x\r.\rMAIL FROM:<eve@b.example>", "x\n.\r\nMAIL FROM:<eve@b.example>"])
      expect(await brings(`${head}${smuggled}`, to), JSON.stringify(smuggled)).toEqual(["554 5.6.0 lines end with CR LF, both together", expect.stringMatching(/^221/)]);
    expect((await brings(`X: ${"a".repeat(70_000)}\r\n${head}y`, to))[0]).toBe("554 5.6.0 header too large");
    expect((await brings(`From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(300)}`, to))[0]).toBe("554 5.6.0 too many parts");
    expect(codes(await talk(["EHLO x", "MAIL FROM:<a@b.example> SIZE=99000000", "QUIT"]))).toBe("220 250 552 221");
    const early = await new Promise<string>((resolve) => { const socket = connect(open.port, "127.0.0.1"); let said = ""; socket.on("data", (chunk) => { said += chunk.toString(); }); socket.on("close", () => resolve(said)); socket.write("EHLO x\r\nMAIL FROM:<a@b.example>\r\n"); });
    expect(early).toMatch(/^421/);
    expect(await waiting()).toBe(0);
  });

  // Ten thousand of them are brought by `npm run bench -- mail-in`.
  it("takes 100 hostile mails as nothing: each is refused, or opens, posts and answers nothing", async () => {
    const before = await db().query("SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM request) AS requests, (SELECT count(*) FROM mail) AS mails, (SELECT count(*) FROM interaction) AS acts");
    const lines: (string | Buffer)[] = ["EHLO x"];
    for (let one = 0; one < 100; one += 1) lines.push(`MAIL FROM:<${one % 3 ? "eve@example.org" : ""}>`, `RCPT TO:<${house(one % 2 ? "needs" : "hello")}>`, "DATA", Buffer.concat([Buffer.from(hostileMail(293 * one).toString("latin1").replace(/\r?\n\./g, "\r\n.."), "latin1"), Buffer.from("\r\n.\r\n")]));
    const answers = await talk([...lines, "QUIT"]);
    expect(answers.filter((line) => line.startsWith("354"))).toHaveLength(100);
    await handleIncoming();
    const states = await db().query<{ state: string; route: string | null }>("SELECT DISTINCT state, route_type AS route FROM incoming_mail");
    expect(states.filter(({ state }) => !["ignored", "kept", "refused"].includes(state))).toEqual([]);
    const [after] = await db().query<{ mails: string }>("SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM request) AS requests, (SELECT count(*) FROM mail) AS mails, (SELECT count(*) FROM interaction) AS acts");
    // One polite answer, to the one stranger who wrote them all.
    expect({ ...after, mails: Number(after?.mails) }).toEqual({ ...(before[0] as object), mails: Number((before[0] as { mails: string }).mails) + 1 });
  }, 180_000);
});

describe("the door of providers", () => {
  const hook = (raw: string, headers: Record<string, string>, query = ""): ReturnType<typeof door> => door(`/api/mail/in${query}`, { method: "POST", raw, headers: { "content-type": "message/rfc822", ...headers } });
  it("takes raw mail and the usual forms from who has the secret or signs with it, and nothing from anybody else", async () => {
    const mail = { from: "a@b.example", to: house("hello") };
    const raw = written({ ...mail, text: "Raw." });
    const basic = { authorization: `Basic ${Buffer.from(`x:${secret}`).toString("base64")}` };
    const said = async (body: string, headers: Record<string, string>, query = ""): Promise<unknown> => { const answer = await hook(body, headers, query); return answer.status === 200 ? (answer.body as { taken: number }).taken : answer.status; };
    expect(await said(raw, {}, `?to=${mail.to}`)).toBe(401);
    expect(await said(raw, { authorization: "Bearer wrong" }, `?to=${mail.to}`)).toBe(401);
    expect(await said(raw, { authorization: `Bearer ${secret}` }, `?to=${mail.to}`)).toBe(1);
    expect(await said(raw, basic, `?to=${mail.to}`)).toBe(0);
    expect(await said(raw, basic, "?to=someone@elsewhere.example")).toBe(0);
    const json = JSON.stringify({ from: mail.from, to: [mail.to], rawBase64: Buffer.from(written({ ...mail, text: "In JSON." })).toString("base64") });
    const signed = (body: string, at = new Date()): Record<string, string> => ({ ...signedHeaders({ id: "m1", at, body }, [secret]), "content-type": "application/json" });
    expect([await said(json, signed(json)), await said(json, signed(json)), await said(`${json} `, signed(json)), await said(json, signed(json, new Date(Date.now() - 3_600_000)))]).toEqual([1, 0, 401, 401]);
    const parts = JSON.stringify({ FromFull: { Email: mail.from, Name: "A\r\nBcc: x@y.example" }, To: mail.to, OriginalRecipient: mail.to, Subject: "In parts", TextBody: "Parts.", MessageID: "<p1@mail.example>", Headers: [{ Name: "Auto-Submitted", Value: "auto-replied" }], Attachments: [{ Name: "a.txt", Content: "eA==", ContentType: "text/plain" }] });
    expect([await said(parts, { ...basic, "content-type": "application/json" }), await said(parts, { ...basic, "content-type": "application/json" })]).toEqual([1, 0]);
    await handleIncoming();
    expect(await lastTo(mail.to)).toMatchObject({ state: "ignored", reason: "auto-submitted" });
    const form = new URLSearchParams({ email: written({ ...mail, text: "In a form." }), envelope: JSON.stringify({ to: [mail.to], from: mail.from }) }).toString();
    expect(await said(form, { ...basic, "content-type": "application/x-www-form-urlencoded" })).toBe(1);
    expect([await said("{}", { ...basic, "content-type": "application/json" }), await said("", basic)]).toEqual([422, 422]);
  });
});

it("a process killed while it handles a mail neither loses nor doubles it", async () => {
  const mine = await person();
  const opened = await topic(mine, (await category()).slug);
  const to = answerTo(mine, "topic", opened.id);
  const mails = Array.from({ length: 8 }, (_, n) => [`MAIL FROM:<${mine.email}>`, `RCPT TO:<${to}>`, "DATA", Buffer.from(`${written({ from: mine.email, to, text: `Said before the end, number ${n}.` })}\r\n.\r\n`)]);
  await talk(["EHLO mail.example", ...mails.flat(), "QUIT"]);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "../outreach/handler.ts")], { env: { ...process.env, RAPPORT_LIMITS: "off" }, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  // Somewhere in the middle of one: claimed, and not settled.
  while ((await db().query("SELECT 1 FROM incoming_mail WHERE state = 'waiting' AND attempts > 0")).length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill("SIGKILL");
  await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(undefined)));
  await db().query("UPDATE incoming_mail SET due_at = now() WHERE state = 'waiting'");
  process.env.RAPPORT_LIMITS = "off";
  await handleIncoming();
  delete process.env.RAPPORT_LIMITS;
  const said = await db().query<{ source: string }>("SELECT source FROM post WHERE topic_id = $1 AND number > 1 ORDER BY source", [opened.id]);
  expect(said.map((one) => one.source)).toEqual(Array.from({ length: 8 }, (_, n) => `Said before the end, number ${n}.`).sort());
  expect(await db().query("SELECT DISTINCT state FROM incoming_mail")).toEqual([{ state: "done" }]);
  expect(await db().query("SELECT count(*)::int AS n FROM interaction WHERE customer_id = $1 AND kind = 'mail.received'", [mine.id])).toEqual([{ n: 8 }]);
}, 180_000);

it("a storm of bounces is four mails: refused for a while, then for good by report, nobody is written to again, and nothing answers", async () => {
  const staff = await Promise.all([1, 2, 3, 4].map(() => person({ role: "moderator" })));
  for (const one of staff) refuses.set(one.email, refusal(450, "4.2.1 come back later"));
  await db().query("DELETE FROM mail");
  const queue = (subject: string): Promise<unknown> => Promise.all(staff.map((one) => transact((tx) => queueMail(tx, { to: one.email, account: one.id, subject, body: "A report waits.", stream: "conversation" }))));
  const round = async (): Promise<void> => { await deliverMail(); await db().query("UPDATE mail SET due_at = now() WHERE state = 'waiting'"); };
  for (let hour = 0; hour < 2; hour += 1) { await queue(`Report ${hour}`); await round(); }
  // They take one letter each, and each comes back as a report from a server that could not deliver it.
  refuses.clear();
  await db().query("UPDATE mail_address SET paused_until = now()");
  await deliverMail();
  expect(office.arrived).toHaveLength(4);
  for (const one of office.arrived) {
    const report = ["From: MAILER-DAEMON@far.example", `To: <${one.from}>`, "Subject: Undelivered", "MIME-Version: 1.0", "Content-Type: multipart/report; report-type=delivery-status; boundary=r", "", "--r", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; far.example", "", `Final-Recipient: rfc822; ${one.to}`, "Action: failed", "Status: 5.1.1", "", "--r--", ""].join("\r\n");
    expect((await brings(report, one.from, ""))[0]).toBe("250 2.0.0 taken");
    // A report of a letter that we never sent, about somebody else, ends nothing.
    await brings(report.replace(/bounce\+.{4}/g, "bounce+0000").replace(one.to, "victim@example.org"), one.from.replace(/bounce\+.{4}/, "bounce+0000"), "");
  }
  await handleIncoming();
  expect((await db().query<{ address: string }>("SELECT address::text AS address FROM mail_suppression WHERE reason = 'bounce' AND stream = 'all'")).map((row) => row.address).filter((one) => one === "victim@example.org" || staff.some((who) => who.email === one)).sort()).toEqual(staff.map((one) => one.email).sort());
  for (let hour = 2; hour < 6; hour += 1) { await queue(`Report ${hour}`); await round(); }
  expect([office.arrived.length, (await db().query("SELECT 1 FROM mail WHERE NOT (recipient = ANY($1))", [staff.map((one) => one.email)])).length]).toEqual([4, 0]);
}, 180_000);
