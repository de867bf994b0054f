import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { leaveToken } from "#lib/outreach/leave-token.ts";
import { mailDigests } from "#lib/outreach/digests.ts";
import { mailNotices } from "#lib/outreach/notice-letters.ts";
import { sentenceOf, textOf } from "#lib/outreach/words.ts";
import { requestTold, requestUntold } from "#lib/privilege/events.ts";
import { relayStages } from "#lib/relationship/stages/effects.ts";
import { stageOf } from "#lib/relationship/stages/queries.ts";
import { wayBy } from "#lib/mail/ways.ts";
import { erasePerson, mergePerson } from "#lib/mail/erasure.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { relayed } from "#tests/notices/relayed.ts";
import { caughtUp } from "#tests/world/ledger.ts";

type Queued = { subject: string; body: string; stream: string; answersType: string | null; answersId: number | null; leaveUrl: string | null; locale: string };
const lettersTo = (who: Somebody): Promise<Queued[]> => db().query<Queued>(`SELECT subject, body, stream, answers_type AS "answersType", answers_id AS "answersId", leave_url AS "leaveUrl", locale FROM mail WHERE recipient = $1 ORDER BY id`, [who.email]);
const due = (): Promise<unknown[]> => db().query("UPDATE notice_mail SET due_at = now() WHERE sent_at IS NULL");
const told = async (): Promise<number> => {
  await relayed();
  await due();
  return mailNotices();
};
let place: { slug: string };
beforeEach(async () => {
  place = await category();
  await db().query("DELETE FROM notice_mail");
});

describe("notices by mail", () => {
  it("come as one letter a person that can be answered and left, in their language, and only once", async () => {
    const [mine, theirs] = [await person(), await person({ name: "Juniper Hale" })];
    await db().query("UPDATE account SET locale = 'fr' WHERE id = $1", [mine.id]);
    const opened = await topic(mine, place.slug, { title: "A kettle that sings" });
    await answer(theirs, opened.id, "Mine **sings** too.");
    expect([await told(), await told()]).toEqual([1, 0]);
    const [letter, ...more] = await lettersTo(mine);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: "Juniper Hale a écrit une réponse · A kettle that sings", stream: "conversation", answersType: "topic", answersId: opened.id, locale: "fr" });
    expect(letter?.body).toContain("Mine sings too.");
    expect(letter?.body).toContain(`/fr/t/${opened.id}/`);
    // Leaving this one thread, from the letter itself.
    const token = /Ne plus suivre ce sujet : \S+#token=(\S+)/.exec(letter?.body ?? "")?.[1] ?? "";
    expect((await door("/api/mail/choices", { body: { token } })).body).toMatchObject({ topic: { id: opened.id, quiet: false } });
    expect((await door("/api/mail/choices", { method: "PUT", body: { token, quiet: true } })).body).toMatchObject({ topic: { quiet: true } });
    await answer(theirs, opened.id, "And again.");
    expect(await told()).toBe(0);
  });

  it("are put together, leave out what was read, and what may no longer be seen", async () => {
    const [mine, theirs] = [await person(), await person()];
    const [one, two, three] = [await topic(mine, place.slug), await topic(mine, place.slug), await topic(mine, place.slug)];
    for (const { id } of [one, two, three]) await answer(theirs, id);
    await relayed();
    await db().query("UPDATE notice SET read_at = now() WHERE account_id = $1 AND topic_id = $2", [mine.id, three.id]);
    expect(await told()).toBe(1);
    const [letter] = await lettersTo(mine);
    expect([letter?.subject.startsWith("2 things for you"), letter?.answersType]).toEqual([true, null]);
    await answer(theirs, one.id, "One more");
    await relayed();
    await db().query("UPDATE category SET audience = 'staff' WHERE slug = $1", [place.slug]);
    expect(await told()).toBe(0);
  });

  it("end by one press of a mail program, without a session or an Origin; reading the address changes nothing", async () => {
    const [mine, theirs] = [await person(), await person()];
    const opened = await topic(mine, place.slug);
    await answer(theirs, opened.id);
    await told();
    const path = (await lettersTo(mine))[0]?.leaveUrl?.replace(/^https?:\/\/[^/]+/, "") ?? "";
    const mailOf = async (): Promise<boolean | undefined> => ((await door("/api/me/mail", { as: mine })).body as { kinds: { kind: string; mail: boolean }[] }).kinds.find((one) => one.kind === "followed")?.mail;
    expect([(await door(path)).status, await mailOf()]).toEqual([302, true]);
    const { app, knock } = await import("#tests/world/people.ts");
    const press = await app().request(path, { method: "POST", headers: { host: "localhost:3000", "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" }, { incoming: { headers: {}, socket: { remoteAddress: "203.0.113.9" } } });
    expect([press.status, await mailOf()]).toEqual([200, false]);
    expect((await knock(app(), `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`, { method: "POST" })).status).toBe(410);
    await answer(theirs, opened.id, "Again");
    expect(await told()).toBe(0);
  });
});

describe("how far somebody has come with the house", () => {
  const forwarded = (id: number, who: Somebody) => ({ id, customerId: who.id, round: 1 });
  const settled = (): Promise<void> => caughtUp({ "relationship.stages": relayStages });
  const letters = async (...people: Somebody[]): Promise<number[]> => {
    await told();
    return Promise.all(people.map(async (one) => (await lettersTo(one)).length));
  };

  it("is told once for each stage, in their language, never on the way back, and not to who wants none of it", async () => {
    const [mine, quiet, longAgo] = [await person({ tier: 2 }), await person({ tier: 2 }), await person({ tier: 2 })];
    await db().query("UPDATE account SET locale = 'fr' WHERE id = $1", [mine.id]);
    await door("/api/me/notices/settings", { as: quiet, method: "PUT", body: { kinds: [{ kind: "space", app: false, mail: false, push: false }] } });
    await transact(async (tx) => {
      for (const [at, who] of [mine, quiet].entries()) await requestTold(tx, "forwarded", forwarded(900_001 + at, who));
      await requestTold(tx, "forwarded", { ...forwarded(900_003, longAgo), at: new Date(Date.now() - 9 * 86_400_000) });
    });
    await settled();
    expect(await letters(mine, quiet, longAgo)).toEqual([1, 0, 0]);
    await transact((tx) => requestTold(tx, "learned", forwarded(900_001, mine)));
    await settled();
    expect(await letters(mine, quiet)).toEqual([2, 0]);
    // What it rested on is taken back, and there again through another need: neither is told.
    await transact((tx) => requestUntold(tx, "learned", forwarded(900_001, mine)));
    await settled();
    expect([(await stageOf(db(), mine.id)).stage, await letters(mine)]).toEqual([1, [2]]);
    await transact((tx) => requestTold(tx, "learned", forwarded(900_009, mine)));
    await settled();
    expect([(await stageOf(db(), mine.id)).stage, await letters(mine)]).toEqual([2, [2]]);
    const had = await lettersTo(mine);
    expect(had.map((one) => one.subject)).toEqual(["Vous nous avez dit ce dont vous avez besoin. À nous de bien le comprendre", "Nous nous sommes compris : vous avez dit que c’est bien cela"]);
    for (const { body, answersType } of had) expect([body.includes("/fr/me/relationship#stage"), body.includes("Rien ne vous est demandé."), answersType]).toEqual([true, true, null]);
    const [line] = ((await door("/api/me/notices", { as: mine })).body as { notices: { event: string; path: string; subject: { id: string } }[] }).notices;
    expect(line).toMatchObject({ event: "stage.reached", subject: { id: "2" }, path: "/me/relationship#stage" });
  });

  it("is told in words that sell nothing", () => {
    const sells = /\b(buy|bought|order|offer|price|discount|shop|deal|save|acheter|achat|commande|offre|prix|remise|boutique|promotion)/i;
    for (const locale of ["en", "fr"] as const) {
      const said = [1, 2, 3, 4, 5].map((stage) => sentenceOf(locale, { kind: "space", event: "stage.reached", subject: { id: String(stage) } }, { names: "", acts: 1, many: false }));
      expect(new Set(said).size).toBe(5);
      for (const one of [...said, textOf(locale, { event: "stage.reached" }) ?? "offer"]) expect(one).not.toMatch(sells);
    }
  });
});

describe("the digest", () => {
  const away = (who: Somebody): Promise<unknown[]> => db().query("UPDATE session SET seen_at = now() - interval '2 days' WHERE account_id = $1", [who.id]);
  const wants = (who: Somebody, digest: string) => door("/api/me/mail", { as: who, method: "PUT", body: { digest } });

  it("tells each what is new to them, what they follow first, once, and nothing when there is nothing", async () => {
    const [mine, theirs, other, silent] = [await person(), await person(), await person(), await person()];
    for (const one of [mine, other]) await wants(one, "daily");
    await wants(silent, "off");
    for (const one of [mine, theirs, other, silent]) await away(one);
    const [plain, followed, read, muted, hidden] = [await topic(theirs, place.slug, { title: "A plain one" }), await topic(theirs, place.slug, { title: "One that is followed" }), await topic(theirs, place.slug, { title: "Read already" }), await topic(theirs, place.slug, { title: "Muted" }), await topic(theirs, (await category("premier")).slug, { title: "Not for you" }).catch(() => undefined)];
    expect(hidden).toBeUndefined();
    await db().query("INSERT INTO follow (account_id, subject_type, subject_id, level) VALUES ($1, 'topic', $2, 'follow'), ($1, 'topic', $3, 'mute')", [mine.id, String(followed.id), String(muted.id)]);
    await db().query("INSERT INTO topic_read (account_id, topic_id, last_number) VALUES ($1, $2, 1)", [mine.id, read.id]);
    // Whoever writes was here: the author is asked as somebody who is away, too, and has nothing new.
    await away(theirs);
    await mailDigests();
    await mailDigests();
    const [letter, ...more] = await lettersTo(mine);
    expect([more.length, (await lettersTo(silent)).length, (await lettersTo(theirs)).length, (await lettersTo(other)).length]).toEqual([0, 0, 0, 1]);
    expect(letter?.subject).toMatch(/^One that is followed · What you missed/);
    expect([letter?.body.includes(plain.slug), letter?.body.includes("Read already"), letter?.body.includes("Muted")]).toEqual([true, false, false]);
  });

  it("that comes when something matters leaves a quiet week alone", async () => {
    const [mine, theirs] = [await person(), await person()];
    await away(mine);
    await db().query("UPDATE topic SET last_post_at = now() - interval '5 days'");
    const opened = await topic(theirs, place.slug);
    await mailDigests();
    expect(await lettersTo(mine)).toEqual([]);
    await db().query("INSERT INTO follow (account_id, subject_type, subject_id, level) VALUES ($1, 'topic', $2, 'follow')", [mine.id, String(opened.id)]);
    await db().query("UPDATE mail_preference SET digest_at = now() - interval '3 days' WHERE account_id = $1", [mine.id]);
    await mailDigests();
    expect(await lettersTo(mine)).toHaveLength(1);
  });
});

it("a way of a letter is counted once, for a person, and leads to our own pages only", async () => {
  const mine = await person();
  await transact((tx) => queueMail(tx, { to: mine.email, account: mine.id, subject: "x", body: "y" }));
  const [mail] = await db().query<{ id: string }>("SELECT id FROM mail WHERE account_id = $1", [mine.id]);
  const way = wayBy(mail?.id ?? "", "http://localhost:3000/en/t/1").replace("http://localhost:3000", "");
  const clicks = async (): Promise<number> => (await db().query("SELECT 1 FROM interaction WHERE customer_id = $1 AND kind = 'mail.clicked'", [mine.id])).length;
  expect([(await door(way, { headers: { "user-agent": "Googlebot/2.1" } })).headers.get("location"), await clicks()]).toEqual(["http://localhost:3000/en/t/1", 0]);
  for (let press = 0; press < 2; press += 1) await door(way, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x64) Firefox/140.0" } });
  expect(await clicks()).toBe(1);
  expect((await door(way.replace(encodeURIComponent("/en/t/1"), encodeURIComponent("/en/t/2")))).status).toBe(404);
  expect((await door(way.replace(encodeURIComponent("/en/t/1"), encodeURIComponent("//evil.example/")))).status).toBe(404);
  expect([wayBy("x", "https://elsewhere.example/en"), wayBy("x", "http://localhost:3000/en/reset#token=1")]).toEqual(["https://elsewhere.example/en", "http://localhost:3000/en/reset#token=1"]);
});

it("what someone chose and was sent goes with them, and to whom they become", async () => {
  const [one, other] = [await person(), await person()];
  for (const who of [one, other]) {
    await door("/api/me/mail", { as: who, method: "PUT", body: { digest: "weekly", mostADay: 2 } });
    await transact((tx) => queueMail(tx, { to: who.email, account: who.id, subject: "x", body: "y" }));
  }
  await transact((tx) => mergePerson(tx, { from: one.id, into: other.id }));
  await transact((tx) => erasePerson(tx, other.id));
  expect(await db().query("SELECT 1 FROM mail WHERE account_id IN ($1, $2) UNION ALL SELECT 1 FROM mail_preference WHERE account_id IN ($1, $2)", [one.id, other.id])).toEqual([]);
  expect((await door("/api/mail/choices", { body: { token: leaveToken({ what: "digest", of: "", accountId: crypto.randomUUID() }) } })).status).toBe(410);
});
