import type { Beside } from "#components/privilege/requests/relation.tsx";
import { recentOrders } from "#lib/catalogue/purchases.ts";
import type { Actor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { listWritten } from "#lib/forum/person-posts.ts";
import { listPast, whoseRequest } from "#lib/privilege/requests/queries.ts";
import { toneOf } from "#lib/privilege/requests/tone.ts";
import { readNightOf } from "#lib/relationship/losses.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import { stageViewOf } from "#lib/relationship/stages/queries.ts";

/** A member's relationship as it stands beside their request: what no single room knows. Undefined where there is no request for the actor. Eight queries. */
export async function besideOf(actor: Actor, requestId: number): Promise<Beside | undefined> {
  const id = await whoseRequest(actor, requestId);
  if (refused(id)) return undefined;
  const [factor, night, stage, orders, past, written] = await Promise.all([readFactor(id), readNightOf(id), stageViewOf(id), recentOrders(id), listPast(id, requestId), listWritten(actor, { authorId: id, accepted: false })]);
  const tones = written.posts.map((one) => toneOf(one.excerpt));
  const posts = written.posts.slice(0, 3).map((one, at) => ({ id: one.id, excerpt: one.excerpt, at: one.at, topic: { title: one.topic.title }, path: `/t/${one.topic.id}/${one.topic.slug}`, tone: tones[at] ?? "plain" }));
  return {
    factor, stage: { stage: stage.stage, since: stage.since, loops: stage.loops }, alive: night?.alive ?? null, segment: night?.segment ?? null, orders, past, posts,
    tone: { posts: tones.length, warm: tones.filter((one) => one === "warm").length, tense: tones.filter((one) => one === "tense").length },
  };
}
