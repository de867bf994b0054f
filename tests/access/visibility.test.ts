import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { mayWatch } from "#lib/forum/queries.ts";
import { relayed } from "#tests/notices/relayed.ts";
import { answer, type App, app, category, knock, person, type Somebody } from "#tests/world/people.ts";
import { inventory } from "./matrix.ts";

// Second half of the promise of the matrix: not what each door answers, but what stands in it, for every permission and every
// kind of person, right after the permission changed. What is expected stands here and asks nothing of the code under test.
type Viewer = { name: string; who: Somebody | undefined; sees: readonly string[] };
type Permission = readonly [audience: string, open: string | null, reply: string | null];
// Down and up again, so that each is reached from a wider and from a narrower one; who may open and reply never widens who may see.
const down: Permission[] = [["public", "members", "staff"], ["members", null, "select"], ["select", "staff", null], ["premier", "circle", "circle"], ["circle", null, null], ["staff", "staff", "staff"]];
const permissions: Permission[] = [...down, ["circle", "staff", null], ["premier", null, null], ["select", "premier", "staff"], ["members", "staff", "staff"], ["public", null, null]];
const everything = ["public", "members", "select", "premier", "circle", "staff"];
const marker = `quokka${randomUUID().replaceAll("-", "").slice(0, 14)}`;

let viewers: Viewer[];
let place: { id: number; slug: string };
let author: Somebody;
let opened: { id: number; slug: string; postId: number };
let replied: { id: number };

async function cast(): Promise<Viewer[]> {
  const of = async (name: string, traits: Parameters<typeof person>[0], upTo: number): Promise<Viewer> => ({ name, who: await person(traits), sees: everything.slice(0, upTo) });
  return [
    { name: "visitor", who: undefined, sees: ["public"] }, await of("unconfirmed", { confirmed: false }, 2), await of("member", { tier: 0 }, 2), await of("select", { tier: 1 }, 3), await of("premier", { tier: 2 }, 4),
    await of("circle", { tier: 3 }, 5), await of("moderator", { role: "moderator" }, 6), await of("marketer", { role: "marketer" }, 6), await of("concierge", { role: "concierge" }, 6),
  ];
}

const asked = (as: Somebody | undefined, method: string, [path, body]: [string, unknown?]) => { resetLimits(); return knock(app(), path, { as, method, ...(body === undefined ? {} : { body }) }); };

/** Everything a viewer can have of something while it is open: they follow it, keep it, like it, have begun an answer, were called. */
async function entangle({ who }: Viewer): Promise<void> {
  if (!who) return;
  for (const [type, id] of [["category", place.id], ["topic", opened.id], ["person", author.id]]) await asked(who, "PUT", ["/api/me/follows", { subject: { type, id: String(id) }, level: "follow" }]);
  await asked(who, "PUT", [`/api/posts/${replied.id}/bookmark`, {}]);
  await asked(who, "PUT", [`/api/posts/${opened.postId}/reaction`]);
  await asked(who, "PUT", [`/api/me/drafts/reply:${opened.id}`, { body: "Begun.", version: 0 }]);
}

beforeAll(async () => {
  viewers = await cast();
  author = await person({ role: "admin", name: "Someone Here" });
  place = await category("public", { name: `Room ${marker}` });
  const made = await asked(author, "POST", ["/api/topics", { categorySlug: place.slug, title: `Kestrelword and ${marker}`, body: `Kestrelword stands beside ${marker}.`, kind: "question", tags: [`tag ${marker}`], clientId: randomUUID() }]);
  const { id, slug } = made.body as { id: number; slug: string };
  const [first] = await db().query<{ id: number }>("SELECT id FROM post WHERE topic_id = $1", [id]);
  opened = { id, slug, postId: first?.id ?? 0 };
  replied = await answer(author, opened.id, `Kestrelword again, ${marker}.`);
  for (const viewer of viewers) await entangle(viewer);
  const called = viewers.flatMap(({ who }) => (who ? [`@${who.actor.handle}`] : [])).join(" ");
  await answer(author, opened.id, `Kestrelword for ${called}: ${marker}.`);
  await relayed();
});
afterEach(() => { vi.doUnmock("#lib/forum/policy.ts"); vi.doUnmock("#lib/forum/audiences.ts"); vi.resetModules(); });

// Doors that tell nothing of what was written by others, whatever they are asked.
const elsewhere = /\/(oidc|avatars|dev|sessions|factor|relationship|settings|docs|standing|held|removals|exports?)(\/|$)|^GET \/api\/me$/;
const queries: Record<string, string[]> = {
  "/api/search": ["?q=kestrelword", "?q=kestrel*", "?q=in:title+kestrelword", "?q=author:someone"], "/api/search/instant": ["?q=kestrelword"], "/api/topics/similar": [`?title=${encodeURIComponent("Kestrelword and something")}`],
  "/api/me/follows": ["?type=category", "?type=topic", "?type=person", "?type=tag"], "/api/me/follow": ["?type=topic&id=ID"], "/api/me/lists": ["?ids=ID"], "/api/people": ["?q=some", "?q=some&topic=ID"], "/api/tags": ["", "?q=tag"],
  "/api/people/:id/written": ["?tab=topics", "?tab=posts", "?tab=answers"], "/api/topics/:id/posts": ["?after=0"], "/api/members": ["", "?q=someone"],
};

function pathsOf(door: string): string[] {
  const path = door.slice("GET ".length);
  if (elsewhere.test(door)) return [];
  const ids = /posts\/:id/.test(path) ? [opened.postId, replied.id] : /topics?\/:id/.test(path) ? [opened.id] : /(people|accounts)\/:id/.test(path) ? [author.id] : /categories\/:id/.test(path) ? [place.id] : [1];
  const filled = ids.map((id) => path.replace(":id", String(id)).replace(":slug", place.slug).replace(":context", `reply:${opened.id}`).replace(/:\w+/g, "1"));
  return filled.flatMap((one) => (queries[path] ?? [""]).map((query) => one + query.replace("ID", String(opened.id))));
}

/** Where someone who may see it does not read of it: a check that finds nothing anywhere would prove nothing. */
async function missed(doors: App, viewer: Viewer, audience: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of [`/api/topics/${opened.id}/posts?after=0`, "/api/search?q=kestrelword", "/api/me/notices", "/api/me/bookmarks"]) {
    resetLimits();
    if (!(await knock(doors, path, { as: viewer.who })).text.includes(marker)) found.push(`${viewer.name} may see ${audience} and does not at ${path}`);
  }
  return found;
}

/** Where a viewer who may not see this permission reads the word all the same; and where one who may does not read it. */
async function wrongs(doors: App, viewer: Viewer, [audience]: Permission): Promise<string[]> {
  const may = viewer.sees.includes(audience);
  const found: string[] = [];
  if (may) return viewer.who ? missed(doors, viewer, audience) : found;
  for (const door of inventory(doors).filter((one) => one.startsWith("GET "))) {
    for (const path of pathsOf(door)) {
      resetLimits();
      const { text, headers, status } = await knock(doors, path, { as: viewer.who });
      if (status >= 500) found.push(`${viewer.name}: ${path} failed`);
      if (`${text}${JSON.stringify([...headers])}`.includes(marker)) found.push(`${viewer.name} reads of ${audience} at ${path}`);
    }
  }
  return found;
}

let heard: string[] = [];
const listener = new pg.Client({ connectionString: process.env.DATABASE_URL });
afterAll(() => listener.end());

async function change([audience, openAudience, replyAudience]: Permission): Promise<void> {
  const [row] = await db().query<{ version: number }>("SELECT version FROM category WHERE id = $1", [place.id]);
  const answered = await asked(author, "PATCH", [`/api/admin/categories/${place.id}`, {
    name: `Room ${marker}`, description: "", colour: "ink", icon: "star", audience, openAudience, replyAudience, slowSeconds: 0, kinds: ["discussion", "question"], locale: null, version: row?.version ?? 0,
  }]);
  expect([audience, answered.status, answered.text.slice(0, 200)]).toEqual([audience, 200, answered.text.slice(0, 200)]);
}

it("no answer of any door shows what a person may not see, for every permission and right after each change of it", async () => {
  await listener.connect();
  listener.on("notification", (message) => { heard.push(message.channel); });
  for (const channel of ["pages", "guards"]) await listener.query(`LISTEN ${channel}`);
  const wrong: string[] = [];
  for (const permission of permissions) {
    heard = [];
    await change(permission);
    await Promise.all(viewers.map(async (viewer) => {
      wrong.push(...await wrongs(app(), viewer, permission));
      // Who may follow the topic live is who may see it.
      const actor = viewer.who?.actor ?? visitor;
      if (await mayWatch(actor, opened.id) !== viewer.sees.includes(permission[0])) wrong.push(`${viewer.name} watches ${permission[0]}`);
      if (viewer.who) {
        const { body } = await asked(viewer.who, "GET", ["/api/me/notices/unread"]);
        const { unread } = body as { unread: number };
        if ((unread > 0) !== viewer.sees.includes(permission[0])) wrong.push(`${viewer.name} is told of ${unread} notices of ${permission[0]}`);
      }
    }));
    // What was kept of it is forgotten, and who listens is asked again, with the change itself.
    expect([permission[0], ["pages", "guards"].filter((channel) => !heard.includes(channel))]).toEqual([permission[0], []]);
  }
  expect(wrong).toEqual([]);
}, 120_000);

const holes: [string, string, Record<string, unknown>][] = [
  ["lists that show every audience", "#lib/forum/policy.ts", { audiencesOf: () => everything }], ["a single thing shown to everybody", "#lib/forum/policy.ts", { maySee: () => true }],
  ["notices that do not ask again", "#lib/forum/audiences.ts", { seenAudiences: () => everything }],
];
it.each(holes)("turns red for %s", async (_, module, hole) => {
  await change(["staff", null, null]);
  vi.resetModules();
  vi.doMock(module, async (original) => ({ ...(await original<object>()), ...hole }));
  const { createApp } = await import("#server/doors.ts");
  const found = (await Promise.all(viewers.slice(0, 3).map((viewer) => wrongs(createApp() as App, viewer, ["staff", null, null])))).flat();
  expect(found.filter((one) => one.includes("reads of staff"))).not.toEqual([]);
});

