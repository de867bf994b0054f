import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { cast } from "#tests/access/actors.ts";
import type { World } from "#tests/access/makers.ts";
import { world } from "#tests/access/matrix.ts";
import type { Door } from "#tests/access/rules/expect.ts";
import { rules } from "#tests/access/rules.ts";
import { aRoom, aSession } from "#tests/access/rooms.ts";
import { aQuestion, aReview, product } from "#tests/access/shelf.ts";
import { type Answer, answer, app, door, type Knock, topic } from "#tests/world/people.ts";
import { bodies, extraKeys, html, markdown, notStrings, numbers, strings } from "./inputs.ts";

let at: World;
let made: { id: number; postId: number; slug: string };
const shelf: Partial<Record<Door["about"], number>> = {};
beforeAll(async () => {
  at = await world(await cast());
  const slug = at.categories.get("public")?.slug ?? "";
  const opened = await topic(at.author, slug);
  const asked = await aQuestion(at.cast.admin.id ?? "", at.author.id);
  Object.assign(shelf, { review: await aReview(at.cast.admin.id ?? ""), product: (await product()).id, question: asked.id, answer: asked.answerId });
  const [room, session] = [await aRoom(at.author, "members", at.cast.admin.id ?? ""), await aSession(at.author, "members")];
  Object.assign(shelf, { room: room.id, message: room.messageId, session: session.id, liveQuestion: session.questionId });
  made = { id: opened.id, postId: (await answer(at.author, opened.id)).id, slug };
});

type Parameter = { in: string; name: string };
type Spec = { paths?: Record<string, Record<string, { parameters?: Parameter[] }>> };
/** Each door with what its address and its query may name, as the doors themselves describe it. */
function described(): { door: string; parameters: Parameter[] }[] {
  const spec = app().getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } }) as unknown as Spec;
  return Object.entries(spec.paths ?? {}).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters = [] }]) => ({ door: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`, parameters })));
}
const withBody = rules.filter((rule) => rule.body !== undefined);
const pathOf = (rule: Door, id?: string): string => {
  const path = rule.door.split(" ")[1] ?? "";
  const usual = rule.about === "topic" ? made.id : rule.about === "post" ? made.postId : shelf[rule.about] ?? "00000000-0000-7000-8000-000000000000";
  const others: Record<string, string> = { id: String(usual), context: "topic:new", name: "picture.webp", code: "T-1.json", slug: "kettles" };
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(id ?? others[name] ?? "1"));
};
const methodOf = (rule: Door): string => rule.door.split(" ")[0] ?? "GET";

/** Knocks as the admin, whom no policy stops before the payload is reached; says what no door may do. */
async function wrongAt(rule: Door, path: string, { ask = door, ...request }: Knock & { ask?: typeof door }): Promise<string | undefined> {
  resetLimits();
  const timed = async (): Promise<[Answer, number]> => {
    const began = performance.now();
    return [await ask(path, { as: at.cast.admin, method: methodOf(rule), ...request }), performance.now() - began];
  };
  const [got, first] = await timed();
  const shown = JSON.stringify(request.body ?? request.raw ?? path).slice(0, 120);
  if (got.status >= 500) return `${rule.door} answers ${got.status} to ${shown}`;
  if (got.status >= 400 && got.headers.get("content-type") !== "application/problem+json") return `${rule.door} answers ${shown} with ${got.headers.get("content-type")}`;
  if (/node_modules|at \w+ \(|SELECT |syntax error|prisma/i.test(got.status >= 400 ? got.text : "")) return `${rule.door} shows its insides to ${shown}`;
  // Hashing a password is meant to take time. A machine that is busy is slow once; a payload that costs is slow again.
  const most = /password|sign-in|sign-up/.test(rule.door) ? 1500 : 500;
  const took = first > most ? (await timed())[1] : first;
  if (took > most) return `${rule.door} takes ${Math.round(took)} ms for ${shown}`;
  return undefined;
}

async function sweep(work: (rule: Door, keep: (wrong: string | undefined) => void) => Promise<void>, doors: readonly Door[]): Promise<string[]> {
  const found: string[] = [];
  for (const rule of doors) await work(rule, (wrong) => { if (wrong) found.push(wrong); });
  return found.slice(0, 20);
}

describe("hostile input at every door", () => {
  it("in a body's strings is refused or taken as text, never a fault", async () => {
    expect(await sweep(async (rule, keep) => {
      const usual = rule.body?.(made) as Record<string, unknown>;
      for (const [name, value] of Object.entries(usual)) {
        if (typeof value !== "string") continue;
        for (const payload of [...strings, ...html, ...markdown]) keep(await wrongAt(rule, pathOf(rule), { body: { ...(rule.body?.(made) as object), [name]: payload } }));
      }
    }, withBody)).toEqual([]);
  }, 400_000);

  it("that is no string where one is meant is refused", async () => {
    expect(await sweep(async (rule, keep) => {
      const usual = rule.body?.(made) as Record<string, unknown>;
      for (const name of Object.keys(usual)) for (const payload of notStrings) keep(await wrongAt(rule, pathOf(rule), { body: { ...(rule.body?.(made) as object), [name]: payload } }));
    }, withBody)).toEqual([]);
    const operator = await door("/api/sign-in", { body: { email: { not: "" }, password: { not: "" } } });
    expect(operator.status).toBe(422);
  }, 120_000);

  it("in a key nobody may set is refused, and sets nothing", async () => {
    const before = await db().query("SELECT id, role, tier, confirmed_at, suspended_at FROM account ORDER BY id");
    expect(await sweep(async (rule, keep) => {
      for (const key of extraKeys) {
        if (Object.hasOwn(Object(rule.body?.(made)), key)) continue;
        const raw = JSON.stringify(rule.body?.(made)).replace(/}$/, `,${JSON.stringify(key)}:"admin"}`);
        resetLimits();
        const { status } = await door(pathOf(rule), { as: at.cast.customer, method: methodOf(rule), raw, headers: { "content-type": "application/json" } });
        // A JSON parser that drops __proto__ leaves nothing to refuse.
        if (key !== "__proto__" && status !== 422 && status !== 401 && status !== 404) keep(`${rule.door} answers ${status} to the key ${key}`);
      }
    }, withBody)).toEqual([]);
    const after = await db().query<{ id: string }>("SELECT id, role, tier, confirmed_at, suspended_at FROM account ORDER BY id");
    expect(after.filter((row) => (before as { id: string }[]).some((one) => one.id === row.id))).toEqual(before);
  }, 120_000);

  it("that is no JSON object is refused", async () => {
    expect(await sweep(async (rule, keep) => {
      for (const raw of bodies) {
        keep(await wrongAt(rule, pathOf(rule), { raw, headers: { "content-type": "application/json" } }));
        keep(await wrongAt(rule, pathOf(rule), { raw, headers: { "content-type": "text/plain" } }));
      }
    }, withBody)).toEqual([]);
  }, 120_000);

  // What is no text at all cannot stand in an address.
  const addressed = [...numbers, ...strings.filter((one) => one.length < 4000), ...html].filter((one) => one !== "" && one.isWellFormed());

  it("in an address is refused or not found", async () => {
    expect(await sweep(async (rule, keep) => {
      const body = rule.body?.(made);
      for (const payload of addressed) keep(await wrongAt(rule, pathOf(rule, payload), body === undefined ? {} : { body }));
    }, rules.filter((rule) => rule.door.includes(":")))).toEqual([]);
  }, 400_000);

  it("in every part of a query that a door describes is refused or read as it stands", async () => {
    const asked = described().flatMap(({ door: name, parameters }) => parameters.filter((one) => one.in === "query").map((one) => ({ name: one.name, rule: rules.find((rule) => rule.door === name) })));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((one) => !one.rule)).toEqual([]);
    const found: string[] = [];
    for (const { name, rule } of asked) {
      if (!rule) continue;
      for (const payload of addressed) {
        const wrong = await wrongAt(rule, `${pathOf(rule)}?${name}=${encodeURIComponent(payload)}`, {});
        if (wrong) found.push(wrong);
      }
    }
    expect(found.slice(0, 20)).toEqual([]);
  }, 400_000);

});

describe("the sweep itself", () => {
  it("is deceived by no door that is careless", async () => {
    const said = (status: number, text: string, type: string) => (): Promise<Answer> => Promise.resolve({ status, text, body: null, headers: new Headers({ "content-type": type }) });
    const slow = async (): Promise<Answer> => { for (const until = performance.now() + 600; performance.now() < until;); return said(200, "{}", "application/json")(); };
    const rule = rules.find((one) => one.door === "POST /api/preview") as Door;
    const problem = "application/problem+json";
    for (const ask of [said(500, "{}", problem), said(422, "<h1>no</h1>", "text/html"), said(400, "syntax error at or near", problem), said(422, "at query (/srv/x.ts:1)", problem), slow]) {
      expect(await wrongAt(rule, "/api/preview", { ask, body: {} })).toBeDefined();
    }
    expect(await wrongAt(rule, "/api/preview", { ask: said(200, "{}", "application/json"), body: {} })).toBeUndefined();
  });

});

describe("requests as such", () => {
  it("too large is refused before it is read", async () => {
    // What takes a file takes more, up to its own limit.
    const most: Record<string, number> = { "POST /api/studio/indicators/:name/book": 2_200_000, "POST /api/studio/order-imports": 25_200_000 };
    expect(await sweep(async (rule, keep) => {
      const bytes = most[rule.door] ?? 200_000;
      const { status } = await door(pathOf(rule), { as: at.cast.admin, method: methodOf(rule), raw: `{"body":"${"a".repeat(bytes)}"}`, headers: { "content-type": "application/json" } });
      if (status !== 413) keep(`${rule.door} answers ${status} to ${bytes} bytes`);
    }, withBody)).toEqual([]);
  });

  it("from another site is refused at every door that writes", async () => {
    expect(await sweep(async (rule, keep) => {
      if (methodOf(rule) === "GET") return;
      for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { origin: "http://localhost:3000.evil.example" }, { origin: "http://127.0.0.1:9" }]) {
        const body = rule.body?.(made);
        const { status } = await door(pathOf(rule), { as: at.cast.admin, method: methodOf(rule), headers, ...(body === undefined ? {} : { body }) });
        if (status !== 403) keep(`${rule.door} answers ${status} to ${headers.origin}`);
      }
    }, rules)).toEqual([]);
  });
});
