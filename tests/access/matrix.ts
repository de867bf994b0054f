import { type Scope, scopes } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import type { Audience } from "#lib/forum/types.ts";
import { makeKey } from "#lib/identity/keys/keys.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { type Answer, type App, category, knock, person } from "#tests/world/people.ts";
import { type ActorName, actorNames, type Cast, freshCookie } from "./actors.ts";
import { counted, type Made, makers, nothing, type World } from "./makers.ts";
import type { Door, Thing } from "./rules/expect.ts";
import { rules } from "./rules.ts";

const audiences: Audience[] = ["public", "members", "select", "premier", "circle", "staff"];
const objects: Thing[] = [...audiences.flatMap((audience): Thing[] => [{ audience, own: false, removed: false }, { audience, own: true, removed: false }, { audience, own: false, removed: true }]), "nothing"];

/** Every door the app has, as `METHOD /path`. */
export function inventory(app: App): string[] {
  return [...new Set(app.routes.filter((route) => route.method !== "ALL").map((route) => `${route.method} ${route.path}`))];
}

/** Categories of every audience, and someone who wrote in them. */
export async function world(cast: Cast): Promise<World> {
  const made = await Promise.all(audiences.map(async (audience) => [audience, await category(audience)] as const));
  return { cast, author: await person({ role: "admin" }), categories: new Map(made) };
}

const digestOf = `SELECT md5(concat(
  (SELECT string_agg(t::text, '' ORDER BY id) FROM topic t WHERE id = $1), (SELECT string_agg(p::text, '' ORDER BY id) FROM post p WHERE topic_id = $1),
  (SELECT string_agg(a::text, '' ORDER BY id) FROM account a WHERE id = ANY($2::uuid[])), (SELECT string_agg(d::text, '' ORDER BY account_id, context) FROM draft d),
  ${counted.map((table) => `(SELECT count(*) FROM ${table})`).join(" || ',' || ")})) AS digest`;
/** A digest of the thing asked about, the people concerned, and how much there is of everything. */
const digest = async (id: number | string, people: (string | null)[]): Promise<string> =>
  (await db().query<{ digest: string }>(digestOf, [typeof id === "number" ? id : 0, people.filter(Boolean)]))[0]?.digest ?? "";

// What nobody was allowed to change is as it was, and serves for the next one who is not.
const untouched = new Map<string, Made>();
async function make(at: World, { rule, who, thing }: { rule: Door; who: ActorName; thing: Thing }, denied: boolean): Promise<Made> {
  if (rule.about === "nobody") return { id: 0, postId: 0, slug: "" };
  if (thing === "nothing") return nothing;
  const key = `${rule.about} ${at.author.id} ${JSON.stringify(thing)}`;
  if (thing.own || !denied) return makers[rule.about](at, who, thing);
  const made = untouched.get(key) ?? (await makers[rule.about](at, who, thing));
  untouched.set(key, made);
  return made;
}

function pathOf(rule: Door, made: Made, victim: string): string {
  const path = rule.door.split(" ")[1] ?? "";
  const id = rule.about === "nobody" ? victim : String(made.id);
  return `${path.replace(":id", id).replace(":token", "x".repeat(60)).replace(":signed", "none").replace(":accountId", victim).replace(":emoji", "%F0%9F%91%8D").replace(":context", "topic:new").replace(":secret", made.slug || victim).replace(":name", path.includes("/indicators") ? "matrix-knows-none" : "picture.webp").replace(":version", "1").replace(":code", `${made.slug || "there-is-none"}${path.startsWith("/widget") ? ".json" : ""}`).replace(":slug", made.slug || "there-is-none")}${rule.query ?? (path.endsWith("/posts") ? "?after=0" : path.endsWith("/find") ? "?like=something" : "")}`;
}

export type Found = { door: string; who: ActorName | `key ${Scope}`; thing: string; expected: number; got: number; why: string };

type Asked = { rule: Door; who: ActorName; thing: Thing };
type Turn = { victim: string; cookie: string; headers?: Record<string, string> };

async function knockAs(app: App, { rule }: Asked, on: { made: Made } & Turn): Promise<Answer> {
  resetLimits();
  const body = rule.body?.(on.made);
  return knock(app, pathOf(rule, on.made, on.victim), { as: { cookie: on.cookie }, headers: { ...rule.headers?.(), ...on.headers }, method: rule.door.split(" ")[0] ?? "GET", ...(body === undefined ? {} : { body }) });
}

/** Every door asked with a key of each scope: what is not as the table has it, or changed something though it was closed. */
export async function keyMatrix(app: App, at: World, doors: (rule: Door) => boolean = () => true): Promise<Found[]> {
  const found: Found[] = [];
  for (const scope of scopes) {
    const made = await makeKey({ ...at.author.actor, role: "admin" }, { name: scope, scopes: [scope] });
    if (refused(made)) throw new Error(made.detail);
    for (const rule of rules.filter(doors)) {
      const thing: Thing = rule.about === "nobody" ? "nothing" : (objects.find((one) => one !== "nothing" && (rule.only ?? (() => true))(one)) ?? "nothing");
      const expected = rule.keys?.[scope] ?? 403;
      const about = await make(at, { rule, who: "visitor", thing }, expected === 403);
      const wrote = counter.writes;
      const answered = await knockAs(app, { rule, who: "visitor", thing }, { made: about, victim: at.author.id, cookie: at.cast.admin.cookie, headers: { authorization: `Bearer ${made.secret}` } });
      const where = { door: rule.door, who: `key ${scope}` as const, thing: JSON.stringify(thing), expected, got: answered.status };
      if (answered.status !== expected) found.push({ ...where, why: answered.text.slice(0, 200) });
      // A key notes when it was used, which is one statement that may write.
      else if (expected === 403 && counter.writes > wrote + 1) found.push({ ...where, why: "closed, and yet something was written" });
    }
  }
  return found;
}

const isDenied = (status: number): boolean => status === 401 || status === 403 || status === 404;
/** Whether nothing may come of asking: what is only read, or denied. */
const isQuiet = (rule: Door, expected: number): boolean => isDenied(expected) || rule.door.startsWith("GET ");

/** Asks one door as one actor about one thing; says what is not as the table has it, and whether a denial changed anything. */
async function ask(app: App, at: World, { turn, ...asked }: Asked & { turn: Turn }): Promise<Found | undefined> {
  const { rule, who, thing } = asked;
  const expected = rule.expect(who, thing);
  const made = await make(at, asked, isQuiet(rule, expected));
  const wrote = counter.writes;
  const answered = await knockAs(app, asked, { made, ...turn });
  const where = { door: rule.door, who, thing: JSON.stringify(thing), expected, got: answered.status };
  if (answered.status !== expected) return { ...where, why: answered.text.slice(0, 200) };
  // What sent no statement that writes has changed nothing; anything else is asked again about a fresh thing, and looked into.
  if (!isDenied(expected) || counter.writes === wrote) return undefined;
  const fresh = await make(at, asked, false);
  const people = [turn.victim, at.cast[who].id];
  const before = await digest(fresh.id, people);
  await knockAs(app, asked, { made: fresh, ...turn });
  return (await digest(fresh.id, people)) !== before ? { ...where, why: "denied, and yet something changed" } : undefined;
}

/** Asks at once about many things of which nothing may come: true when every answer is as the table has it and none sent a statement that writes. */
async function allQuiet(app: App, at: World, { turn, things, ...asked }: Omit<Asked, "thing"> & { turn: Turn; things: Thing[] }): Promise<boolean> {
  const mades: Made[] = [];
  for (const thing of things) mades.push(await make(at, { ...asked, thing }, true));
  const wrote = counter.writes;
  const answers = await Promise.all(things.map((thing, place) => knockAs(app, { ...asked, thing }, { made: mades[place] ?? nothing, ...turn })));
  return counter.writes === wrote && answers.every((answered, place) => answered.status === asked.rule.expect(asked.who, things[place] ?? "nothing"));
}

const turnOf = async (at: World, who: ActorName): Promise<Turn> => ({ victim: (await person()).id, cookie: await freshCookie(at.cast[who]) });

/** The whole matrix, or the part of some doors, actors and things: everything that is not as the table has it. */
export async function matrix(app: App, at: World, part: { doors?: (rule: Door) => boolean; actors?: readonly ActorName[]; enough?: number } = {}): Promise<Found[]> {
  const found: Found[] = [];
  for (const rule of rules.filter(part.doors ?? (() => true))) {
    for (const who of part.actors ?? actorNames) {
      let turn = await turnOf(at, who);
      // Whoever is nobody owns nothing.
      const all = (rule.about === "nobody" ? (["nothing"] as const) : objects.filter(rule.only ?? (() => true))).filter((thing) => thing === "nothing" || !thing.own || at.cast[who].id !== null);
      const quiet = all.filter((thing) => isQuiet(rule, rule.expect(who, thing)));
      const inOrder = await allQuiet(app, at, { rule, who, things: quiet, turn });
      for (const thing of inOrder ? all.filter((one) => !quiet.includes(one)) : all) {
        const wrong = await ask(app, at, { rule, who, thing, turn });
        if (wrong) found.push(wrong);
        // An act that was let through may have ended the session it came with, or done something to the person it was about.
        if (!isQuiet(rule, rule.expect(who, thing)) || wrong) turn = await turnOf(at, who);
        if (found.length >= (part.enough ?? 30)) return found;
      }
    }
  }
  return found;
}
