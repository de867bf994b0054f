import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { listWritten } from "#lib/forum/person-posts.ts";
import { freeHandle, signUp } from "#lib/identity/accounts.ts";
import { listPeople } from "#lib/identity/directory.ts";
import { erasePerson, mergePerson } from "#lib/identity/erasure.ts";
import { beginOnboarding } from "#lib/identity/onboarding.ts";
import { findPerson, personTag, readPerson } from "#lib/identity/people.ts";
import type { PersonProfile, PrivateField, ShownTo } from "#lib/identity/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { lift, sanction } from "#lib/moderation/sanctions.ts";
import { listen } from "#server/notifications.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const change = (who: Somebody, body: unknown) => door("/api/me", { as: who, method: "PATCH", body });
async function seen(viewer: Actor, id: string): Promise<PersonProfile> {
  const found = await readPerson(viewer, id);
  if (refused(found)) throw new Error(found.detail);
  return found;
}

describe("the kept page of a person", () => {
  it("is stale at once when they are suspended, here again, or erased", async () => {
    const heard: string[] = [];
    const ear = listen({ pages: (payload) => { heard.push(payload); } }, () => {});
    await ear.ready;
    const [admin, one] = [await person({ role: "admin" }), await person()];
    const stale = JSON.stringify([personTag(one.actor.handle), "members"]);
    const staleAfter = async (act: () => Promise<unknown>): Promise<void> => {
      heard.length = 0;
      await act();
      await expect.poll(() => heard).toEqual([stale]);
    };
    const suspension = (method: string) => async () => expect((await door(`/api/accounts/${one.id}/suspension`, { as: admin, method })).status).toBe(200);
    await staleAfter(suspension("POST"));
    await staleAfter(suspension("DELETE"));
    await staleAfter(() => sanction(admin.actor, { kind: "suspension", accountId: one.id, reason: "rude", message: "Enough." }));
    const [ruling] = await db().query<{ id: number }>("SELECT id FROM ruling WHERE account_id = $1", [one.id]);
    await staleAfter(() => lift(admin.actor, ruling?.id ?? 0));
    heard.length = 0;
    await transact((tx) => erase(tx, one.id, false));
    // Their name stood on every page they wrote on.
    await expect.poll(() => heard).toContain("");
    await ear.stop();
  });
});

describe("what a new account is asked", () => {
  type View = { left: string[]; of: number };
  const view = async (who: Somebody): Promise<View> => (await door("/api/me/onboarding", { as: who })).body as View;
  const note = async (who: Somebody, body: unknown): Promise<View> => (await door("/api/me/onboarding", { as: who, method: "PUT", body })).body as View;
  const marked = async (who: Somebody): Promise<boolean> => ((await door("/api/me", { as: who })).body as { profile: { onboarding: boolean } }).profile.onboarding;

  it("goes on where it was left, ends for ever, and asks nothing of whom was here before", async () => {
    const [fresh, old] = [await person(), await person()];
    await transact((tx) => beginOnboarding(tx, fresh.id));
    expect([await view(fresh), await marked(fresh)]).toEqual([{ left: ["picture", "bio", "interests", "place", "notices"], of: 5 }, true]);
    for (let times = 0; times < 2; times += 1) expect((await note(fresh, { step: "picture", as: "skipped" })).left).toEqual(["bio", "interests", "place", "notices"]);
    await note(fresh, { step: "picture", as: "done" });
    await note(fresh, { step: "picture", as: "skipped" });
    expect(await db().query("SELECT done, skipped FROM onboarding WHERE account_id = $1", [fresh.id])).toEqual([{ done: ["picture"], skipped: [] }]);
    expect([await note(fresh, { dismissed: true }), await view(fresh), await marked(fresh)]).toEqual([{ left: [], of: 5 }, { left: [], of: 5 }, false]);
    expect((await note(fresh, { dismissed: false })).left[0]).toBe("bio");
    for (const step of ["bio", "interests", "place", "notices"]) await note(fresh, { step, as: "done" });
    expect([await view(fresh), await marked(fresh)]).toEqual([{ left: [], of: 5 }, false]);
    expect([await note(old, { dismissed: false }), await view(old), await marked(old)]).toEqual([{ left: [], of: 5 }, { left: [], of: 5 }, false]);
    expect((await door("/api/me/onboarding", { as: fresh, method: "PUT", body: { step: "shoe-size", as: "done" } })).status).toBe(422);
    expect((await door("/api/me/onboarding")).status).toBe(401);
  });

  it("begins with signing up", async () => {
    const email = `${randomUUID()}@example.org`;
    await signUp({ email, name: "Somebody New" });
    expect(await db().query("SELECT o.done FROM onboarding o JOIN account a ON a.id = o.account_id WHERE a.email = $1", [email])).toEqual([{ done: [] }]);
  });
});

describe("a profile", () => {
  it("shows each part to whom its owner shows it, and to nobody else", async () => {
    const owner = await person({ tier: 2 });
    const [member, moderator, marketer] = await Promise.all([person(), person({ role: "moderator" }), person({ role: "marketer" })]);
    await change(owner, { bio: "Of me", location: "Here", website: "example.org" });
    const parts: Record<PrivateField, (found: PersonProfile) => boolean> = {
      bio: (found) => found.bio === "Of me", joined: (found) => found.joined !== null, tier: (found) => found.tier === 2, activity: (found) => found.activity,
      location: (found) => found.location === "Here", website: (found) => found.website === "https://example.org",
    };
    const viewers: [Actor, ShownTo[]][] = [[visitor, ["everyone"]], [member.actor, ["everyone", "members"]], [marketer.actor, ["everyone", "members"]], [owner.actor, ["everyone", "members", "nobody"]], [moderator.actor, ["everyone", "members", "nobody"]]];
    for (const [field, shows] of Object.entries(parts)) {
      for (const shownTo of ["everyone", "members", "nobody"] as const) {
        expect((await change(owner, { privacy: { [field]: shownTo } })).status).toBe(200);
        for (const [viewer, sees] of viewers) expect([field, shownTo, viewer.kind, shows(await seen(viewer, owner.id))]).toEqual([field, shownTo, viewer.kind, sees.includes(shownTo)]);
      }
    }
    const { slug } = await category();
    await answer(owner, (await topic(member, slug)).id);
    // The last choice was nobody, so the list of what they wrote is closed too.
    expect((await door(`/api/people/${owner.id}/written?tab=posts`, { as: member })).status).toBe(404);
    expect((await door(`/api/people/${owner.id}/written?tab=posts`, { as: owner })).status).toBe(200);
  });

  it("of a suspended account tells nothing", async () => {
    const gone = await person({ suspended: true, name: "Someone Loud" });
    await db().query("UPDATE account SET bio = 'Loud', listed = true WHERE id = $1", [gone.id]);
    expect(await seen(visitor, gone.id)).toMatchObject({ gone: true, name: "", bio: null, activity: false });
    expect((await listPeople(visitor, { q: "someone loud", sort: "joined" })).people).toEqual([]);
  });

  it("lists what this viewer may read and nothing of a closed category", async () => {
    const [author, member, premier] = [await person({ tier: 2 }), await person(), await person({ tier: 2 })];
    const [open, closed] = [await category("public"), await category("premier")];
    for (const slug of [open.slug, closed.slug]) await answer(author, (await topic(author, slug)).id);
    const numbers = async (viewer: Actor) => (await listWritten(viewer, { authorId: author.id, accepted: false })).posts.map((post) => post.topic.category.slug);
    expect(await numbers(visitor)).toEqual([open.slug]);
    expect(await numbers(member.actor)).toEqual([open.slug]);
    expect(await numbers(premier.actor)).toEqual([closed.slug, open.slug]);
    const before = counter.count;
    await door(`/api/people/${author.id}/written?tab=answers`, { as: premier });
    expect(counter.count - before).toBeLessThanOrEqual(3);
  });
});

describe("a handle", () => {
  it("that was given up leads to its owner, and nobody else can take it or one that looks like it", async () => {
    const [one, other] = [await person(), await person()];
    const mark = one.id.slice(-8).replace(/[^a-f2-46-9]/g, "b");
    expect((await change(one, { handle: `moss.hill-${mark}` })).status).toBe(200);
    expect((await change(one, { handle: `oak.bell-${mark}` })).status).toBe(200);
    expect(await findPerson(visitor, `moss.hill-${mark}`)).toEqual({ now: `oak.bell-${mark}` });
    for (const taken of [`moss.hill-${mark}`, `m0ss.hi11-${mark}`, `0akbell${mark}`]) expect([taken, (await change(other, { handle: taken })).status]).toEqual([taken, 409]);
    for (const never of ["admin", "everyone", "аdmin.cyrillic", "a\u200bb.cd"]) expect([never, (await change(other, { handle: never })).status]).toEqual([never, 422]);
    expect((await change(one, { handle: `moss.hill-${mark}` })).status).toBe(200);
    expect(await findPerson(visitor, `oak.bell-${mark}`)).toEqual({ now: `moss.hill-${mark}` });
    expect(await transact((tx) => freeHandle(tx, "Support"))).not.toBe("support");
  });
});

describe("the directory", () => {
  it("has those who chose it, each once over all pages, in both orders, found by a part of their name", async () => {
    const mark = crypto.randomUUID().slice(0, 8);
    const ids: string[] = [];
    for (let at = 0; at < 65; at += 1) ids.push((await person({ name: `Directory ${mark} ${at}` })).id);
    await db().query("UPDATE account SET listed = true, contributions = (random() * 5)::int WHERE id = ANY($1)", [ids.slice(0, 62)]);
    for (const sort of ["joined", "contributions"] as const) {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await listPeople(visitor, { q: `${mark} directory`, sort, after });
        found.push(...page.people.map((one) => one.id));
        after = page.next ?? undefined;
      } while (after);
      expect([sort, found.length, new Set(found).size]).toEqual([sort, 62, 62]);
    }
    expect((await listPeople(visitor, { q: "%", sort: "joined" })).people).toEqual([]);
  });
});

it("an erased person tells nothing, and of two who become one the old handle leads on", async () => {
  const [from, into] = [await person(), await person()];
  await change(from, { bio: "From", location: "There" });
  await transact((tx) => mergePerson(tx, { from: from.id, into: into.id }));
  expect(await seen(visitor, into.id)).toMatchObject({ bio: "From", location: "There" });
  await db().query("UPDATE account SET handle = handle || 'x' WHERE id = $1", [from.id]);
  expect(await findPerson(visitor, from.actor.handle)).toEqual({ now: into.actor.handle });
  await transact((tx) => erasePerson(tx, into.id));
  expect(await seen(visitor, into.id)).toMatchObject({ bio: null, location: null });
  expect(refused(await findPerson(visitor, from.actor.handle))).toBe(true);
});
