import { db } from "#lib/core/transact.ts";
import type { Audience } from "#lib/forum/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { answer, type App, category, knock, person, type Somebody, topic } from "#tests/world/people.ts";
import { type ActorName, actorNames, type Cast, freshCookie } from "./actors.ts";
import { type Door, rules, type Thing } from "./rules.ts";

const audiences: Audience[] = ["public", "members", "select", "premier", "circle", "staff"];
const objects: Thing[] = [...audiences.flatMap((audience): Thing[] => [{ audience, own: false, removed: false }, { audience, own: true, removed: false }, { audience, own: false, removed: true }]), "nothing"];

/** Every door the app has, as `METHOD /path`. */
export function inventory(app: App): string[] {
  return [...new Set(app.routes.filter((route) => route.method !== "ALL").map((route) => `${route.method} ${route.path}`))];
}

export type World = { cast: Cast; author: Somebody; categories: Map<Audience, { slug: string }> };

/** Categories of every audience, and someone who wrote in them. */
export async function world(cast: Cast): Promise<World> {
  const made = await Promise.all(audiences.map(async (audience) => [audience, await category(audience)] as const));
  return { cast, author: await person({ role: "admin" }), categories: new Map(made) };
}

const digestOf = `SELECT md5(concat(
  (SELECT string_agg(t::text, '' ORDER BY id) FROM topic t WHERE id = $1), (SELECT string_agg(p::text, '' ORDER BY id) FROM post p WHERE topic_id = $1),
  (SELECT string_agg(a::text, '' ORDER BY id) FROM account a WHERE id = ANY($2::uuid[])), (SELECT count(*) FROM topic), (SELECT count(*) FROM post), (SELECT count(*) FROM reaction),
  (SELECT string_agg(d::text, '' ORDER BY account_id, context) FROM draft d), (SELECT count(*) FROM session), (SELECT count(*) FROM interaction), (SELECT count(*) FROM mail))) AS digest`;
/** A digest of the thing asked about, the people concerned, and how much there is of everything. */
const digest = async (topicId: number, people: (string | null)[]): Promise<string> => (await db().query<{ digest: string }>(digestOf, [topicId, people.filter(Boolean)]))[0]?.digest ?? "";

type Made = { id: number; postId: number; slug: string };

async function make(at: World, who: ActorName, thing: Thing): Promise<Made> {
  if (thing === "nothing") return { id: 2_000_000_000, postId: 2_000_000_000, slug: "there-is-none" };
  const slug = at.categories.get(thing.audience)?.slug ?? "";
  const opened = await topic(at.author, slug, { kind: "question" });
  const said = await answer(at.author, opened.id);
  const self = at.cast[who].id;
  if (thing.own && self) {
    await db().query("UPDATE topic SET author_id = $2 WHERE id = $1", [opened.id, self]);
    await db().query("UPDATE post SET author_id = $2 WHERE topic_id = $1", [opened.id, self]);
  }
  if (thing.removed) await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [said.id]);
  return { id: opened.id, postId: said.id, slug };
}

function pathOf(rule: Door, made: Made, victim: string): string {
  const path = rule.door.split(" ")[1] ?? "";
  const id = rule.about === "topic" ? String(made.id) : rule.about === "post" ? String(made.postId) : victim;
  return `${path.replace(":id", id).replace(":context", "topic:new")}${path.endsWith("/posts") ? "?after=0" : ""}`;
}

export type Found = { door: string; who: ActorName; thing: string; expected: number; got: number; why: string };

/** Asks one door as one actor about one thing; says what is not as the table has it, and whether a denial changed anything. */
async function ask(app: App, at: World, { rule, who, thing }: { rule: Door; who: ActorName; thing: Thing }): Promise<Found | undefined> {
  const made = rule.about === "nobody" ? { id: 0, postId: 0, slug: "" } : await make(at, who, thing);
  const victim = await person();
  const people = [victim.id, at.cast[who].id];
  const cookie = await freshCookie(at.cast[who]);
  const expected = rule.expect(who, thing);
  const denied = expected === 401 || expected === 403 || expected === 404;
  const before = denied ? await digest(made.id, people) : "";
  resetLimits();
  const body = rule.body?.(made);
  const answered = await knock(app, pathOf(rule, made, victim.id), { as: { cookie }, method: rule.door.split(" ")[0] ?? "GET", ...(body === undefined ? {} : { body }) });
  const where = { door: rule.door, who, thing: JSON.stringify(thing), expected, got: answered.status };
  if (answered.status !== expected) return { ...where, why: answered.text.slice(0, 200) };
  return denied && (await digest(made.id, people)) !== before ? { ...where, why: "denied, and yet something changed" } : undefined;
}

/** The whole matrix, or the part of some doors, actors and things: everything that is not as the table has it. */
export async function matrix(app: App, at: World, part: { doors?: (rule: Door) => boolean; actors?: readonly ActorName[]; enough?: number } = {}): Promise<Found[]> {
  const found: Found[] = [];
  for (const rule of rules.filter(part.doors ?? (() => true))) {
    for (const who of part.actors ?? actorNames) {
      for (const thing of rule.about === "nobody" ? (["nothing"] as const) : objects) {
        // Whoever is nobody owns nothing.
        if (thing !== "nothing" && thing.own && !at.cast[who].id) continue;
        const wrong = await ask(app, at, { rule, who, thing });
        if (wrong) found.push(wrong);
        if (found.length >= (part.enough ?? 30)) return found;
      }
    }
  }
  return found;
}
