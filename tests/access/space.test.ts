import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { listReads } from "#lib/analytics/customers/access-log.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import { db } from "#lib/core/transact.ts";
import { requestDeskDoors } from "#lib/privilege/desk/api.ts";
import { privilegeDoors } from "#lib/privilege/privileges/api.ts";
import { requestDoors } from "#lib/privilege/requests/api.ts";
import { serviceDoors } from "#lib/privilege/services/api.ts";
import { voiceDoors } from "#lib/privilege/voice/api.ts";
import { type App, answer, app, category, door, knock, person, session, type Somebody, topic } from "#tests/world/people.ts";
import { cast } from "./actors.ts";
import type { makers, World } from "./makers.ts";
import { inventory, matrix, world } from "./matrix.ts";
import { aRequest } from "./requests.ts";
import type { Door, Thing } from "./rules/expect.ts";
import { rules } from "./rules.ts";
import { aClaim } from "./space.ts";

let at: World;
beforeAll(async () => { at = await world(await cast()); });
afterEach(() => { for (const path of ["#lib/privilege/requests/types.ts", "#lib/privilege/privileges/policy.ts", "#lib/analytics/customers/access-log.ts", "#lib/privilege/requests/desk-part.ts"]) vi.doUnmock(path); vi.resetModules(); });

const writes = (one: string): boolean => !one.startsWith("GET ");
/** Every door of the space itself, from the doors, so that a new one cannot be forgotten. */
const spaceDoors = (): string[] => [requestDoors(), requestDeskDoors(), serviceDoors(), privilegeDoors(), voiceDoors()].flatMap((doors) => inventory(doors as unknown as ReturnType<typeof app>)).map((one) => one.replace(/\{(\w+)\}/g, ":$1"));
// What anybody keeps about themselves alone, shown to nobody of the space: what they like, and what they say to a question asked of them.
const oneself = ["POST /api/me/request-preferences"];
// In a private category or room one may note what one read and follows, report, and come in to read: nothing of it is seen there as said by anybody.
const reading = ["POST /api/flags", "PUT /api/me/follows", "POST /api/topics/:id/read", "PUT /api/posts/:id/bookmark", "DELETE /api/posts/:id/bookmark", "POST /api/chat/rooms/:id/members", "DELETE /api/chat/rooms/:id/members", "PUT /api/chat/rooms/:id/read"];
// What somebody wrote before they came to marketing they may take away, and leave there after all.
const takenAway = ["DELETE /api/chat/messages/:id", "POST /api/chat/messages/:id/restore", "DELETE /api/chat/questions/:id"];
const inRooms: readonly string[] = ["topic", "post", "poll", "room", "message", "session", "liveQuestion", "category"] satisfies (keyof typeof makers)[];

describe("no sales: marketers have no write access to the space", () => {
  it("is what the matrix says of every door of the space that writes, and each answers so", async () => {
    const doors = spaceDoors().filter(writes);
    expect(doors.length).toBeGreaterThan(30);
    const ruled = rules.filter((rule) => doors.includes(rule.door));
    expect(ruled.map((rule) => rule.door).sort()).toEqual([...new Set(doors)].sort());
    const thing: Thing = { audience: "members", own: false, removed: false };
    const open = ruled.filter((rule) => ![401, 403, 404].includes(rule.expect("marketer", rule.about === "nobody" ? "nothing" : thing))).map((rule) => rule.door);
    expect(open).toEqual(oneself);
    expect(await matrix(app(), at, { doors: (rule) => doors.includes(rule.door), actors: ["marketer"] })).toEqual([]);
  }, 120_000);

  it("is what the matrix says of everything written in a category or room for Premier or Circle", () => {
    for (const audience of ["premier", "circle"] as const) {
      const things: Thing[] = [{ audience, own: false, removed: false }, { audience, own: true, removed: false }];
      const about = rules.filter((rule) => writes(rule.door) && inRooms.includes(rule.about));
      expect(about.length).toBeGreaterThan(40);
      const open = about.filter((rule: Door) => things.some((thing) => (rule.only ?? (() => true))(thing) && rule.expect("marketer", thing) < 300)).map((rule) => rule.door).filter((one) => !reading.includes(one));
      expect(open.filter((one) => !takenAway.includes(one))).toEqual([]);
    }
  });

  it("nor does anybody else bring what marketing wrote into it: not by moving a topic there, nor by joining it to one", async () => {
    const [marketer, moderator, member] = await Promise.all([person({ role: "marketer" }), person({ role: "moderator" }), person()]);
    const [open, closed] = [await category("public"), await category("premier")];
    const [theirs, quoted, members] = [await topic(marketer, open.slug), await topic(member, open.slug), await topic(member, open.slug)];
    await answer(marketer, quoted.id, "Have you seen our offer?");
    const there = await topic(await person({ role: "admin" }), closed.slug);
    const move = (id: number) => door(`/api/topics/${id}`, { as: moderator, method: "PATCH", body: { categorySlug: closed.slug } });
    const join = (id: number) => door(`/api/topics/${id}/merge`, { as: moderator, body: { into: there.id } });
    for (const one of [theirs, quoted]) expect([(await move(one.id)).status, (await join(one.id)).status]).toEqual([403, 403]);
    expect(await db().query("SELECT t.id FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = ANY($1) AND c.audience = 'premier'", [[theirs.id, quoted.id]])).toEqual([]);
    // What a member wrote goes where a moderator puts it.
    expect((await move(members.id)).status).toBe(200);
  });
});

describe("a hole in the wall between selling and the space", () => {
  it("is found: marketers who work at the desk of requests", async () => {
    vi.resetModules();
    vi.doMock("#lib/privilege/requests/types.ts", async (original) => ({ ...(await original<object>()), worksAtRequests: (actor: { kind: string; role?: string }) => actor.kind === "member" && actor.role !== "customer" }));
    const { createApp } = await import("#server/doors.ts");
    // Each by itself: to propose, to invite, to mark as used.
    for (const door of ["POST /api/requests/:id/options", "POST /api/desk/invitations", "PUT /api/desk/claims/:id/use"]) {
      expect([door, (await matrix(createApp() as App, at, { doors: (rule) => rule.door === door, actors: ["marketer"], enough: 1 })).length]).toEqual([door, 1]);
    }
  });

  it("is found: marketers who may say what members are given", async () => {
    vi.resetModules();
    vi.doMock("#lib/privilege/privileges/policy.ts", async (original) => ({ ...(await original<object>()), mayKeepPrivileges: (actor: unknown) => actor }));
    const { createApp } = await import("#server/doors.ts");
    expect((await matrix(createApp() as App, at, { doors: (rule) => rule.door === "POST /api/privileges", actors: ["marketer"] })).length).toBeGreaterThan(0);
  });
});

describe("who looked", () => {
  // Every door that shows somebody of the house what is kept about one member, from the inventory: a new one is asked too.
  const shows = /^GET (\/api\/(?:studio\/(?:customers|referrals\/of)|desk\/people|requests)\/:id(?:\/[a-z-]+)?|\/api\/desk\/claims\/:code)$/;
  const reader = (path: string): "marketer" | "concierge" | "moderator" => (path.startsWith("/api/studio") ? "marketer" : path.startsWith("/api/desk/people") ? "moderator" : "concierge");
  const paths = (): string[] => inventory(app()).map((one) => one.replace(/\{(\w+)\}/g, ":$1")).flatMap((one) => shows.exec(one)?.[1] ?? []);

  /** Has somebody of the house look through each of these doors; resolves to those after which no new line stands in the member’s list. */
  async function unnoted(doors: App, member: Somebody): Promise<string[]> {
    const [requestId, { code }] = [await aRequest(member.id), await aClaim(member.id)];
    const found: string[] = [];
    for (const path of paths()) {
      const [who, before] = [await person({ role: reader(path) }), (await listReads(member.id)).reads.length];
      const asked = path.replace(":id", path.startsWith("/api/requests") ? String(requestId) : member.id).replace(":code", code);
      expect([path, (await knock(doors, asked, { as: { cookie: await session(who.id) } })).status]).toEqual([path, 200]);
      const { reads } = await listReads(member.id);
      if (reads.length !== before + 1 || reads[0]?.role !== reader(path)) found.push(path);
    }
    // Who looks at their own is nobody who looked.
    const before = (await listReads(member.id)).reads.length;
    await door(`/api/requests/${requestId}`, { as: member });
    expect((await listReads(member.id)).reads).toHaveLength(before);
    return found;
  }

  it("every look of the house at a member’s space or file stands in the member’s list, whichever door shows it", async () => {
    const member = await person({ tier: 2 });
    await factsJob();
    expect(paths().length).toBeGreaterThanOrEqual(8);
    expect(await unnoted(app(), member)).toEqual([]);
    expect(new Set((await listReads(member.id)).reads.map((one) => one.what))).toEqual(new Set(["page", "timeline", "orders", "request", "privilege", "desk"]));
    expect((await listReads((await person()).id)).reads).toEqual([]);
  });

  it("is missed nowhere without being found: doors of the studio that note nothing, and of the desk", async () => {
    vi.resetModules();
    vi.doMock("#lib/analytics/customers/access-log.ts", async (original) => ({ ...(await original<object>()), noteRead: async () => {} }));
    vi.doMock("#lib/privilege/requests/desk-part.ts", async (original) => ({ ...(await original<object>()), readDeskPart: async () => ({}) }));
    const { createApp } = await import("#server/doors.ts");
    const member = await person({ tier: 2 });
    const missed = await unnoted(createApp() as App, member);
    expect([missed.some((one) => one.startsWith("/api/studio/")), missed.includes("/api/requests/:id"), missed.includes("/api/desk/claims/:code")]).toEqual([true, true, false]);
  });
});
