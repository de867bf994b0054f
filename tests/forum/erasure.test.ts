import { expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { erasePerson, mergePerson } from "#lib/forum/erasure.ts";
import { answer, category, door, person, topic } from "#tests/world/people.ts";

it("two accounts of one person become one author and one voter, and erasing one takes their votes and drafts alone", async () => {
  const [author, one, same] = [await person(), await person(), await person()];
  const { slug } = await category();
  const opened = await topic(author, slug);
  await db().query("UPDATE topic SET kind = 'idea', idea_status = 'open' WHERE id = $1", [opened.id]);
  const reply = await answer(one, opened.id);
  for (const who of [one, same]) {
    expect((await door(`/api/topics/${opened.id}/vote`, { as: who, method: "PUT" })).status).toBe(200);
    expect((await door(`/api/posts/${opened.postId}/reaction`, { as: who, method: "PUT" })).status).toBe(200);
    expect((await door("/api/me/drafts/topic:new", { as: who, method: "PUT", body: { body: "Kept.", version: 0 } })).status).toBe(200);
  }
  const now = async () => (await db().query("SELECT t.votes, t.score, p.score AS liked, (SELECT author_id FROM post WHERE id = $2) = $3 AS mine, (SELECT count(*)::int FROM draft WHERE account_id = ANY($4)) AS drafts FROM topic t JOIN post p ON p.topic_id = t.id AND p.number = 1 WHERE t.id = $1", [opened.id, reply.id, same.id, [one.id, same.id]]))[0];
  expect(await now()).toEqual({ votes: 2, score: 2, liked: 2, mine: false, drafts: 2 });
  await transact((tx) => mergePerson(tx, { from: one.id, into: same.id }));
  expect(await now()).toEqual({ votes: 1, score: 1, liked: 1, mine: true, drafts: 1 });
  await transact((tx) => erasePerson(tx, same.id));
  expect(await now()).toEqual({ votes: 0, score: 1, liked: 1, mine: true, drafts: 0 });
});
