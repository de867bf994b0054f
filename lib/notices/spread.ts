import { z } from "zod";
import { type Tx, transact } from "#lib/core/transact.ts";
import { listFollowers } from "#lib/forum/following.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { give } from "./notices.ts";
import { type Spread, toldTo } from "./recipients.ts";

/** How many followers are told in one transaction. */
const pageSize = 300;

/** Tells one page of those who follow, after the last one told, and queues the next page with it: all are told, each once, and nobody waits. */
export async function spreadPage(tx: Tx, spread: Spread, after?: string): Promise<void> {
  const followers = await listFollowers(tx, spread.of, { after, limit: pageSize });
  await give(tx, toldTo(followers, spread));
  const last = followers.at(-1);
  if (followers.length === pageSize && last) await enqueue(tx, { name: "notices.spread", payload: { spread, after: last } });
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
  await transact((tx) => spreadPage(tx, spread, after));
}
