import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { tagName } from "#lib/forum/schema.ts";
import { tagSlug } from "#lib/forum/slug.ts";
import { listTags, readTag } from "#lib/forum/tag-list.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { openTopic } from "#lib/forum/topics.ts";
import type { Audience } from "#lib/forum/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { answer, category, door, person, type Somebody } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
async function tagged(by: Somebody, categorySlug: string, tags: string[]): Promise<number> {
  const made = await openTopic(by.actor, { categorySlug, title: "Something with tags on it", body: "Tagged.", kind: "discussion", tags, clientId: randomUUID() });
  if (refused(made)) throw new Error(made.detail);
  return made.id;
}
const fresh = (): string => `tag ${randomUUID().slice(0, 8)}`;
/** What is kept differs from what is counted afresh. */
const miscounted = `SELECT * FROM (SELECT tag_id, audience, topics FROM tag_count WHERE topics <> 0) k FULL JOIN
  (SELECT x.tag_id, c.audience, count(*)::int AS topics FROM topic_tag x JOIN topic t ON t.id = x.topic_id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id GROUP BY 1, 2) r
  USING (tag_id, audience) WHERE k.topics IS DISTINCT FROM r.topics`;
const misplaced = `SELECT 1 FROM topic_tag x JOIN topic t ON t.id = x.topic_id
  WHERE (x.live, x.unanswered, x.score, x.created_at, x.last_post_at) IS DISTINCT FROM (t.deleted_at IS NULL, t.post_count = 1, t.score, t.created_at, t.last_post_at)`;

describe("a tag's address", () => {
  it("is never empty, plain ASCII, and the same for names that differ in case or accents alone", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
      const name = tagName.safeParse(text);
      if (!name.success) return;
      expect(tagSlug(name.data)).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    }));
    expect(["c", "c++", "c#", ".net", "Café au lait", "cafe au lait"].map(tagSlug)).toEqual(["c", "c-plus-plus", "c-sharp", "dot-net", "cafe-au-lait", "cafe-au-lait"]);
    expect(new Set(["コーヒー", "咖啡", "кофе"].map(tagSlug)).size).toBe(3);
  });
});

describe("tags", () => {
  it("stand on a topic in their order, and lists of them come in three orders, each topic once", async () => {
    const one = await person();
    const { slug } = await category();
    const name = fresh();
    const ids = [];
    for (let at = 0; at < 23; at += 1) ids.push(await tagged(one, slug, [name, "second"]));
    await answer(one, ids[0] ?? 0);
    for (const [sort, count] of [["latest", 23], ["top", 23], ["unanswered", 22]] as const) {
      const seen: number[] = [];
      let after: string | undefined;
      do {
        const list = await listTopics(visitor, { sort, tagSlug: tagSlug(name), after });
        seen.push(...list.topics.map((row) => row.id));
        after = list.next ?? undefined;
        expect(list.topics[0]?.tags.map((tag) => tag.name)).toEqual([name, "second"]);
      } while (after);
      expect([new Set(seen).size, seen.length]).toEqual([count, count]);
      if (sort === "latest") expect(seen[0]).toBe(ids[0]);
    }
  });

  it("are counted by who may see the topic, and of one that stands on closed topics alone an outsider learns nothing", async () => {
    const staff = await person({ role: "moderator" });
    const [open, closed] = [await category(), await category("premier")];
    const [both, hidden] = [fresh(), fresh()];
    await tagged(staff, open.slug, [both]);
    await tagged(staff, closed.slug, [both, hidden]);
    const counts = async (who: { actor: Parameters<typeof readTag>[0] }, name: string): Promise<number | string> => { const tag = await readTag(who.actor, tagSlug(name)); return refused(tag) ? tag.code : tag.topics; };
    expect([await counts({ actor: visitor }, both), await counts(staff, both), await counts({ actor: visitor }, hidden), await counts(staff, hidden)]).toEqual([1, 2, "missing", 1]);
    expect((await listTags(visitor, hidden)).length).toBe(0);
    expect((await door(`/api/tags?prefix=${encodeURIComponent(both)}`)).body).toMatchObject({ tags: [{ name: both, topics: 1 }] });
  });

  it("stay counted and in place whatever happens to topics and categories", async () => {
    const staff = await person({ role: "moderator" });
    const rooms = await Promise.all((["public", "members", "premier"] as Audience[]).map((audience) => category(audience)));
    const names = [fresh(), fresh(), fresh()];
    const ids: number[] = [];
    for (let at = 0; at < 9; at += 1) ids.push(await tagged(staff, rooms[at % 3]?.slug ?? "", names.slice(0, 1 + (at % 3))));
    const acts = [
      (at: number) => db().query("UPDATE topic SET deleted_at = CASE WHEN deleted_at IS NULL THEN now() END WHERE id = $1", [ids[at % 9]]),
      (at: number) => db().query("UPDATE topic SET category_id = $2 WHERE id = $1", [ids[at % 9], rooms[(at * 7) % 3]?.id]),
      (at: number) => db().query("UPDATE category SET audience = $2 WHERE id = $1", [rooms[at % 3]?.id, (["public", "members", "circle", "staff"] as const)[at % 4]]),
      (at: number) => db().query("DELETE FROM topic_tag WHERE topic_id = $1", [ids[at % 9]]),
      (at: number) => db().query("INSERT INTO topic_tag (topic_id, tag_id) SELECT $1, id FROM tag WHERE slug = $2 ON CONFLICT DO NOTHING", [ids[at % 9], tagSlug(names[at % 3] ?? "")]),
      (at: number) => db().query("UPDATE topic SET score = score + 1, last_post_at = now(), post_count = post_count + 1 WHERE id = $1", [ids[at % 9]]),
    ];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), fc.nat(100)), { maxLength: 12 }), async (steps) => {
      for (const [act, at] of steps) await acts[act]?.(at);
      expect(await db().query(miscounted)).toEqual([]);
      expect(await db().query(misplaced)).toEqual([]);
    }), { numRuns: 12 });
  });

  it("are made by members unless an operator says otherwise; what is there already anyone may choose", async () => {
    const [one, staff] = [await person(), await person({ role: "moderator" })];
    const { slug } = await category();
    const known = fresh();
    await tagged(staff, slug, [known]);
    await db().query(`INSERT INTO forum_setting VALUES ('newTags', '"staff"')`);
    const asked = (tags: string[]) => door("/api/topics", { as: one, body: { categorySlug: slug, title: "With tags of mine", body: "Tagged.", kind: "discussion", tags, clientId: randomUUID() } });
    expect([(await asked([known])).status, (await asked([fresh()])).status]).toEqual([201, 403]);
    await db().query("DELETE FROM forum_setting");
    expect([(await asked([fresh()])).status, (await asked(Array.from({ length: 6 }, fresh))).status]).toEqual([201, 422]);
  });
});
