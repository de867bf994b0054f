import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#lib/core/actor.ts";
import { roles } from "#lib/core/actor.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { seenAudiences, seenBySql } from "#lib/forum/audiences.ts";
import type { Audience } from "#lib/forum/types.ts";
import { record } from "#lib/ledger/record.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { erasePerson, mergePerson } from "#lib/notices/erasure.ts";
import type { NoticeList, NoticeView } from "#lib/notices/types.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { relayed } from "./relayed.ts";

beforeEach(() => resetLimits());
const listOf = async (who: Somebody, query = ""): Promise<NoticeList> => (await door(`/api/me/notices${query}`, { as: who })).body as NoticeList;
const unreadOf = async (who: Somebody): Promise<number> => ((await door("/api/me/notices/unread", { as: who })).body as { unread: number }).unread;
const like = (who: Somebody, postId: number, method = "PUT") => door(`/api/posts/${postId}/reaction`, { as: who, method });
const lines = (list: NoticeList): string[] => list.notices.map((one) => `${one.kind} ${one.actors.map((actor) => actor.name).join(",")} ${one.actorCount}/${one.acts}`);
const named = (name: string): Promise<Somebody> => person({ name });

async function everything(who: Somebody, filter = ""): Promise<NoticeView[]> {
  const all: NoticeView[] = [];
  for (let after: string | null = ""; after !== null;) {
    const list: NoticeList = await listOf(who, `?${filter}${after ? `&after=${after}` : ""}`);
    all.push(...list.notices);
    after = list.next;
  }
  return all;
}

describe("who hears of what", () => {
  it("a like, a reply to me, a reply in my topic and an accepted answer, grouped, and nobody of what they did themselves", async () => {
    const [me, ana, ben] = await Promise.all([named("Me"), named("Ana"), named("Ben")]);
    const { slug } = await category();
    const opened = await topic(me, slug, { kind: "question" });
    const said = await answer(ana, opened.id);
    await answer(ben, opened.id);
    for (const one of [ana, ben]) await like(one, opened.postId);
    await door(`/api/topics/${opened.id}/replies`, { as: ben, body: { body: "And salt.", replyTo: said.number, clientId: randomUUID() } });
    await door(`/api/topics/${opened.id}/accepted`, { as: me, body: { postId: said.id } });
    await answer(me, opened.id, "Thank you both.");
    await relayed();
    expect(lines(await listOf(me)).sort()).toEqual(["followed Ben,Ana 2/3", "reaction Ben,Ana 2/2"]);
    expect(lines(await listOf(ana)).sort()).toEqual(["accepted  0/1", "followed Me,Ben 2/2", "reply Ben 1/1"]);
    expect(lines(await listOf(ben))).toEqual(["followed Me 1/1"]);
    expect([await unreadOf(me), await unreadOf(ana), await unreadOf(ben)]).toEqual([2, 3, 1]);
    expect((await listOf(me)).notices.find((one) => one.kind === "followed")).toMatchObject({ number: 2, topic: { id: opened.id } });
  });

  it("an act that is two things to me is told once, as the stronger", async () => {
    const [me, ana] = await Promise.all([named("Me"), named("Ana")]);
    const { slug } = await category();
    const opened = await topic(me, slug);
    await door(`/api/topics/${opened.id}/replies`, { as: ana, body: { body: "To you, in your own topic.", replyTo: 1, clientId: randomUUID() } });
    await relayed();
    expect(lines(await listOf(me))).toEqual(["reply Ana 1/1"]);
  });

  it("what is taken back is taken out of the line, and given back comes back into it", async () => {
    const [me, ana, ben] = await Promise.all([named("Me"), named("Ana"), named("Ben")]);
    const { slug } = await category();
    const opened = await topic(me, slug);
    for (const one of [ana, ben]) await like(one, opened.postId);
    await relayed();
    await like(ben, opened.postId, "DELETE");
    await relayed();
    expect(lines(await listOf(me))).toEqual(["reaction Ana 1/1"]);
    await like(ana, opened.postId, "DELETE");
    await relayed();
    expect([(await listOf(me)).notices, await unreadOf(me)]).toEqual([[], 0]);
    for (let times = 0; times < 3; times += 1) { await like(ana, opened.postId); await like(ana, opened.postId, "DELETE"); }
    await like(ana, opened.postId);
    await relayed();
    expect(lines(await listOf(me))).toEqual(["reaction Ana 1/1"]);
  });

});

describe("a mention made by changing a post", () => {
  const change = async (who: Somebody, postId: number, body: string): Promise<void> => {
    const [row] = await db().query<{ version: number }>("SELECT version FROM post WHERE id = $1", [postId]);
    expect((await door(`/api/posts/${postId}`, { as: who, method: "PATCH", body: { body, version: row?.version } })).status).toBe(200);
  };

  it("tells whom it newly calls, once, in a first post and in a reply, counts nothing, and goes with its post", async () => {
    const [ana, me, ben] = await Promise.all([named("Ana"), named("Me"), named("Ben")]);
    const { slug } = await category();
    const opened = await topic(ana, slug, { body: `@${ben.actor.handle}, see.` });
    const said = await answer(ana, opened.id);
    await relayed();
    for (const postId of [opened.postId, said.id]) {
      await change(ana, postId, `Ask @${me.actor.handle} and @${ben.actor.handle}.`);
      await change(ana, postId, "Ask nobody.");
      await change(ana, postId, `Ask @${me.actor.handle} again, and myself, @${ana.actor.handle}.`);
    }
    await relayed();
    expect(lines(await listOf(me))).toEqual(["mention Ana 1/2"]);
    // Ben was called by the topic as it was opened, and by the reply only later.
    expect(lines(await listOf(ben))).toEqual(["mention Ana 1/2"]);
    expect((await listOf(ana)).notices).toEqual([]);
    expect(await db().query("SELECT 1 FROM interaction WHERE kind = 'mention.made' AND customer_id = ANY($1)", [[me.id, ben.id]])).toHaveLength(3);
    expect((await door(`/api/posts/${said.id}`, { as: ana, method: "DELETE" })).status).toBe(200);
    await relayed();
    expect([lines(await listOf(me)), lines(await listOf(ben))]).toEqual([["mention Ana 1/1"], ["mention Ana 1/1"]]);
  });

  it("tells nobody who may not see it", async () => {
    const [ana, me] = await Promise.all([person({ tier: 2 }), person()]);
    const opened = await topic(ana, (await category("premier")).slug);
    await change(ana, opened.postId, `Ask @${me.actor.handle}.`);
    await relayed();
    expect((await listOf(me)).notices).toEqual([]);
  });
});

describe("what is chosen, and what is no news", () => {
  it("a kind that is turned off is not told, one's own account cannot be turned off, and mail keeps to quiet hours", async () => {
    const [me, ana] = await Promise.all([named("Me"), named("Ana")]);
    const { slug } = await category();
    const opened = await topic(me, slug);
    const off = (kind: string) => ({ kind, app: false, mail: false, push: false });
    const changed = await door("/api/me/notices/settings", { as: me, method: "PUT", body: { kinds: [off("reaction"), off("moderation")], quiet: { from: 0, to: 1439 }, timezone: "Asia/Kathmandu" } });
    expect(changed.body).toMatchObject({ quiet: { from: 0, to: 1439 }, timezone: "Asia/Kathmandu" });
    expect((changed.body as { kinds: { kind: string; app: boolean }[] }).kinds.filter((one) => !one.app).map((one) => one.kind)).toEqual(["reaction"]);
    await like(ana, opened.postId);
    await answer(ana, opened.id);
    await transact((tx) => record(tx, { customerId: me.id, kind: "sanction.given", occurredAt: new Date(), subject: { type: "sanction", id: "1" }, source: "job", key: randomUUID() }));
    await relayed();
    expect(lines(await listOf(me)).sort()).toEqual(["followed Ana 1/1", "moderation  0/1"]);
    const due = await db().query<{ wall: string }>("SELECT to_char(due_at AT TIME ZONE 'Asia/Kathmandu', 'HH24:MI') AS wall FROM notice_mail WHERE account_id = $1", [me.id]);
    expect(due.length).toBe(1);
    expect(due[0]?.wall).toBe("23:59");
    expect((await door("/api/me/notices/settings", { as: me, method: "PUT", body: { timezone: "Mars/Olympus" } })).status).toBe(422);
  });

  it("imported history is no news, and the same act never reaches anyone twice", async () => {
    const [me, ana] = await Promise.all([named("Me"), named("Ana")]);
    const { slug } = await category();
    const opened = await topic(me, slug);
    const said = await answer(ana, opened.id);
    for (const source of ["import", "api"] as const) await transact((tx) => record(tx, { customerId: ana.id, kind: "post.created", occurredAt: new Date(), subject: { type: "post", id: String(said.id) }, source, key: randomUUID() }));
    await relayed();
    expect(lines(await listOf(me))).toEqual(["followed Ana 1/1"]);
  });
});

describe("what may not be seen", () => {
  it("the condition for the database says what the policy says", async () => {
    const audiences: Audience[] = ["public", "members", "select", "premier", "circle", "staff"];
    for (const role of roles as readonly Role[]) {
      for (let tier = 0; tier <= 3; tier += 1) {
        const who = await person({ role, tier });
        const rows = await db().query<{ audience: Audience }>(`SELECT c.audience FROM account a, unnest($2::text[]) WITH ORDINALITY AS c (audience, place) WHERE a.id = $1 AND ${seenBySql("a", "c")} ORDER BY place`, [who.id, audiences]);
        expect([role, tier, rows.map((row) => row.audience)]).toEqual([role, tier, seenAudiences(who.actor)]);
      }
    }
  });

  it("is neither told, nor shown, nor counted: at once, and back again when it opens", async () => {
    const [me, ana] = [await person({ tier: 2 }), await person({ tier: 2, name: "Ana" })];
    const { slug } = await category("premier");
    const opened = await topic(me, slug);
    const said = await answer(ana, opened.id);
    await relayed();
    expect(await unreadOf(me)).toBe(1);
    const closed = async (): Promise<unknown> => [await unreadOf(me), (await listOf(me)).notices.length];
    await db().query("UPDATE account SET tier = 1 WHERE id = $1", [me.id]);
    expect(await closed()).toEqual([0, 0]);
    await db().query("UPDATE account SET tier = 2 WHERE id = $1", [me.id]);
    expect(await closed()).toEqual([1, 1]);
    await db().query("UPDATE category SET audience = 'staff' WHERE slug = $1", [slug]);
    expect(await closed()).toEqual([0, 0]);
    await like(await person({ role: "moderator" }), opened.postId);
    await relayed();
    await db().query("UPDATE category SET audience = 'premier' WHERE slug = $1", [slug]);
    // The like came while it was closed, and is not told afterwards.
    expect(await closed()).toEqual([1, 1]);
    await door(`/api/posts/${said.id}`, { as: ana, method: "DELETE" });
    expect(await closed()).toEqual([0, 0]);
    await relayed();
    expect(await closed()).toEqual([0, 0]);
    await door(`/api/posts/${said.id}/restore`, { as: ana, method: "POST" });
    await relayed();
    expect(await closed()).toEqual([1, 1]);
  });
});

describe("reading", () => {
  it("one, a topic as far as it was read, all of it with an undo that leaves a newer line alone", async () => {
    const [me, ana, ben] = await Promise.all([named("Me"), named("Ana"), named("Ben")]);
    const { slug } = await category();
    const opened = await topic(me, slug);
    const other = await topic(me, slug);
    await answer(ana, opened.id);
    await like(ana, other.postId);
    await relayed();
    const read = (body: unknown) => door("/api/me/notices/read", { as: me, body });
    expect((await read({ topicId: opened.id, upTo: 1 })).body).toMatchObject({ unread: 2 });
    expect((await read({ topicId: opened.id, upTo: 2 })).body).toMatchObject({ unread: 1 });
    await answer(ben, opened.id);
    await relayed();
    const all = (await read({ all: true })).body as { readAt: string; unread: number };
    expect(all.unread).toBe(0);
    await like(ben, other.postId);
    await relayed();
    expect(await unreadOf(me)).toBe(1);
    expect((await door("/api/me/notices/unread", { as: me, body: { readAt: all.readAt } })).body).toEqual({ unread: 2 });
    const [first] = (await listOf(me, "?unread=1")).notices;
    expect((await read({ ids: [first?.id] })).body).toMatchObject({ unread: 1 });
    // Nobody reads for another.
    expect((await door("/api/me/notices/read", { as: ana, body: { ids: [first?.id] } })).status).toBe(200);
    expect(await unreadOf(me)).toBe(1);
  });

  it("asks the database no more than it may: the list three, the count two", async () => {
    const me = await named("Me");
    const before = counter.count;
    await listOf(me);
    expect(counter.count - before).toBeLessThanOrEqual(3);
    const then = counter.count;
    await unreadOf(me);
    expect(counter.count - then).toBeLessThanOrEqual(2);
  });
});

describe("whatever happens", () => {
  type Act = { what: "reply" | "answer" | "like" | "unlike" | "remove" | "restore" | "read" | "close" | "open"; who: number; on: number };
  const act = fc.record({ what: fc.constantFrom<Act["what"]>("reply", "answer", "like", "like", "unlike", "remove", "restore", "read", "close", "open"), who: fc.nat(2), on: fc.nat(7) });

  it("the count is what the list shows unread, each act stands once with each person, and no line is without a living act", async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), fc.integer({ min: 1, max: 7 }), async (script, batch) => {
      const people = await Promise.all([person({ tier: 2 }), person({ tier: 2 }), person({ tier: 1 })]);
      const { slug, id } = await category("members");
      const opened = await topic(people[0] as Somebody, slug);
      const posts = [{ id: opened.postId, number: 1 }];
      for (const { what, who, on } of script) {
        const one = people[who] as Somebody;
        const post = posts[on % posts.length] as { id: number; number: number };
        if (what === "reply" || what === "answer") {
          const made = await door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "Something.", clientId: randomUUID(), ...(what === "answer" ? { replyTo: post.number } : {}) } });
          if (made.status === 201) posts.push(made.body as { id: number; number: number });
        } else if (what === "like" || what === "unlike") await like(one, post.id, what === "like" ? "PUT" : "DELETE");
        else if (what === "remove" && post.number > 1) await door(`/api/posts/${post.id}`, { as: one, method: "DELETE" });
        else if (what === "restore") await door(`/api/posts/${post.id}/restore`, { as: one, method: "POST" });
        else if (what === "read") await door("/api/me/notices/read", { as: one, body: { all: true } });
        else if (what === "close" || what === "open") await db().query("UPDATE category SET audience = $2 WHERE id = $1", [id, what === "close" ? "premier" : "members"]);
        resetLimits();
        if (on % 3 === 0) await relayed(batch);
      }
      await relayed(batch);
      for (const one of people) {
        const unread = await everything(one, "unread=1");
        expect(await unreadOf(one)).toBe(unread.length);
        expect((await everything(one)).filter((line) => !line.read).length).toBe(unread.length);
        for (const line of unread) expect(line.acts).toBeGreaterThan(0);
        expect(new Set(unread.map((line) => `${line.kind} ${line.topic?.id} ${line.kind === "reaction" ? line.number : ""}`)).size).toBe(unread.length);
      }
      const [wrong] = await db().query<{ own: number; counts: number }>(`SELECT (SELECT count(*) FROM notice_act WHERE actor_id = account_id)::int AS own,
        (SELECT count(*) FROM notice n WHERE acts <> (SELECT count(*) FROM notice_act a WHERE a.notice_id = n.id AND NOT gone))::int AS counts`);
      expect(wrong).toEqual({ own: 0, counts: 0 });
    }), { numRuns: 12 });
  });
});

it("someone erased is in nobody's notices, and two who become one keep each act once", async () => {
  const [me, ana, ben] = await Promise.all([named("Me"), named("Ana"), named("Ben")]);
  const { slug } = await category();
  const opened = await topic(me, slug);
  for (const one of [ana, ben]) await like(one, opened.postId);
  await answer(ana, opened.id);
  await relayed();
  await transact((tx) => mergePerson(tx, { from: ben.id, into: ana.id }));
  expect(lines(await listOf(me)).sort()).toEqual(["followed Ana 1/1", "reaction Ana 1/2"]);
  await transact((tx) => erasePerson(tx, ana.id));
  expect([(await listOf(me)).notices, await unreadOf(me)]).toEqual([[], 0]);
});
