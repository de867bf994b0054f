import { beforeAll, describe, expect, it } from "vitest";
import { listReads } from "#lib/analytics/customers/access-log.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import { db } from "#lib/core/transact.ts";
import { requestDeskDoors } from "#lib/privilege/desk/api.ts";
import { privilegeDoors } from "#lib/privilege/privileges/api.ts";
import { requestDoors } from "#lib/privilege/requests/api.ts";
import { serviceDoors } from "#lib/privilege/services/api.ts";
import { voiceDoors } from "#lib/privilege/voice/api.ts";
import { answer, app, category, door, person, session, type Somebody, topic } from "#tests/world/people.ts";
import { cast } from "./actors.ts";
import type { makers, World } from "./makers.ts";
import { inventory, matrix, world } from "./matrix.ts";
import { aRequest } from "./requests.ts";
import type { Door, Thing } from "./rules/expect.ts";
import { rules } from "./rules.ts";

let at: World;
beforeAll(async () => { at = await world(await cast()); });

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

describe("who looked", () => {
  // Every door that shows somebody of the house what is kept about one member, from the inventory: a new one is asked too.
  const shows = /^GET (\/api\/(?:studio\/(?:customers|referrals\/of)|desk\/people|requests)\/:id(?:\/[a-z-]+)?)$/;
  const reader = (path: string): "marketer" | "concierge" | "moderator" => (path.startsWith("/api/studio") ? "marketer" : path.startsWith("/api/desk") ? "moderator" : "concierge");

  it("every look of the house at a member’s space or file stands in the member’s list, whichever door shows it", async () => {
    const member = await person({ tier: 2 });
    await factsJob();
    const requestId = await aRequest(member.id);
    const paths = inventory(app()).flatMap((one) => shows.exec(one)?.[1] ?? []);
    expect(paths.length).toBeGreaterThanOrEqual(7);
    for (const path of paths) {
      const who: Somebody = await person({ role: reader(path) });
      const before = (await listReads(member.id)).reads.length;
      expect([path, (await door(path.replace(":id", path.startsWith("/api/requests") ? String(requestId) : member.id), { as: { cookie: await session(who.id) } })).status]).toEqual([path, 200]);
      const { reads } = await listReads(member.id);
      expect([path, reads.length, reads[0]?.role]).toEqual([path, before + 1, reader(path)]);
    }
    expect(new Set((await listReads(member.id)).reads.map((one) => one.what))).toEqual(new Set(["page", "timeline", "orders", "request", "desk"]));
    // Who looks at their own is nobody who looked.
    await door(`/api/requests/${requestId}`, { as: member });
    expect((await listReads(member.id)).reads).toHaveLength(paths.length);
    expect((await listReads((await person()).id)).reads).toEqual([]);
  });
});

