import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type App, app } from "#tests/world/people.ts";
import { cast } from "./actors.ts";
import { crawl, plantTokens, type Tokens } from "./canary.ts";
import type { World } from "./makers.ts";
import { matrix, world } from "./matrix.ts";
import { rules } from "./rules.ts";

// A check that cannot turn red proves nothing: each of these holes is cut on purpose, and must be found.
let at: World;
let tokens: Tokens;
beforeAll(async () => {
  at = await world(await cast());
  tokens = await plantTokens(at);
});
afterEach(() => { vi.doUnmock("#lib/forum/policy.ts"); vi.doUnmock("#lib/identity/session.ts"); vi.doUnmock("#lib/identity/profile.ts"); vi.doUnmock("#lib/identity/door.ts"); vi.resetModules(); });

/** The same doors, one of which takes everybody for the admin. */
function careless(door: string, cookie: string): App {
  const [method, path] = door.split(" ");
  const pattern = new RegExp(`^${(path ?? "").replace(/:\w+/g, "[^/?]+")}(\\?|$)`);
  const request = (url: string, init: RequestInit, env: object): Response | Promise<Response> => {
    const mine = init.method === method && pattern.test(url);
    return app().request(url, mine ? { ...init, headers: { ...(init.headers as Record<string, string>), cookie } } : init, env);
  };
  return Object.assign(Object.create(app()) as App, { request });
}

// Doors whose answer does not depend on who asks have nothing to be careless about.
const guarded = rules.filter((rule) => rule.expect("visitor", { audience: "staff", own: false, removed: false }) !== rule.expect("admin", { audience: "staff", own: false, removed: false }));

describe("planted holes", () => {
  it("are at least twenty doors that take everybody for the admin", () => {
    expect(guarded.length).toBeGreaterThanOrEqual(20);
  });

  it.each(guarded.map((rule) => rule.door))("are found: %s takes everybody for the admin", async (door) => {
    const found = await matrix(careless(door, at.cast.admin.cookie), at, { doors: (rule) => rule.door === door, actors: ["visitor", "customer"], enough: 1 });
    expect(found).toHaveLength(1);
  });

  const policies: [string, Record<string, unknown>][] = [
    ["everybody sees every category", { maySee: () => true }], ["everybody writes where they see", { mayReply: () => true, mayOpen: () => true }],
    ["everybody changes every post", { mayChange: () => true, mayAccept: () => true }], ["everybody likes their own posts", { mayReact: () => true }],
  ];
  it.each(policies)("are found: %s", async (_, hole) => {
    vi.resetModules();
    vi.doMock("#lib/forum/policy.ts", async (original) => ({ ...(await original<object>()), ...hole }));
    const { createApp } = await import("#server/doors.ts");
    expect(await matrix(createApp() as App, at, { doors: (rule) => rule.about !== "nobody", actors: ["visitor", "unconfirmed", "customer"], enough: 1 })).toHaveLength(1);
  });

  it("are found: a suspended account's session is still taken", async () => {
    vi.resetModules();
    vi.doMock("#lib/identity/session.ts", async (original) => {
      const real = await original<typeof import("#lib/identity/session.ts")>();
      const { db } = await import("#lib/core/transact.ts");
      return { ...real, actorFromToken: async (token: string | undefined) => {
        const known = await real.actorFromToken(token);
        if (known.kind === "member" || !token) return known;
        const { tokenHash } = await import("#lib/identity/tokens.ts");
        const [row] = await db().query<object>(`SELECT a.id, a.name, a.handle, a.role, a.tier, true AS confirmed, false AS silenced, s.id AS "sessionId", a.locale, false AS newcomer FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1`, [tokenHash(token)]);
        return row ? { kind: "member", ...row } : known;
      } };
    });
    const { createApp } = await import("#server/doors.ts");
    expect(await matrix(createApp() as App, at, { actors: ["suspended"], enough: 1 })).toHaveLength(1);
  });

  it("are found by the crawl: a list shows what its reader may not see", async () => {
    vi.resetModules();
    vi.doMock("#lib/forum/policy.ts", async (original) => ({ ...(await original<object>()), audiencesOf: () => ["public", "members", "select", "premier", "circle", "staff"] }));
    const { createApp } = await import("#server/doors.ts");
    expect(await crawl(createApp() as App, at, { tokens, actors: ["visitor"] })).not.toEqual([]);
  });
});

describe("the canary crawl", () => {
  it("finds no private word with anyone it does not belong to", async () => {
    expect(await crawl(app(), at, { tokens })).toEqual([]);
  }, 120_000);
});
