import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { acceptMail } from "#lib/mail/in/accepting.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { handleIncoming } from "#lib/outreach/incoming/handling.ts";
import { confirmToken } from "#lib/outreach/incoming/confirm-token.ts";
import { mailOf } from "#lib/outreach/incoming/queries.ts";
import { erasePerson, mergePerson } from "#lib/outreach/incoming/erasure.ts";
import { transact } from "#lib/core/transact.ts";
import { relayLists } from "#lib/outreach/lists/effects.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { answerTo, comes, house, lastTo, letterTo, written } from "./mails.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import "#server/wiring.ts";

const relay = "mx.house.example";
const proven = (from: string): string[] => [`Authentication-Results: ${relay}; dmarc=pass header.from=${from.split("@")[1]}`];
let place: { id: number; slug: string };
beforeAll(() => { process.env.MAIL_AUTH_HOST = relay; });
beforeEach(async () => {
  resetLimits();
  place = await category();
  await db().query("DELETE FROM mail_answered");
});

const postsIn = (topicId: number): Promise<{ source: string; authorId: string }[]> => db().query(`SELECT source, author_id AS "authorId" FROM post WHERE topic_id = $1 AND number > 1 AND deleted_at IS NULL ORDER BY number`, [topicId]);
const lettersTo = (email: string): Promise<{ letter: string; subject: string; body: string; state: string }[]> => db().query("SELECT letter, subject, body, state FROM mail WHERE recipient = $1 AND letter LIKE 'mail-%' ORDER BY id", [email]);
const received = async (who: Somebody): Promise<number> => (await db().query("SELECT 1 FROM interaction WHERE customer_id = $1 AND kind = 'mail.received' AND source = 'mail'", [who.id])).length;

describe("an answer to a letter", () => {
  it("is in its topic as its author, without what it quotes, once however often it is delivered; and says that they wrote to us", async () => {
    const [mine, theirs] = [await person(), await person()];
    const opened = await topic(theirs, place.slug);
    const mail = { from: mine.email, to: answerTo(mine, "topic", opened.id) };
    const raw = written({ ...mail, text: "Mine **sings** too.\r\n\r\nOn Mon, 23 Nov 2026 at 9:12, The house <hello@house.example> wrote:\r\n> How do you descale a kettle?\r\n\r\n-- \r\nRobin" });
    expect(await comes(mail, raw)).toMatchObject({ state: "done", path: `/t/${opened.id}/${opened.slug}#post-2`, text: "Mine **sings** too.", accountId: mine.id });
    // Once more by the same door, and by the letter's general address as a relay that splits recipients would.
    await comes(mail, `Received: from another.example\r\n${raw}`);
    await acceptMail({ raw: Buffer.from(raw.replace("\r\n\r\n", `\r\nIn-Reply-To: <${await letterTo(mine, { type: "topic", id: opened.id })}@rapport.invalid>\r\n\r\n`)), recipients: [house("hello")], returnPath: mine.email, door: "http", vouched: false });
    await handleIncoming();
    expect([(await lastTo(house("hello"))).state, await postsIn(opened.id), await received(mine)]).toEqual(["done", [{ source: "Mine **sings** too.", authorId: mine.id }], 1]);
    expect((await mailOf(db(), mine.id)).mails.map((one) => [one.route, one.state])).toEqual([[{ type: "topic", id: opened.id }, "done"], [{ type: "topic", id: opened.id }, "done"]]);
  });

  it("that names the letter only in References goes where the letter was about", async () => {
    const mine = await person();
    const opened = await topic(mine, place.slug);
    const letter = await letterTo(mine, { type: "topic", id: opened.id });
    expect(await comes({ from: mine.email, to: house("hello"), text: "By References.", headers: [`References: <x@else.example> <${letter}@rapport.invalid>`] })).toMatchObject({ state: "done", routeType: "topic" });
    // A letter that cannot be answered, and one that was none of ours: it stays between us.
    expect(await comes({ from: mine.email, to: house("hello"), text: "Thanks for it.", headers: [`In-Reply-To: <${await letterTo(mine)}@rapport.invalid>`] })).toMatchObject({ state: "kept", routeType: null, reason: "", accountId: mine.id });
    expect(await comes({ from: mine.email, to: house("hello"), text: "Hello?" })).toMatchObject({ state: "kept", reason: "sender not proven" });
    expect(await received(mine)).toBe(2);
  });

});

describe("an answer that is not simply taken", () => {
  it("of somebody else, or whose sender our relay does not believe, posts nothing until its owner says that it is theirs", async () => {
    const [mine, other] = [await person(), await person()];
    const opened = await topic(other, place.slug);
    const to = answerTo(mine, "topic", opened.id);
    expect(await comes({ from: other.email, to, text: "Not mine." })).toMatchObject({ state: "asked", path: null });
    expect(await lettersTo(mine.email)).toMatchObject([{ letter: "mail-ask" }]);
    // One letter a day, whoever writes how much; and none to who only says that they are somebody.
    const asked = await comes({ from: mine.email, to, text: "Forged.", headers: [`Authentication-Results: ${relay}; dmarc=fail header.from=example.org`] });
    expect([asked.state, (await lettersTo(mine.email)).length, await lettersTo(other.email), await postsIn(opened.id), await received(mine)]).toEqual(["asked", 1, [], [], 0]);
    const token = confirmToken(asked.id);
    expect((await door("/api/mail/asked", { body: { token: token.replace(/.$/, (end) => (end === "a" ? "b" : "a")) } })).status).toBe(410);
    expect((await door("/api/mail/asked", { body: { token } })).body).toMatchObject({ text: "Forged.", state: "asked" });
    for (const mineIsIt of [true, false]) await door("/api/mail/asked", { method: "PUT", body: { token, mine: mineIsIt } });
    await handleIncoming();
    expect(await postsIn(opened.id)).toEqual([{ source: "Forged.", authorId: mine.id }]);
    const first = await comes({ from: other.email, to, text: "Again not mine." });
    expect((await door("/api/mail/asked", { method: "PUT", body: { token: confirmToken(first.id), mine: false } })).body).toMatchObject({ state: "refused" });
    await door("/api/mail/asked", { method: "PUT", body: { token: confirmToken(first.id), mine: true } });
    await handleIncoming();
    expect(await postsIn(opened.id)).toHaveLength(1);
  });

  it("that may not be posted comes back once with the reason and every word: closed, hidden, silenced, suspended, unconfirmed, too long", async () => {
    const staff = await person({ role: "admin" });
    const closedTopic = await topic(staff, place.slug);
    await db().query("UPDATE topic SET closed_at = now() WHERE id = $1", [closedTopic.id]);
    const hidden = await topic(staff, (await category("premier")).slug);
    const open = await topic(staff, place.slug);
    const [mine, fallen, silent, gone, fresh, wordy] = [await person(), await person({ tier: 0 }), await person(), await person({ suspended: true }), await person({ confirmed: false }), await person()];
    await db().query("UPDATE account SET silenced_until = now() + interval '1 day' WHERE id = $1", [silent.id]);
    const tries: [Somebody, number, string, string][] = [
      [mine, closedTopic.id, "A long answer\nin two lines.", "This topic is closed: it takes no more replies."], [fallen, hidden.id, "Still here?", "There is nothing here."], [silent, open.id, "Let me.", "You cannot write at the moment"],
      [gone, open.id, "I was put out.", "Your account is suspended."], [fresh, open.id, "New here.", "Confirm your e-mail address first."], [wordy, open.id, "word ".repeat(7000), "A post has at most 30,000 characters."],
    ];
    for (const [who, id, text, why] of tries) {
      const came = await comes({ from: who.email, to: answerTo(who, "topic", id), text });
      expect([came.state, came.reason.startsWith(why) ? why : came.reason], why).toEqual(["refused", why]);
      const [letter] = await lettersTo(who.email);
      expect(letter?.body.replaceAll("\n> ", "\n"), why).toContain(text.trim().slice(0, 15_000));
      expect(letter?.body).toContain(why);
      expect([await postsIn(id), await received(who)]).toEqual([[], 0]);
    }
    // The second on the same day is told on their page only; nothing of it is lost.
    await comes({ from: mine.email, to: answerTo(mine, "topic", closedTopic.id), text: "And another." });
    expect([(await lettersTo(mine.email)).length, (await mailOf(db(), mine.id)).mails[0]?.text]).toEqual([1, "And another."]);
  });

  it("that was too soon waits its turn, and one that needs a moderator waits for one", async () => {
    const mine = await person({ newcomer: true });
    const opened = await topic(await person(), place.slug);
    for (let number = 0; number < 3; number += 1) await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text: `Thought number ${number}, and it is a long one.` });
    expect(await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text: "One too many for now." })).toMatchObject({ state: "waiting" });
    resetLimits();
    await db().query("UPDATE incoming_mail SET due_at = now() WHERE state = 'waiting'");
    await handleIncoming();
    expect((await lastTo(answerTo(mine, "topic", opened.id))).state).toBe("done");
    await db().query("INSERT INTO filter (kind, value, action, scope) VALUES ('word', 'zanzibarquux', 'hold', 'everyone')");
    forgetRules();
    expect(await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text: "Look at zanzibarquux." })).toMatchObject({ state: "held", path: "/me/held" });
  });

  it("brings its files by the rules of uploads", async () => {
    const mine = await person();
    const opened = await topic(mine, place.slug);
    const part = (head: string, body: string): string => `--b\r\n${head}\r\n\r\n${body}\r\n`;
    const text = `${part("Content-Type: text/html; charset=utf-8", "<p>See <b>this</b>.</p><script>alert(1)</script>")}${part('Content-Type: text/plain\r\nContent-Disposition: attachment; filename="list.txt"', "Milk and eggs")}${part('Content-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename="a.exe"', "MZ")}--b--`;
    const came = await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text, type: "multipart/mixed; boundary=b" });
    expect([came.state, came.reason]).toEqual(["done", expect.stringContaining("a.exe")]);
    expect((await postsIn(opened.id))[0]?.source).toMatch(/^See \*\*this\*\*\.\n\n\[list\.txt\]\(\/media\/[^)]+\)$/);
  });
});

describe("mail to an address of its own", () => {
  it("opens a request for a member of the space, whose answers go on by mail; others are answered politely, once a day", async () => {
    const [member, guest] = [await person({ tier: 2 }), await person({ tier: 0 })];
    const came = await comes({ from: member.email, to: house("needs"), subject: "A gift for a judge", text: "Something small, by Friday.", headers: proven(member.email) });
    expect(came).toMatchObject({ state: "done", path: expect.stringMatching(/^\/premium\/requests\/\d+$/) });
    const id = Number(came.path?.split("/").at(-1));
    expect(await db().query("SELECT wish, origin, customer_id FROM request WHERE id = $1", [id])).toEqual([{ wish: "A gift for a judge\n\nSomething small, by Friday.", origin: "mail", customer_id: member.id }]);
    expect(await db().query("SELECT source FROM interaction WHERE customer_id = $1 AND kind = 'request.forwarded'", [member.id])).toEqual([{ source: "mail" }]);
    expect((await comes({ from: member.email, to: answerTo(member, "request", id), text: "Blue, if there is one." })).state).toBe("done");
    expect(await db().query("SELECT count(*)::int AS n FROM message m JOIN request r ON r.thread_id = m.thread_id WHERE r.id = $1", [id])).toEqual([{ n: 2 }]);
    // Not of the space, unknown, and one in a member's name that nothing proves.
    expect(await comes({ from: guest.email, to: house("needs"), text: "Me too.", headers: proven(guest.email) })).toMatchObject({ state: "refused", reason: "This space opens with the Premier tier." });
    for (const n of [1, 2]) await comes({ from: "nobody@elsewhere.example", to: house("needs"), text: `Hello ${n}` });
    expect(await lettersTo("nobody@elsewhere.example")).toMatchObject([{ letter: "mail-stranger" }]);
    expect((await comes({ from: member.email, to: house("needs"), text: "Send it to my new address." })).state).toBe("asked");
    expect(await db().query("SELECT count(*)::int AS n FROM request WHERE customer_id = ANY($1)", [[member.id, guest.id]])).toEqual([{ n: 1 }]);
  });

  it("of a category opens a topic there, for who may open one", async () => {
    const mine = await person();
    const came = await comes({ from: mine.email, to: house(place.slug), subject: "Fwd: Which lid fits a 20 cm pan?", text: "I have three pans.", headers: proven(mine.email) });
    expect(await db().query("SELECT title, category_id, author_id FROM topic WHERE id = $1", [Number(came.path?.split("/")[2])])).toEqual([{ title: "Which lid fits a 20 cm pan?", category_id: place.id, author_id: mine.id }]);
    const secret = await category("staff");
    expect(await comes({ from: mine.email, to: house(secret.slug), subject: "May I come in here?", text: "Please.", headers: proven(mine.email) })).toMatchObject({ state: "refused", reason: "Choose a category." });
    expect(await comes({ from: mine.email, to: house(place.slug), subject: "Hm", text: "No title to speak of.", headers: proven(mine.email) })).toMatchObject({ state: "refused", reason: "A title has at least 8 characters." });
    expect(await db().query("SELECT 1 FROM topic WHERE category_id = $1", [secret.id])).toEqual([]);
  });
});

it("what no person wrote is answered by nothing, opens nothing and posts nothing", async () => {
  const mine = await person({ tier: 2 });
  const opened = await topic(mine, place.slug);
  const signs: [string[], string?][] = [[["Auto-Submitted: auto-replied"]], [["Precedence: bulk"]], [["X-Auto-Response-Suppress: All"]], [["List-Id: <a.example>"]], [[], ""], [["Content-Type: multipart/report; boundary=b"]]];
  for (const [headers, returnPath] of signs) {
    for (const to of [answerTo(mine, "topic", opened.id), house("needs"), house(place.slug), house("hello")]) {
      const mail = { from: mine.email, to, subject: "Out of the office", text: "I am away.", headers: [...headers, ...proven(mine.email)] };
      const raw = headers[0]?.startsWith("Content-Type") ? written(mail).replace(/^Content-Type: text.*\r\n/m, "") : written(mail);
      expect((await comes({ ...mail, ...(returnPath === undefined ? {} : { returnPath }) }, raw)).state, `${headers} ${to}`).toBe("ignored");
    }
  }
  expect([await postsIn(opened.id), await lettersTo(mine.email), await received(mine), (await mailOf(db(), mine.id)).mails]).toEqual([[], [], 0, []]);
});

describe("who reads all of a mail", () => {
  it("is its author and who looks after the place; never another member, and of a request never a moderator", async () => {
    const [mine, other, moderator, concierge] = [await person({ tier: 2 }), await person(), await person({ role: "moderator" }), await person({ role: "concierge" })];
    const opened = await topic(other, place.slug);
    const inTopic = await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text: "Short.\r\n\r\n-- \r\nRobin Vale, +41 00 000" });
    const need = await comes({ from: mine.email, to: house("needs"), text: "A lid.", headers: proven(mine.email) });
    const statuses = async (id: number): Promise<number[]> => Promise.all([mine, other, moderator, concierge].map(async (who) => (await door(`/api/mails/${id}`, { as: who })).status));
    expect([await statuses(inTopic.id), await statuses(need.id)]).toEqual([[200, 404, 200, 404], [200, 404, 404, 200]]);
    expect((await door(`/api/mails/${inTopic.id}`, { as: mine })).body).toMatchObject({ text: expect.stringContaining("+41 00 000") });
    const [list] = [(await door("/api/me/mails", { as: mine })).body as { mails: object[] }];
    expect(list.mails).toHaveLength(2);
    expect((await answer(other, opened.id)).number).toBe(3);
    await transact((tx) => mergePerson(tx, { from: mine.id, into: other.id }));
    await transact((tx) => erasePerson(tx, other.id));
    expect(await db().query("SELECT 1 FROM incoming_mail WHERE account_id IN ($1, $2)", [mine.id, other.id])).toEqual([]);
  });
});

describe("a category as a mailing list", () => {
  it("reaches who asked for it, once each, with a List-Id, answered into the topic, left by one press; not who may no longer read it", async () => {
    const [mine, theirs, other] = [await person(), await person({ name: "Juniper Hale" }), await person()];
    const set = (who: Somebody, on: boolean): Promise<{ body: unknown }> => door("/api/me/mail/lists", { as: who, method: "PUT", body: { categoryId: place.id, on } });
    await topic(theirs, place.slug, { title: "Said before anybody listened" });
    expect((await set(mine, true)).body).toMatchObject({ lists: expect.arrayContaining([expect.objectContaining({ id: place.id, on: true, address: house(place.slug) })]) });
    await set(other, true);
    const opened = await topic(theirs, place.slug, { title: "A pan that sings", body: "In **two** voices." });
    await caughtUp({ lists: relayLists });
    await answer(mine, opened.id, "Mine too.");
    await set(other, false);
    for (let again = 0; again < 2; again += 1) await caughtUp({ lists: relayLists });
    const letters = await db().query<{ to: string; subject: string; body: string; listId: string; answersId: number; leave: string }>(`SELECT account_id AS "to", subject, body, list_id AS "listId", answers_id AS "answersId", leave_url AS leave FROM mail WHERE letter = 'list' AND answers_id = $1 ORDER BY subject, account_id`, [opened.id]);
    expect(letters.map((one) => [one.to, one.subject, one.listId])).toEqual([mine.id, other.id].sort().map((id) => [id, "[For public] A pan that sings", `${place.slug}.rapport.invalid`]));
    expect(letters[0]?.body).toContain("Juniper Hale wrote:\n\nIn **two** voices.");
    // An answer to it is a reply, which no list sends back to its own author.
    expect((await comes({ from: mine.email, to: answerTo(mine, "topic", opened.id), text: "By the list." })).state).toBe("done");
    const leave = letters.find((one) => one.to === mine.id)?.leave.replace("http://localhost:3000", "") ?? "";
    expect([(await door(leave)).status, (await door(leave.slice(0, -1) + (leave.endsWith("a") ? "b" : "a"), { method: "POST" })).status, (await door(leave, { method: "POST" })).status]).toEqual([302, 410, 200]);
    await set(other, true);
    await db().query("UPDATE category SET audience = 'staff' WHERE id = $1", [place.id]);
    await answer(await person({ role: "moderator" }), opened.id, "For us alone.");
    await caughtUp({ lists: relayLists });
    expect(await db().query("SELECT 1 FROM mail WHERE letter = 'list' AND answers_id = $1 AND subject LIKE 'Re:%'", [opened.id])).toEqual([]);
  });
});
