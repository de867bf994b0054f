import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { readMentioned } from "#lib/forum/mentions.ts";
import { editPost } from "#lib/forum/posts.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { sweepMedia } from "#lib/media/sweep.ts";
import type { Uploaded } from "#lib/media/types.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

let who: Somebody;
let room: { id: number; slug: string };
beforeEach(async () => { resetLimits(); who = await person(); room = await category(); });
const htmlOf = async (postId: number): Promise<string> => (await db().query<{ html: string }>("SELECT html FROM post WHERE id = $1", [postId]))[0]?.html ?? "";
const bring = async (by: Somebody): Promise<Uploaded> => {
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: { r: Math.floor(Math.random() * 255), g: Math.floor(Math.random() * 255), b: 3 } } }).png().toBuffer();
  return (await door("/api/media?name=cup.png", { as: by, method: "POST", raw: new Uint8Array(bytes) })).body as Uploaded;
};

describe("a post that shows a file", () => {
  it("opens it to who may read the post, with its size, and lets it go when it no longer does", async () => {
    const file = await bring(who);
    const { postId } = await topic(who, room.slug, { body: `Look: ${file.markdown}` });
    expect(await htmlOf(postId)).toContain(`<img loading="lazy" decoding="async" src="${file.url}" alt="cup.webp" width="30" height="20">`);
    expect((await door(file.url)).status).toBe(200);
    const edited = await editPost(who.actor, postId, { body: "Nothing to see.", version: 1 });
    expect(refused(edited)).toBe(false);
    expect((await door(file.url)).status).toBe(404);
  });

  it("does not open someone else's file, nor show it", async () => {
    const file = await bring(await person());
    const { postId } = await topic(who, room.slug, { body: `Look: ${file.markdown}` });
    expect(await htmlOf(postId)).not.toContain("<img");
    expect((await door(file.url, { as: who })).status).toBe(404);
  });

  it("keeps its files when a moderator edits it, and quoting shows what one may see", async () => {
    const file = await bring(who);
    const opened = await topic(who, room.slug, { body: `Look: ${file.markdown}` });
    const moderator = await person({ role: "moderator" });
    await editPost(moderator.actor, opened.postId, { body: `Look here: ${file.markdown}`, version: 1 });
    expect((await door(file.url)).status).toBe(200);
    const quote = await answer(moderator, opened.id, `> ${file.markdown}\n\nNice.`);
    expect(await htmlOf(quote.id)).toContain("<img");
  });

  it("that is still a draft keeps its files past the day", async () => {
    const [named, lost] = [await bring(who), await bring(who)];
    await door("/api/me/drafts/topic:new", { as: who, method: "PUT", body: { body: named.markdown, version: 0 } });
    await db().query("UPDATE media SET loose_since = loose_since - interval '25 hours' WHERE id = ANY($1::uuid[])", [[named.id, lost.id]]);
    await sweepMedia();
    expect([(await door(named.url, { as: who })).status, (await door(lost.url, { as: who })).status]).toEqual([200, 404]);
  });

  it("that names nothing asks nothing more", async () => {
    const opened = await topic(who, room.slug);
    await answer(who, opened.id);
    const before = counter.count;
    await answer(who, opened.id, "A plain sentence, and a [link](https://example.org).");
    const plain = counter.count - before;
    await answer(who, opened.id, `Hi @${who.actor.handle} and @nobody.`);
    expect(counter.count - before - plain).toBeLessThanOrEqual(plain + 1);
  });
});

describe("a post that calls someone", () => {
  it("notes them once, links to them, and calls nobody who may not read it", async () => {
    const closed = await category("premier");
    const [author, reader, outsider] = [await person({ tier: 2 }), await person({ tier: 2 }), await person()];
    const opened = await topic(author, closed.slug, { body: `@${reader.actor.handle} @${reader.actor.handle} @${outsider.actor.handle} @${author.actor.handle}` });
    expect(await readMentioned(opened.postId)).toEqual([reader.id]);
    const html = await htmlOf(opened.postId);
    expect(html).toContain(`href="/u/${reader.actor.handle}"`);
    expect(html).not.toContain(`href="/u/${outsider.actor.handle}"`);
  });

  it("keeps whom it called, and adds whom an edit calls", async () => {
    const [one, other] = [await person(), await person()];
    const opened = await topic(who, room.slug, { body: `Hello @${one.actor.handle}` });
    await editPost(who.actor, opened.postId, { body: `Hello @${other.actor.handle}`, version: 1 });
    expect(await readMentioned(opened.postId)).toEqual([one.id, other.id].sort());
  });

  it("calls a group when the writer may, and at most twenty", async () => {
    const moderator = await person({ role: "moderator" });
    const called = await readMentioned((await topic(who, room.slug, { body: "@moderators, @team, look" })).postId);
    expect(called).toContain(moderator.id);
    expect(await htmlOf((await topic(who, room.slug, { body: "@moderators @team @concierges look" })).postId)).toBe('<p><span class="mention">@moderators</span> @team @concierges look</p>\n');
    await db().query("INSERT INTO house_setting (name, value) VALUES ('calledGroups', $1)", [JSON.stringify({ names: ["moderators"], tier: 1 })]);
    expect(await readMentioned((await topic(who, room.slug, { body: "@moderators, look" })).postId)).toEqual([]);
    expect(await htmlOf((await topic(await person({ role: "concierge" }), room.slug, { body: "@team look" })).postId)).toContain("mention");
    await db().query("DELETE FROM house_setting");
    const many = await Promise.all(Array.from({ length: 25 }, () => person()));
    expect(await readMentioned((await topic(who, room.slug, { body: many.map((one) => `@${one.actor.handle}`).join(" ") })).postId)).toHaveLength(20);
  });
});

describe("whom one may call while writing", () => {
  const ask = (by: Somebody, query: string) => door(`/api/people?${query}`, { as: by });
  it("is who takes part in the topic first, then who begins so, and only who may read it", async () => {
    const mark = randomUUID().slice(0, 6);
    const closed = await category("premier");
    const [author, reader, outsider] = [await person({ tier: 2, name: `${mark} Author` }), await person({ tier: 2, name: `${mark} Reader` }), await person({ name: `${mark} Aaa` })];
    const opened = await topic(author, closed.slug);
    await answer(reader, opened.id);
    const inside = (await ask(author, `prefix=${mark}&topic=${opened.id}`)).body as { people: { id: string }[] };
    expect(inside.people.map((one) => one.id)).toEqual([reader.id]);
    expect(((await ask(author, `prefix=${mark}`)).body as { people: { id: string }[] }).people.map((one) => one.id)).toEqual([outsider.id, reader.id]);
    expect((await ask(outsider, `prefix=${mark}&topic=${opened.id}`)).status).toBe(404);
    // A topic that is not opened yet is asked about by where it will stand.
    expect(((await ask(author, `prefix=${mark}&category=${closed.slug}`)).body as { people: { id: string }[] }).people.map((one) => one.id)).toEqual([reader.id]);
    expect((await ask(outsider, `prefix=${mark}&category=${closed.slug}`)).status).toBe(404);
    const preview = async (place: object) => ((await door("/api/preview", { as: author, method: "POST", body: { body: `@${reader.actor.handle} @${outsider.actor.handle}`, ...place } })).body as { html: string }).html.match(/class="mention"/g)?.length ?? 0;
    expect([await preview({}), await preview({ categorySlug: closed.slug }), await preview({ topicId: opened.id })]).toEqual([2, 1, 1]);
    expect((await door("/api/preview", { as: outsider, method: "POST", body: { body: "Hm.", categorySlug: closed.slug } })).status).toBe(404);
    expect(((await ask(author, `prefix=&topic=${opened.id}`)).body as { people: { id: string }[] }).people.map((one) => one.id)).toEqual([reader.id]);
    expect(((await ask(author, "prefix=%25")).body as { people: unknown[] }).people).toEqual([]);
    expect(((await ask(author, "prefix=mod")).body as { groups: string[] }).groups).toEqual(["moderators"]);
  });

  it("is not asked without end", async () => {
    for (let n = 0; n < 90; n += 1) await ask(who, "prefix=zz");
    expect((await ask(who, "prefix=zz")).status).toBe(429);
  });
});
