import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { openTopic } from "#lib/forum/topics.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { category, door, person, type Somebody } from "#tests/world/people.ts";

beforeEach(() => resetLimits());

async function room(): Promise<string> {
  const { id, slug } = await category();
  await db().query("UPDATE category SET kinds = '{idea}' WHERE id = $1", [id]);
  return slug;
}
async function idea(by: Somebody, categorySlug: string, title = "A lid for the kettle"): Promise<number> {
  const made = await openTopic(by.actor, { categorySlug, title, body: "It would keep the heat.", kind: "idea", clientId: randomUUID() });
  if (refused(made) || !("slug" in made)) throw new Error("no idea was opened");
  return made.id;
}
const vote = (as: { cookie: string }, id: number, method = "PUT") => door(`/api/topics/${id}/vote`, { as, method });

describe("ideas", () => {
  it("are handed in once, and counted by one vote of each member, however often and at once it is sent", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => person()));
    const [author, ...others] = people as [Somebody, ...Somebody[]];
    const id = await idea(author, await room());
    await Promise.all(people.flatMap((one) => [vote(one, id), vote(one, id)]));
    await Promise.all(others.slice(0, 2).flatMap((one) => [vote(one, id, "DELETE"), vote(one, id, "DELETE")]));
    const view = await readTopic(visitor, id, {});
    expect(view).toMatchObject({ votes: 3, status: "open" });
    expect(await db().query("SELECT kind, count(*)::int AS times FROM interaction WHERE customer_id = $1 GROUP BY 1", [author.id])).toEqual([{ kind: "idea.submitted", times: 1 }]);
    expect(await db().query("SELECT t.id FROM topic t WHERE t.votes <> (SELECT count(*) FROM topic_vote v WHERE v.topic_id = t.id)")).toEqual([]);
  });

  it("are decided by staff with a reason that stays; author and voters hear of it once, who decided does not", async () => {
    const [author, voter, moderator] = [await person(), await person(), await person({ role: "moderator" })];
    const id = await idea(author, await room());
    for (const one of [voter, moderator]) await vote(one, id);
    const decide = (as: { cookie: string }, body: object) => door(`/api/topics/${id}/decision`, { as, body });
    expect([(await decide(author, { status: "done", reason: "" })).status, (await decide(moderator, { status: "declined", reason: " " })).status]).toEqual([403, 422]);
    for (const body of [{ status: "planned", reason: "" }, { status: "planned", reason: "" }, { status: "declined", reason: "The spout would drip." }]) expect((await decide(moderator, body)).status).toBe(200);
    expect(await readTopic(visitor, id, {})).toMatchObject({ status: "declined", decision: { reason: "The spout would drip." }, events: [{ kind: "decided", status: "planned" }, { kind: "decided", status: "declined" }] });
    const heard = await db().query("SELECT customer_id AS id, count(*)::int AS times FROM interaction WHERE kind = 'idea.decided' AND subject_id = $1 GROUP BY 1", [String(id)]);
    expect(new Map(heard.map((row) => Object.values(row as object) as [string, number]))).toEqual(new Map([[author.id, 2], [voter.id, 2]]));
    expect((await vote(author, id)).body).toMatchObject({ status: 409, detail: "This idea is decided: its votes are counted." });
  });

  it("are listed by votes, each once over all pages, and by what became of them", async () => {
    const one = await person({ role: "moderator" });
    const slug = await room();
    const ids: number[] = [];
    for (let at = 0; at < 23; at += 1) ids.push(await idea(one, slug, `Idea number ${at} of many`));
    await db().query("UPDATE topic SET votes = id % 4 WHERE id = ANY($1)", [ids]);
    const seen: { id: number; votes: number }[] = [];
    let after: string | undefined;
    do {
      const list = await listTopics(visitor, { sort: "votes", categorySlug: slug, after });
      seen.push(...list.topics.map(({ id, votes }) => ({ id, votes })));
      after = list.next ?? undefined;
    } while (after);
    expect([new Set(seen.map((row) => row.id)).size, seen.map((row) => row.votes)]).toEqual([23, seen.map((row) => row.votes).toSorted((a, b) => b - a)]);
    await door(`/api/topics/${ids[3]}/decision`, { as: one, body: { status: "planned", reason: "" } });
    expect((await listTopics(visitor, { sort: "votes", status: "planned", categorySlug: slug })).topics.map((row) => row.id)).toEqual([ids[3]]);
  });

  it("that are one join their votes, one of each person, and part with those each had", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => person()));
    const [first, second, third, moderator] = [...people.slice(0, 3), await person({ role: "moderator" })] as [Somebody, Somebody, Somebody, Somebody];
    const slug = await room();
    const [one, other] = [await idea(first, slug), await idea(second, slug, "Something to cover the kettle")];
    for (const [by, id] of [[first, one], [second, one], [second, other], [third, other]] as const) await vote(by, id);
    const votes = async (id: number): Promise<number> => (await db().query<{ votes: number }>("SELECT votes FROM topic WHERE id = $1", [id]))[0]?.votes ?? -1;
    expect((await door(`/api/topics/${one}/merge`, { as: moderator, method: "POST", body: { into: other } })).status).toBe(200);
    expect(await votes(other)).toBe(3);
    await vote(moderator, other);
    expect((await door(`/api/topics/${one}/merge`, { as: moderator, method: "DELETE" })).status).toBe(200);
    expect([await votes(one), await votes(other)]).toEqual([2, 3]);
    expect(await db().query("SELECT t.id FROM topic t WHERE t.votes <> (SELECT count(*) FROM topic_vote v WHERE v.topic_id = t.id) AND t.id = ANY($1)", [[one, other]])).toEqual([]);
  });
});
