import { z } from "zod";
import { type Tx, transact } from "#lib/core/transact.ts";
import { listFollowers } from "#lib/forum/following.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { give } from "./notices.ts";
import { onceEach, type Spread, type Told, toldTo } from "./recipients.ts";

/** How many followers are told in one transaction. */
const pageSize = 300;

/** The most lines that one statement writes. */
const mostTold = 2000;

async function queueNext(tx: Tx, spread: Spread, followers: readonly string[]): Promise<void> {
  const last = followers.at(-1);
  if (followers.length === pageSize && last) await enqueue(tx, { name: "notices.spread", payload: { spread, after: last } });
}

/**
 * Tells the first page of those who follow what these stand in, and queues the next pages with it: all are told, each once, and
 * nobody waits. Who follows one thing is asked once, however much was said in it.
 */
export async function spreadFirst(tx: Tx, spreads: readonly Spread[]): Promise<void> {
  const followers = new Map<string, string[]>();
  let told: Told[] = [];
  for (const one of spreads) {
    const name = `${one.of.type} ${one.of.id}`;
    const found = followers.get(name) ?? (await listFollowers(tx, one.of, { limit: pageSize }));
    followers.set(name, found);
    told.push(...toldTo(found, one));
    if (told.length >= mostTold) {
      await give(tx, onceEach(told));
      told = [];
    }
    await queueNext(tx, one, found);
  }
  await give(tx, onceEach(told));
}

const payload = z.strictObject({
  spread: z.strictObject({
    event: z.string(), kind: z.enum(["followed", "topic"]), act: z.string(), of: z.strictObject({ type: z.enum(["topic", "category", "tag", "person"]), id: z.string() }),
    postId: z.number(), topicId: z.number(), number: z.number(), authorId: z.string(), at: z.string(),
  }),
  after: z.uuid(),
});

/** The job that goes on with a page of followers; what was told before is not told again. */
export async function spreadOn(given: unknown): Promise<void> {
  const { spread, after } = payload.parse(given);
  await transact(async (tx) => {
    const followers = await listFollowers(tx, spread.of, { after, limit: pageSize });
    await give(tx, toldTo(followers, spread));
    await queueNext(tx, spread, followers);
  });
}
