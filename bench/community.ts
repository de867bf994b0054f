import { writeFileSync } from "node:fs";
import pg from "pg";
import { type Actor, type Member, visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { encodeCursor } from "#lib/core/page.ts";
import { somebody } from "./large/seed.ts";
import { explained, statementsOf } from "./large/watch.ts";
import type { Figure } from "./report.ts";

/** One page of the community: `look` reads it with parameters drawn from `random`, as its page or door does. `whole` times the page as it is asked, all its statements, and not the slowest of them alone. */
export type Look = { what: string; look: (random: () => number) => Promise<unknown>; budget?: number; within?: number; whole?: boolean };

const tries = 100;
const slow: { what: string; ms: number; text: string; values: unknown[]; plan: unknown }[] = [];

/** One of a list, drawn. */
export const oneOf = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Someone who looks: a visitor, a customer of some tier, or staff. */
export function someone(random: () => number): Actor {
  const draw = random();
  if (draw < 0.4) return visitor;
  const role = draw > 0.95 ? "moderator" : "customer";
  return member(Math.floor(random() * 20_000), { role, tier: Math.floor(random() ** 3 * 4) });
}

/** A member of the large community, by number. */
export const member = (number: number, traits: Partial<Member> = {}): Member => ({
  kind: "member", id: somebody(number), name: `Person ${number}`, handle: `person.${number}`, role: "customer", tier: 0, confirmed: true, silenced: false, sessionId: somebody(number), locale: "en", newcomer: false, ...traits,
});

async function looks(): Promise<Look[]> {
  const { listTopics } = await import("#lib/forum/topic-list.ts");
  const { listCategories, readCategory } = await import("#lib/forum/category-list.ts");
  const { readTopic, readOverlay, readPostsAfter, findPost } = await import("#lib/forum/queries.ts");
  const { db } = await import("#lib/core/transact.ts");
  const marks = await db().query<{ id: number; score: number; votes: number; lastPostAt: Date; createdAt: Date }>(`SELECT id, score, votes, last_post_at AS "lastPostAt", created_at AS "createdAt" FROM topic TABLESAMPLE SYSTEM (5) WHERE deleted_at IS NULL LIMIT 2000`);
  const rooms = (await db().query<{ slug: string }>("SELECT slug FROM category ORDER BY id")).map((row) => row.slug);
  const longest = await db().query<{ id: number; lastNumber: number }>(`SELECT id, last_number AS "lastNumber" FROM topic WHERE deleted_at IS NULL ORDER BY last_number DESC LIMIT 400`);
  const deep = (random: () => number, by: "at" | "score" | "opened" | "votes"): string => {
    const mark = oneOf(random, marks);
    return encodeCursor({ at: by === "score" || by === "votes" ? String(mark[by]) : (by === "at" ? mark.lastPostAt : mark.createdAt).toISOString(), id: mark.id });
  };
  const lists = (["latest", "top", "unanswered", "votes"] as const).flatMap((sort): Look[] => {
    const key = ({ latest: "at", top: "score", unanswered: "opened", votes: "votes" } as const)[sort];
    return [
      { what: `list ${sort}, first page`, look: (random) => listTopics(someone(random), { sort }) },
      { what: `list ${sort}, any depth`, look: (random) => listTopics(someone(random), { sort, after: deep(random, key) }) },
      { what: `list ${sort} of a category, any depth`, look: async (random) => {
        const [who, slug] = [someone(random), oneOf(random, rooms)];
        return refused(await readCategory(who, slug)) || listTopics(who, { sort, categorySlug: slug, after: deep(random, key) });
      } },
      { what: `list ${sort} of a tag, any depth`, look: (random) => listTopics(someone(random), { sort, tagSlug: `tag-${1 + Math.floor(random() * 400)}`, after: deep(random, key) }) },
      { what: `list ${sort} of a kind, any depth`, look: (random) => listTopics(someone(random), { sort, kind: oneOf(random, ["question", "idea", "discussion"] as const), after: deep(random, key) }) },
    ];
  });
  return [
    ...lists,
    { what: "categories", look: (random) => listCategories(someone(random)) },
    { what: "topic page", look: (random) => readTopic(someone(random), oneOf(random, marks).id, {}) },
    { what: "topic page, long topic, any depth", look: (random) => { const one = oneOf(random, longest); return readTopic(someone(random), one.id, { from: 1 + Math.floor(random() * one.lastNumber) }); } },
    { what: "posts after a number", look: (random) => { const one = oneOf(random, longest); return readPostsAfter(someone(random), one.id, Math.floor(random() * one.lastNumber)); } },
    { what: "topic overlay", look: (random) => { const one = oneOf(random, longest); return readOverlay(member(Math.floor(random() * 20_000)), one.id, 1 + Math.floor(random() * one.lastNumber)); } },
    { what: "a post by its id", look: (random) => findPost(someone(random), 1 + Math.floor(random() * 1_000_000)) },
    ...(await (await import("./large/rooms.ts")).roomLooks()),
  ];
}

/** One page's figure: its slowest statement at p95 over random parameters, and how many statements it asks at most. */
async function figureOf(client: pg.Client, { what, look, budget = 8, within = 3, whole = false }: Look, random: () => number): Promise<Figure> {
  const times: number[] = [];
  let most = 0;
  for (let run = 0; run < tries; run += 1) {
    const began = performance.now();
    const asked = await statementsOf(() => look(random));
    most = Math.max(most, asked.length);
    if (whole) {
      times.push(performance.now() - began);
      continue;
    }
    let slowest = 0;
    for (const one of asked.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text))) {
      const { ms, plan } = await explained(client, one);
      if (ms > within) slow.push({ what, ms, ...one, plan });
      slowest = Math.max(slowest, ms);
    }
    times.push(slowest);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const good = at(0.95) <= within && most <= budget;
  return { what, value: `p50 ${at(0.5).toFixed(2)} p95 ${at(0.95).toFixed(2)} max ${at(1).toFixed(2)} ms, ${most} statements`, wanted: `p95 ≤ ${within} ms, ≤ ${budget}`, good };
}

/** How long the database works on each page of the large community; parts of `what` choose some. Slow statements go to a file beside the database. */
export async function community(url: string, { random, only, file }: { random: () => number; only?: RegExp | undefined; file: string }): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const figures: Figure[] = [];
  try {
    for (const look of await looks()) if (!only || only.test(look.what)) figures.push(await figureOf(client, look, random));
  } finally {
    await client.end();
  }
  writeFileSync(file, JSON.stringify(slow.sort((a, b) => b.ms - a.ms).slice(0, 60), null, 1));
  return figures;
}
