// Kills the server under write load, again and again; what it acknowledged must be there, once.
import { randomUUID } from "node:crypto";
import { type Market, type Sent, sendAgain, trader } from "./crash-referrals.ts";
import { startProcess } from "./process.ts";
import { type Connection, connect } from "./request.ts";

type Write = { clientId: string; topicId: number; body: string; acknowledged?: { id: number; number: number } };
/** Who writes, where, and the word of mouth that goes on beside it. */
export type Writers = { cookies: string[]; topicIds: number[]; market?: Market };
export type Round = { writes: Write[]; sent: Sent[]; killed: boolean; resent: number };

function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function send(connection: Connection, cookie: string, write: Write): Promise<void> {
  const answer = await connection.call({ method: "POST", path: `/api/topics/${write.topicId}/replies`, cookie, headers: { origin: `http://127.0.0.1:${connection.port}` }, body: { body: write.body, clientId: write.clientId } });
  if (answer.status !== 201) throw new Error(`a reply was answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
  write.acknowledged = JSON.parse(answer.body.toString()) as { id: number; number: number };
}

/** One writer: sends until the server dies, then gives back what it sent; the last one may or may not have been taken. */
async function writer(port: number, who: { cookie: string; topicIds: number[]; round: number; taken: () => void }, next: () => number): Promise<Write[]> {
  const connection = connect(port);
  const writes: Write[] = [];
  try {
    for (;;) {
      const clientId = randomUUID();
      const write: Write = { clientId, topicId: who.topicIds[Math.floor(next() * who.topicIds.length)] ?? 0, body: `Round ${who.round}, ${clientId}` };
      writes.push(write);
      await send(connection, who.cookie, write);
      who.taken();
    }
  } catch (error) {
    if ((error as Error).message.startsWith("a reply was answered")) throw error;
    return writes;
  } finally {
    connection.close();
  }
}

/** One round: a fresh server, writers on it, kill -9 after a random while, and on the next server each doubtful write again. */
export async function crashRound(writers: Writers, { round, seed, env }: { round: number; seed: number; env: NodeJS.ProcessEnv }): Promise<Round> {
  const next = random(seed + round);
  const server = await startProcess("server.ts", { env });
  // The while begins when writing is well under way, however long the machine takes for that.
  let underWay: () => void = () => {};
  const writing = new Promise<void>((resolve) => { underWay = resolve; });
  let left = 1 + Math.floor(next() * 2 * writers.cookies.length);
  const taken = (): void => { left -= 1; if (left === 0) underWay(); };
  const running = writers.cookies.map((cookie, at) => writer(server.port, { cookie, topicIds: writers.topicIds, round, taken }, random(seed + round * 100 + at)));
  const { market } = writers;
  const trading = market ? [0, 1].map((at) => trader(server.port, market, random(seed + round * 100 + 50 + at))) : [];
  await Promise.race([writing, Promise.all(running)]);
  await new Promise((resolve) => setTimeout(resolve, next() * 400));
  const signal = await server.kill();
  const writes = await Promise.all(running);
  const sent = await Promise.all(trading);
  // What was never answered is sent again, as a client would: taken or not the first time, it is there once.
  const after = await startProcess("server.ts", { env });
  let resent = 0;
  for (const [at, list] of writes.entries()) {
    const connection = connect(after.port);
    for (const write of list.filter((one) => !one.acknowledged)) {
      await send(connection, writers.cookies[at] ?? "", write);
      resent += 1;
    }
    connection.close();
  }
  if (market) for (const one of sent) await sendAgain(after.port, market, one);
  await after.kill();
  return { writes: writes.flat(), sent, killed: signal === "SIGKILL", resent };
}

type Reader = { query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> };

/** What of the rounds is not in the database exactly once with its body and its interaction; empty when nothing was lost. */
export async function lostOrTwice(db: Reader, rounds: readonly Round[]): Promise<string[]> {
  const writes = rounds.flatMap((round) => round.writes);
  const rows = await db.query<{ clientId: string; id: number; number: number; source: string; facts: number }>(
    `SELECT p.client_id AS "clientId", p.id, p.number, p.source, (SELECT count(*) FROM interaction i WHERE i.kind = 'post.created' AND i.subject_id = p.id::text) AS facts FROM post p WHERE p.client_id = ANY($1::uuid[])`, [writes.map((write) => write.clientId)]);
  const found = Map.groupBy(rows, (row) => row.clientId);
  const wrong = writes.flatMap((write) => {
    const [row, ...twice] = found.get(write.clientId) ?? [];
    if (!row) return [`${write.clientId} was acknowledged and is not there`];
    if (twice.length || row.facts !== 1) return [`${write.clientId} is there ${twice.length + 1} times with ${row.facts} interactions`];
    return row.source === write.body && row.id === write.acknowledged?.id && row.number === write.acknowledged.number ? [] : [`${write.clientId} is not what was acknowledged`];
  });
  const holes = await db.query<{ id: number }>("SELECT topic_id AS id FROM post GROUP BY 1 HAVING max(number) <> count(*)");
  return [...wrong, ...holes.map((row) => `topic ${row.id} has a hole in its numbers`), ...rounds.filter((round) => !round.killed).map((_, at) => `in round ${at} nothing was killed`)];
}
