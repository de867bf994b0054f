import { expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { mergePerson as mergeCalls } from "#lib/forum/erasure.ts";
import { readMentioned } from "#lib/forum/mentions.ts";
import { mergePerson as mergeVotes } from "#lib/forum/polls/erasure.ts";
import { vote } from "#lib/forum/polls/votes.ts";
import { category, person, topic } from "#tests/world/people.ts";

it("two accounts that are one person were called once and vote once, and the counts stay right", async () => {
  const [author, from, into] = [await person({ role: "moderator" }), await person(), await person()];
  const opened = await topic(author, (await category()).slug, { body: `@${from.actor.handle} @${into.actor.handle}\n\n::: poll multiple\n- a\n- b\n:::` });
  const [poll] = await db().query<{ id: number }>("SELECT id FROM poll WHERE post_id = $1", [opened.postId]);
  const id = poll?.id ?? 0;
  await vote(from.actor, id, [1, 2]);
  await vote(into.actor, id, [2]);
  await transact(async (tx) => { await mergeVotes(tx, { from: from.id, into: into.id }); await mergeCalls(tx, { from: from.id, into: into.id }); });
  expect(await readMentioned(opened.postId)).toEqual([into.id]);
  const rows = await db().query<{ voters: number; votes: number[] }>("SELECT p.voters, array_agg(o.votes ORDER BY o.place) AS votes FROM poll p JOIN poll_option o ON o.poll_id = p.id WHERE p.id = $1 GROUP BY p.id", [id]);
  expect(rows).toEqual([{ voters: 1, votes: [0, 1] }]);
});
