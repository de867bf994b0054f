import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { spreadOn } from "#lib/notices/spread.ts";
import type { NoticeList } from "#lib/notices/types.ts";
import { category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { relayed } from "./relayed.ts";

beforeEach(() => resetLimits());
const follow = async (who: Somebody, [type, id]: [string, string | number], level = "follow"): Promise<void> => {
  expect((await door("/api/me/follows", { as: who, method: "PUT", body: { subject: { type, id: String(id) }, level } })).status).toBe(200);
};
const kinds = async (who: Somebody): Promise<string[]> => ((await door("/api/me/notices", { as: who })).body as NoticeList).notices.map((one) => `${one.kind} ${one.acts}`).sort();
const say = (who: Somebody, topicId: number, body: string) => door(`/api/topics/${topicId}/replies`, { as: who, body: { body, clientId: randomUUID() } });

describe("following", () => {
  it("a category, a person, a topic: told once each, whatever one follows of it at once", async () => {
    const [ana, fan, reader] = await Promise.all([person(), person(), person()]);
    const { slug, id } = await category();
    await follow(fan, ["category", id]);
    await follow(fan, ["person", ana.id]);
    const opened = await topic(ana, slug);
    await follow(reader, ["topic", opened.id]);
    await say(ana, opened.id, "Something more.");
    await relayed();
    expect(await kinds(fan)).toEqual(["topic 1"]);
    expect(await kinds(reader)).toEqual(["followed 1"]);
    expect(await kinds(ana)).toEqual([]);
  });

  it("a mention is the stronger, and reaches also who has muted the topic or its category; nothing reaches who ignores its author", async () => {
    const [ana, muted, closed, deaf] = await Promise.all([person(), person(), person(), person()]);
    const { slug, id } = await category();
    const opened = await topic(ana, slug);
    for (const one of [muted, closed, deaf]) await follow(one, ["topic", opened.id]);
    await follow(muted, ["topic", opened.id], "mute");
    await follow(closed, ["category", id], "mute");
    await follow(deaf, ["person", ana.id], "ignore");
    await say(ana, opened.id, "To nobody in particular.");
    await relayed();
    expect([await kinds(muted), await kinds(closed), await kinds(deaf)]).toEqual([[], ["followed 1"], []]);
    await say(ana, opened.id, `What do you say, @${muted.actor.handle} and @${closed.actor.handle} and @${deaf.actor.handle}?`);
    await relayed();
    expect([await kinds(muted), await kinds(closed), await kinds(deaf)]).toEqual([["mention 1"], ["followed 1", "mention 1"], []]);
  });

  it("nobody is called where they may not read", async () => {
    const [ana, outsider] = [await person({ tier: 2 }), await person()];
    const { slug } = await category("premier");
    const opened = await topic(ana, slug);
    await say(ana, opened.id, `Not for you, @${outsider.actor.handle}.`);
    await relayed();
    expect(await kinds(outsider)).toEqual([]);
  });

  it("seven hundred followers are told page by page, each once, the first page at once and the others by a job", async () => {
    const ana = await person();
    const { slug } = await category();
    const opened = await topic(ana, slug);
    await db().query(`WITH made AS (INSERT INTO account (id, name, handle, confirmed_at) SELECT gen_random_uuid(), 'Follower', 'follower.' || n || '.' || $1, now() FROM generate_series(1, 700) n RETURNING id)
      INSERT INTO follow (account_id, subject_type, subject_id, level) SELECT id, 'topic', $1, 'follow' FROM made`, [String(opened.id)]);
    await say(ana, opened.id, "To all of you.");
    await relayed();
    const told = async (): Promise<number> => (await db().query<{ count: number }>("SELECT count(*) FROM notice WHERE topic_id = $1", [opened.id]))[0]?.count ?? 0;
    expect(await told()).toBeLessThanOrEqual(300);
    for (let pages = 0; pages < 3; pages += 1) {
      const waiting = await db().query<{ id: string; payload: unknown }>("SELECT j.id::text, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'notices.spread'");
      for (const job of waiting) {
        await spreadOn(job.payload);
        // At least once: what ran before runs again without telling anyone twice.
        await spreadOn(job.payload);
        await db().query("DELETE FROM graphile_worker._private_jobs WHERE id = $1", [job.id]);
      }
    }
    expect(await told()).toBe(700);
    const [acts] = await db().query<{ all: number; people: number }>("SELECT count(*)::int AS all, count(DISTINCT account_id)::int AS people FROM notice_act WHERE act LIKE 'post:%' AND notice_id IN (SELECT id FROM notice WHERE topic_id = $1)", [opened.id]);
    expect(acts).toEqual({ all: 700, people: 700 });
  });
});
