import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { deafTo, levelOf, listFollowers, setLevel } from "#lib/forum/following.ts";
import { erasePerson, mergePerson } from "#lib/forum/reading/erasure.ts";
import { remind } from "#lib/forum/reading/reminders.ts";
import type { FollowLevel, FollowSubject } from "#lib/forum/reading/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const say = (who: Somebody, subject: FollowSubject, level: FollowLevel) => setLevel(who.actor, { subject: subject as never, level });
const about = (id: number): FollowSubject => ({ type: "topic", id: String(id) });

describe("following", () => {
  it("what one opens and answers is followed by itself, unless one said otherwise or wants none of it", async () => {
    const [asker, helper, quiet] = [await person(), await person(), await person()];
    const { slug } = await category();
    await door("/api/me/reading", { as: quiet, method: "PUT", body: { followOwn: false } });
    const opened = await topic(asker, slug);
    await answer(helper, opened.id);
    await answer(quiet, opened.id);
    expect(await Promise.all([asker, helper, quiet].map((who) => levelOf(db(), who.id, about(opened.id))))).toEqual(["follow", "follow", null]);
    await say(helper, about(opened.id), "none");
    await answer(helper, opened.id);
    expect(await levelOf(db(), helper.id, about(opened.id))).toBe("none");
  });

  it("cannot be of what one may not see, and can be taken back when it is closed", async () => {
    const [one, author] = [await person(), await person({ role: "admin" })];
    const [open, closed] = [await category(), await category("premier")];
    const [seen, hidden] = [await topic(author, open.slug), await topic(author, closed.slug)];
    for (const subject of [about(hidden.id), { type: "category", id: String(closed.id) }, { type: "tag", id: "999999" }, { type: "person", id: crypto.randomUUID() }] as FollowSubject[]) expect(refused(await say(one, subject, "follow"))).toBe(true);
    expect(refused(await say(one, { type: "person", id: one.id }, "follow"))).toBe(true);
    await say(one, about(seen.id), "follow");
    await db().query("UPDATE category SET audience = 'staff' WHERE id = $1", [open.id]);
    expect((await door("/api/me/follows", { as: one })).body).toEqual({ follows: [], next: null });
    expect(await say(one, about(seen.id), "none")).toBe(true);
    expect(await levelOf(db(), one.id, about(seen.id))).toBe(null);
  });

  it("lists followers a page at a time", async () => {
    const author = await person();
    const crowd = await Promise.all(Array.from({ length: 7 }, () => person()));
    const { slug } = await category();
    const opened = await topic(author, slug);
    for (const who of crowd) await say(who, about(opened.id), "follow");
    const seen: string[] = [];
    for (let page = await listFollowers(db(), about(opened.id), { limit: 3 }); page.length; page = await listFollowers(db(), about(opened.id), { after: page.at(-1), limit: 3 })) seen.push(...page);
    expect(seen.sort()).toEqual([author, ...crowd].map((who) => who.id).sort());
  });

  it("says who wants to hear nothing: what was said of the topic before what was said of its category", async () => {
    const author = await person();
    const [muter, ignorer, silencer, fan, plain] = [await person(), await person(), await person(), await person(), await person()];
    const place = await category();
    const opened = await topic(author, place.slug);
    const around: FollowSubject = { type: "category", id: String(place.id) };
    await say(muter, around, "mute");
    await say(ignorer, about(opened.id), "ignore");
    await say(silencer, { type: "person", id: author.id }, "ignore");
    await say(fan, around, "mute");
    await say(fan, about(opened.id), "follow");
    const ids = [muter, ignorer, silencer, fan, plain].map((who) => who.id);
    const deaf = async (addressed: boolean) => { const found = await deafTo(db(), ids, { topicId: opened.id, authorId: author.id, addressed }); return ids.map((id) => found.has(id)); };
    expect(await deaf(false)).toEqual([true, true, true, false, false]);
    expect(await deaf(true)).toEqual([false, true, true, false, false]);
  });
});

describe("bookmarks", () => {
  it("remind once, at their moment, and not of one that was moved or let go", async () => {
    const [one, author] = [await person(), await person()];
    const { slug } = await category();
    const { postId } = await topic(author, slug);
    const path = `/api/posts/${postId}/bookmark`;
    expect((await door(path, { as: one, method: "PUT", body: { note: "later", remindAt: new Date(Date.now() - 3_600_000).toISOString() } })).status).toBe(422);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const kept = (await door(path, { as: one, method: "PUT", body: { note: "later", remindAt: soon } })).body as { id: number };
    const told = async () => (await db().query("SELECT 1 FROM interaction WHERE kind = 'reminder.due' AND customer_id = $1", [one.id])).length;
    await remind({ id: kept.id });
    expect(await told()).toBe(0);
    await db().query("UPDATE bookmark SET remind_at = now() WHERE id = $1", [kept.id]);
    await remind({ id: kept.id });
    await remind({ id: kept.id });
    expect(await told()).toBe(1);
    expect((await door("/api/me/bookmarks", { as: one })).body).toMatchObject({ bookmarks: [{ postId, number: 1, note: "later", reminded: true, author: "Robin Vale" }], next: null });
    const waiting = async () => (await db().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`bookmark:${kept.id}`])).length;
    await door(path, { as: one, method: "PUT", body: { note: "", remindAt: soon } });
    expect(await waiting()).toBe(1);
    await door(path, { as: one, method: "DELETE" });
    expect(await waiting()).toBe(0);
    await remind({ id: kept.id });
    expect(await told()).toBe(1);
  });

  it("show nothing of what is removed or closed to one", async () => {
    const [one, author] = [await person(), await person({ role: "admin" })];
    const place = await category();
    const opened = await topic(author, place.slug);
    const said = await answer(author, opened.id, "A secret word: amaranth.");
    await door(`/api/posts/${said.id}/bookmark`, { as: one, method: "PUT", body: { note: "mine" } });
    await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [said.id]);
    const gone = await door("/api/me/bookmarks", { as: one });
    expect(gone.body).toMatchObject({ bookmarks: [{ removed: true, excerpt: "", author: null, note: "mine" }] });
    expect(gone.text).not.toContain("amaranth");
    await db().query("UPDATE category SET audience = 'staff' WHERE id = $1", [place.id]);
    expect((await door("/api/me/bookmarks", { as: one })).body).toEqual({ bookmarks: [], next: null });
  });
});

it("drafts are listed with where they belong, and only to their writer", async () => {
  const [one, other] = [await person(), await person()];
  const { slug } = await category();
  const opened = await topic(other, slug);
  await door(`/api/me/drafts/reply:${opened.id}`, { as: one, method: "PUT", body: { body: "half a thought", version: 0 } });
  await door("/api/me/drafts/topic:new", { as: one, method: "PUT", body: { title: "A title to be", body: "", version: 0 } });
  expect((await door("/api/me/drafts", { as: one })).body).toMatchObject({ drafts: [{ context: "topic:new", title: "A title to be", topic: null }, { context: `reply:${opened.id}`, body: "half a thought", topic: { id: opened.id } }], next: null });
  expect((await door("/api/me/drafts", { as: other })).body).toEqual({ drafts: [], next: null });
});

it("two readers become one with what both had, and one who is erased leaves nothing", async () => {
  const [from, into, author] = [await person(), await person(), await person()];
  const { slug } = await category();
  const [a, b] = [await topic(author, slug), await topic(author, slug)];
  await say(from, about(a.id), "mute");
  await say(into, about(a.id), "follow");
  await say(from, about(b.id), "follow");
  await say(author, { type: "person", id: from.id }, "follow");
  await door(`/api/topics/${a.id}/read`, { as: from, body: { number: 1 } });
  await door(`/api/posts/${a.postId}/bookmark`, { as: from, method: "PUT", body: {} });
  await transact((tx) => mergePerson(tx, { from: from.id, into: into.id }));
  expect([await levelOf(db(), into.id, about(a.id)), await levelOf(db(), into.id, about(b.id)), await levelOf(db(), author.id, { type: "person", id: into.id })]).toEqual(["follow", "follow", "follow"]);
  expect((await door("/api/me/bookmarks", { as: into })).body).toMatchObject({ bookmarks: [{ postId: a.postId }] });
  await transact((tx) => erasePerson(tx, into.id));
  const [left] = await db().query<{ rows: number }>("SELECT (SELECT count(*) FROM follow WHERE account_id = ANY($1::uuid[]) OR subject_id = ANY($2::text[])) + (SELECT count(*) FROM topic_read WHERE account_id = ANY($1::uuid[])) + (SELECT count(*) FROM bookmark WHERE account_id = ANY($1::uuid[])) AS rows", [[from.id, into.id], [from.id, into.id]]);
  expect(left?.rows).toBe(0);
});
