import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { type Answer, door, person } from "#tests/world/people.ts";

type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string };
const users = new Map<string, Claims>();
let server: Server;
let issuer: string;

beforeAll(async () => {
  vi.resetModules();
  // The port is only known once the provider listens, so the address is told to it afterwards.
  server = await new Promise<Server>((resolve) => {
    import("node:http").then(({ createServer }) => { const made = createServer(); made.listen(0, "127.0.0.1", () => resolve(made)); });
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "rapport", client_secret: "a secret of the test", redirect_uris: ["http://localhost:3000/api/oidc/callback"], grant_types: ["authorization_code"], response_types: ["code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] }, features: { devInteractions: { enabled: true } }, cookies: { keys: ["test"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => users.get(id) ?? { sub: id } }),
  });
  server.on("request", provider.callback());
  Object.assign(process.env, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: "rapport", OIDC_CLIENT_SECRET: "a secret of the test" });
});
afterAll(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
beforeEach(() => resetLimits());

/** Goes through the provider's own pages as a browser would, until it sends back to us; resolves to that address. */
async function throughProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: string | undefined;
  for (let step = 0; step < 12; step += 1) {
    const answer: Response = await fetch(url, { redirect: "manual", headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}) }, ...(form ? { method: "POST", body: form } : {}) });
    for (const set of answer.headers.getSetCookie()) { const [pair = ""] = set.split(";"); jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)); }
    form = undefined;
    const location = answer.headers.get("location");
    if (location?.startsWith("http://localhost:3000")) return location;
    if (location) { url = new URL(location, url).href; continue; }
    const page = await answer.text();
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", url).href;
    form = page.includes('name="login"') ? `prompt=login&login=${login}&password=x` : "prompt=consent";
  }
  throw new Error("the provider never sent us back");
}

const cookiesOf = (answer: Answer): string => answer.headers.getSetCookie().map((set) => set.split(";")[0]).join("; ");

async function arrive(login: string, tamper: (path: string) => string = (path) => path): Promise<Answer> {
  const begun = await door("/api/oidc/start?return=/en/c/coffee");
  expect(begun.status).toBe(302);
  const back = new URL(await throughProvider(begun.headers.get("location") ?? "", login));
  return door(tamper(back.pathname + back.search), { headers: { cookie: cookiesOf(begun) } });
}
const meOf = async (answer: Answer): Promise<{ id: string; name: string } | null> => ((await door("/api/me", { as: { cookie: cookiesOf(answer).replace(/.*(rapport_session=[\w-]+).*/, "$1") } })).body as { me: { id: string; name: string } | null }).me;

describe("signing in with an OpenID provider", () => {
  it("makes an account from a verified address, goes back to the page one came from, and finds it again", async () => {
    users.set("vera", { sub: "vera", email: "vera@example.org", email_verified: true, name: "Vera Lindt" });
    const first = await arrive("vera");
    expect([first.status, first.headers.get("location")]).toEqual([303, "/en/c/coffee"]);
    const me = await meOf(first);
    expect(me?.name).toBe("Vera Lindt");
    users.set("vera", { sub: "vera", email: "another@example.org", email_verified: true });
    expect((await meOf(await arrive("vera")))?.id).toBe(me?.id);
  });

  it("joins the account that has the verified address already", async () => {
    const known = await person({ email: "known@example.org" });
    users.set("known", { sub: "known", email: "Known@example.org", email_verified: true });
    expect((await meOf(await arrive("known")))?.id).toBe(known.id);
  });

  it.each([
    ["an address the provider has not verified", { sub: "thief", email: "victim@example.org", email_verified: false }],
    ["no address at all", { sub: "nobody" }],
  ])("refuses %s", async (_, claims) => {
    await person({ email: `${randomUUID()}@example.org` });
    users.set(claims.sub, claims);
    const answer = await arrive(claims.sub);
    expect(answer.headers.get("location")).toBe("/sign-in?problem=provider");
    expect(answer.headers.getSetCookie().join()).not.toContain("rapport_session=");
  });

  it("refuses a suspended account", async () => {
    const gone = await person({ suspended: true, email: "gone@example.org" });
    users.set("gone", { sub: "gone", email: gone.email, email_verified: true });
    expect((await arrive("gone")).headers.get("location")).toBe("/sign-in?problem=provider");
  });

  it("refuses an answer to another browser's attempt, a changed one, and one used before", async () => {
    users.set("wim", { sub: "wim", email: "wim@example.org", email_verified: true });
    expect((await arrive("wim", (path) => path.replace(/state=[^&]+/, "state=other"))).headers.get("location")).toContain("problem");
    expect((await arrive("wim", (path) => path.replace(/code=[^&]+/, "code=guessed"))).headers.get("location")).toContain("problem");
    const begun = await door("/api/oidc/start");
    const back = new URL(await throughProvider(begun.headers.get("location") ?? "", "wim"));
    const path = back.pathname + back.search;
    expect((await door(path)).headers.get("location")).toContain("problem");
    expect((await door(path, { headers: { cookie: cookiesOf(begun) } })).headers.get("location")).toBe("/");
    expect((await door(path, { headers: { cookie: cookiesOf(begun) } })).headers.get("location")).toContain("problem");
    const [row] = await db().query<{ count: number }>("SELECT count(*) FROM account WHERE email = 'wim@example.org'");
    expect(row?.count).toBe(1);
  });

  it("goes back only to our own pages", async () => {
    users.set("wim", { sub: "wim", email: "wim@example.org", email_verified: true });
    for (const target of ["//evil.example", "https://evil.example", "/en/../../evil", "/\\evil.example"]) {
      const begun = await door(`/api/oidc/start?return=${encodeURIComponent(target)}`);
      const back = new URL(await throughProvider(begun.headers.get("location") ?? "", "wim"));
      expect((await door(back.pathname + back.search, { headers: { cookie: cookiesOf(begun) } })).headers.get("location")).toBe("/");
    }
  });
});
