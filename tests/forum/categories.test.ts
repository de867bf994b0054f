import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { createCategory, editCategory, placeCategory, readArrangement, retireCategory } from "#lib/forum/categories.ts";
import { listCategories } from "#lib/forum/category-list.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { audiences, descendants, inTreeOrder, placed, within } from "#lib/forum/category-tree.ts";
import { mayOpen, mayReply, maySee } from "#lib/forum/policy.ts";
import type { CategorySettings, Place } from "#lib/forum/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { category, door, person, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const input = (traits: object = {}) => ({
  name: `Room ${randomUUID().slice(0, 8)}`, description: "", colour: "ink" as const, icon: "star" as const, audience: "public" as const, openAudience: null, replyAudience: null,
  slowSeconds: 0, kinds: ["discussion" as const], locale: null, parentId: null, ...traits,
});

describe("the tree", () => {
  const forest = fc.array(fc.nat(12), { maxLength: 12 }).map((parents) => parents.map((parent, at) => ({ id: at + 1, parentId: parent > 0 && parent <= at ? parent : null, position: (at * 5) % 7 })));

  it("keeps everything once, children after and one deeper than their parent, siblings by position", () => {
    fc.assert(fc.property(forest, (branches) => {
      const walked = inTreeOrder(branches);
      expect(walked.map((branch) => branch.id).sort((a, b) => a - b)).toEqual(branches.map((branch) => branch.id));
      for (const [at, branch] of walked.entries()) {
        const parent = walked.findIndex((other) => other.id === branch.parentId);
        expect([parent < at, branch.depth]).toEqual([true, parent === -1 ? 0 : (walked[parent]?.depth ?? 0) + 1]);
        const before = walked.slice(0, at).filter((other) => other.parentId === branch.parentId).at(-1);
        if (before) expect(before.position).toBeLessThanOrEqual(branch.position);
      }
    }));
  });

  it("knows what stands below, and places a branch where it was asked to", () => {
    fc.assert(fc.property(forest, fc.nat(12), fc.nat(12), (branches, which, position) => {
      const branch = branches[which % Math.max(1, branches.length)];
      if (!branch) return;
      const below = descendants(branches, branch.id);
      expect(below).not.toContain(branch.id);
      const order = placed(branches, branch.id, { parentId: branch.parentId, position });
      expect(order.indexOf(branch.id)).toBe(Math.min(position, order.length - 1));
      expect(order.toSorted()).toEqual(branches.filter((other) => other.parentId === branch.parentId).map((other) => other.id).toSorted());
    }));
  });

  it("orders audiences so that whoever is in the inner one is in the outer one, for every role and tier", async () => {
    const people = [visitor, ...(await Promise.all([0, 1, 2, 3].map((tier) => person({ tier })))).map((one) => one.actor), (await person({ role: "concierge" })).actor];
    for (const inner of audiences) for (const outer of audiences) {
      if (within(inner, outer)) for (const actor of people) expect(maySee(actor, inner) && !maySee(actor, outer)).toBe(false);
      else expect(people.some((actor) => maySee(actor, inner) && !maySee(actor, outer))).toBe(true);
    }
  });
});

describe("who opens and who replies", () => {
  it("is asked beside who sees, for every role and tier", async () => {
    const place: Place & { closed: boolean; archived: boolean } = { audience: "public", openAudience: "staff", replyAudience: "premier", kinds: ["discussion"], retired: false, closed: false, archived: false };
    const [plain, premier, moderator, marketer] = await Promise.all([person(), person({ tier: 2 }), person({ role: "moderator" }), person({ role: "marketer" })]);
    const ask = (one: { actor: Parameters<typeof mayOpen>[0] }) => [mayOpen(one.actor, place, "discussion") === true, mayReply(one.actor, place) === true];
    expect([ask(plain), ask(premier), ask(moderator), ask(marketer)]).toEqual([[false, false], [false, true], [true, true], [true, false]]);
    expect([mayOpen(moderator.actor, place, "idea") === true, mayOpen(premier.actor, { ...place, openAudience: "public" }, "announcement") === true, mayOpen(moderator.actor, place, "announcement") === true]).toEqual([false, false, true]);
    expect([mayReply(premier.actor, { ...place, closed: true }) === true, mayReply(moderator.actor, { ...place, closed: true }) === true, mayReply(moderator.actor, { ...place, archived: true }) === true]).toEqual([false, true, false]);
  });

  it("is held at the doors, and the list of categories says what one may open", async () => {
    const [one, admin] = [await person(), await person({ role: "admin" })];
    const made = await createCategory(admin.actor, input({ openAudience: "staff", replyAudience: "members", kinds: ["question"] }));
    if (refused(made)) throw new Error(made.detail);
    const open = (as: { cookie: string }, kind: string) => door("/api/topics", { as, body: { categorySlug: made.slug, title: "May this be opened", body: "Perhaps.", kind, clientId: randomUUID() } });
    expect([(await open(one, "question")).status, (await open(admin, "discussion")).status, (await open(admin, "question")).status]).toEqual([403, 422, 201]);
    const opens = async (actor: Parameters<typeof listCategories>[0]) => (await listCategories(actor)).find((each) => each.slug === made.slug)?.opens;
    expect([await opens(visitor), await opens(one.actor), await opens(admin.actor)]).toEqual([[], [], ["question", "announcement"]]);
  });
});

describe("arranging", () => {
  it("never leaves a category open to more people than the one above it, nor one below itself, whatever admins do", async () => {
    const admin = await person({ role: "admin" });
    const made: { id: number; slug: string }[] = [];
    const all = async (): Promise<CategorySettings[]> => { const read = await readArrangement(admin.actor); if (refused(read)) throw new Error(read.detail); return read.categories; };
    const step = fc.record({ act: fc.nat(3), which: fc.nat(20), other: fc.nat(20), audience: fc.constantFrom(...audiences) });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      for (const { act, which, other, audience } of steps) {
        const one = made[which % Math.max(1, made.length)];
        const parentId = other % 4 === 0 ? null : (made[other % Math.max(1, made.length)]?.id ?? null);
        if (act === 0 || !one) {
          const fresh = await createCategory(admin.actor, input({ audience, parentId }));
          if (!refused(fresh)) made.push(fresh);
        } else if (act === 1) {
          const now = (await all()).find((each) => each.id === one.id);
          await editCategory(admin.actor, one.id, { ...input({ audience }), name: "Renamed", version: now?.version ?? 0 });
        } else if (act === 2) await placeCategory(admin.actor, one.id, { parentId, position: other });
        else await retireCategory(admin.actor, one.id, other % 2 === 0);
      }
      const now = await all();
      for (const each of now) {
        const parent = now.find((known) => known.id === each.parentId);
        if (parent) expect([within(each.audience, parent.audience), parent.retired && !each.retired, each.depth < 4]).toEqual([true, false, true]);
        expect(descendants(now, each.id)).not.toContain(each.id);
      }
      expect(now.length).toBe((await db().query("SELECT id FROM category")).length);
    }), { numRuns: 8 });
  });

  it("says what is wrong in a sentence, refuses a change made over another, and notes every act", async () => {
    const admin = await person({ role: "admin" });
    const outer = await createCategory(admin.actor, input({ audience: "premier" }));
    if (refused(outer)) throw new Error(outer.detail);
    expect(await createCategory(admin.actor, input({ parentId: outer.id }))).toMatchObject({ code: "invalid", field: "audience" });
    expect(await createCategory(admin.actor, input({ audience: "members", openAudience: "public" }))).toMatchObject({ field: "openAudience" });
    expect(await editCategory(admin.actor, outer.id, { ...input(), version: 7 })).toMatchObject({ code: "conflict" });
    expect(await placeCategory(admin.actor, outer.id, { parentId: outer.id, position: 0 })).toMatchObject({ field: "parentId" });
    expect(await db().query("SELECT act FROM staff_act WHERE actor_id = $1", [admin.id])).toEqual([{ act: "category.created" }]);
    expect((await createCategory((await person({ role: "moderator" })).actor, input()))).toMatchObject({ code: "missing" });
  });

  it("of a retired category nothing is listed and nothing more written, and what is there is read", async () => {
    const [one, admin] = [await person(), await person({ role: "admin" })];
    const { id, slug } = await category();
    const opened = await topic(one, slug);
    expect(await retireCategory(admin.actor, id, true)).toBe(true);
    expect((await listCategories(admin.actor)).some((each) => each.slug === slug)).toBe(false);
    const write = await door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "Still there?", clientId: randomUUID() } });
    expect([write.status, (await door(`/api/topics/${opened.id}/posts?after=0`)).status]).toEqual([409, 200]);
  });
});

describe("the list of a category", () => {
  it("is of what stands below it too, as far as one may see, each once over all pages; what is pinned below is not pinned above", async () => {
    const [one, admin] = [await person({ role: "moderator" }), await person({ role: "admin" })];
    const [top, middle, closed, leaf] = [await category(), await category(), await category("premier"), await category()];
    for (const [child, parent] of [[middle, top], [closed, top], [leaf, middle]] as const) await db().query("UPDATE category SET parent_id = $2 WHERE id = $1", [child.id, parent.id]);
    const ids: number[] = [];
    for (let at = 0; at < 24; at += 1) ids.push((await topic(one, ([top, middle, leaf][at % 3] ?? top).slug, { title: `Topic number ${at} of many` })).id);
    const hidden = await topic(admin, closed.slug);
    await db().query("UPDATE topic SET pinned = 'category' WHERE id = ANY($1)", [[ids[0], ids[1]]]);
    const all = async (actor: Parameters<typeof listTopics>[0], slug: string): Promise<number[]> => {
      const first = await listTopics(actor, { sort: "latest", categorySlug: slug });
      const rest = first.next ? await listTopics(actor, { sort: "latest", categorySlug: slug, after: first.next }) : { topics: [] };
      return [...first.topics, ...rest.topics].map((row) => row.id);
    };
    const newest = ids.toReversed();
    expect(await all(visitor, top.slug)).toEqual([ids[0], ...newest.filter((id) => id !== ids[0])]);
    expect(await all(visitor, middle.slug)).toEqual([ids[1], ...newest.filter((id) => id !== ids[1] && ids.indexOf(id) % 3 > 0)]);
    expect(new Set(await all(admin.actor, top.slug))).toEqual(new Set([...ids, hidden.id]));
    expect(await all(visitor, closed.slug)).toEqual([]);
    expect((await listTopics(visitor, { sort: "unanswered", categorySlug: top.slug })).topics.length).toBe(20);
  });
});
