// Fifty people write while servers and databases die and lines are cut; what was acknowledged must be there, once, and everyone must have the same.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#server/start/migrate.ts";
import { startPostgres } from "#server/start/postgres.ts";
import { ChatClient } from "./chat-client.ts";
import { line } from "./line.ts";
import { startProcess } from "./process.ts";
import { mulberry32 } from "../prisma/seed/random.ts";

export type Faults = { seed: number; acknowledged: number; faults: Record<string, number>; connections: number; wrong: string[] };
const root = join(import.meta.dirname, "..");
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Row = { room: number; seq: number; id: number; clientId: string; source: string; facts: number };
const everything = `SELECT r.id AS room, m.seq, m.id, m.client_id AS "clientId", m.source, (SELECT count(*)::int FROM interaction i WHERE i.kind = 'chat.message' AND i.subject_id = m.id::text) AS facts
  FROM message m JOIN room r ON r.thread_id = m.thread_id ORDER BY 1, 2`;

function examine(rows: readonly Row[], clients: readonly { client: ChatClient; room: number }[]): string[] {
  const wrong: string[] = [];
  const rooms = Map.groupBy(rows, (row) => Number(row.room));
  const byClient = Map.groupBy(rows, (row) => row.clientId);
  for (const [room, list] of rooms) if (list.some((row, at) => row.seq !== at + 1)) wrong.push(`room ${room} has a hole in its numbers`);
  for (const row of rows) if (row.facts !== 1) wrong.push(`message ${row.id} has ${row.facts} interactions`);
  for (const { client, room } of clients) {
    const stored = rooms.get(room) ?? [];
    const had = [...client.list.values()].sort((one, other) => one.seq - other.seq).map((one) => `${one.seq}:${one.id}`).join();
    if (had !== stored.map((row) => `${row.seq}:${row.id}`).join()) wrong.push(`a client of room ${room} has ${client.list.size} of ${stored.length} messages, up to ${client.seq}`);
    let last = 0;
    for (const want of client.wanted) {
      const [row, ...twice] = byClient.get(want.clientId) ?? [];
      if (!row) wrong.push(`${want.clientId} ${want.acknowledged ? "was acknowledged and" : "was kept for sending and"} is not there`);
      else if (twice.length || row.source !== want.body || row.id !== want.acknowledged?.id) wrong.push(`${want.clientId} is there ${twice.length + 1} times, or is not what was acknowledged`);
      else if (row.seq <= last) wrong.push(`${want.clientId} stands before what its writer said earlier`);
      last = row?.seq ?? last;
    }
  }
  return wrong;
}

async function furnish(url: string, people: number): Promise<{ cookies: string[]; rooms: number[] }> {
  Object.assign(process.env, { DATABASE_URL: url });
  const { person } = await import("#tests/world/people.ts");
  const { aRoom } = await import("#tests/access/rooms.ts");
  const { db } = await import("#lib/core/transact.ts");
  const admin = await person({ role: "admin" });
  const rooms = [(await aRoom(admin, "members")).id, (await aRoom(admin, "members")).id];
  await db().query("DELETE FROM message");
  await db().query("UPDATE thread SET last_seq = 0");
  const cookies: string[] = [];
  for (let at = 0; at < people; at += 1) cookies.push((await person({ tier: 1 })).cookie);
  return { cookies, rooms };
}

async function write(client: ChatClient, { at, seed, going }: { at: number; seed: number; going: { over: boolean } }): Promise<void> {
  const random = mulberry32(seed + at + 1);
  for (let n = 0; !going.over; n += 1) {
    // Nobody goes on for minutes into a dead line.
    if (client.waiting < 8) client.say(`${at} says ${n}`);
    await pause(100 + random() * 300);
  }
}

/** Runs so many seconds of faults with so many people writing. Needs the process's own database connection to be unused: it names another database. */
export async function chatFaults({ seconds, people, seed }: { seconds: number; people: number; seed: number }): Promise<Faults> {
  const folder = mkdtempSync(join(tmpdir(), "rapport-faults-"));
  chmodSync(folder, 0o755);
  const store = await startPostgres(folder, root);
  const direct = store.url.replace(/\?.*$/, "");
  await migrate(store.url, root);
  const { cookies, rooms } = await furnish(store.url, people);
  const database = await line(Number(new URL(direct).port));
  const slowUrl = new URL(direct);
  slowUrl.port = String(database.port);
  const env = { ...process.env, DATABASE_URL: String(slowUrl), SECRET: process.env.SECRET ?? "a secret that only fault runs ever use, long enough", RAPPORT_LIMITS: "off", LOG_LEVEL: "silent" };
  let server = await startProcess("server.ts", { env });
  const net = await line(server.port);
  const clients = cookies.map((cookie, at) => ({ room: rooms[at % rooms.length] ?? 0, client: new ChatClient(net.port, cookie, rooms[at % rooms.length] ?? 0) }));
  const random = mulberry32(seed);
  const faults: Record<string, number> = { server: 0, database: 0, cut: 0, slow: 0 };
  const acts: Record<string, () => Promise<void>> = {
    server: async () => { await server.kill(); server = await startProcess("server.ts", { env }); net.lead(server.port); },
    database: async () => {
      const client = new pg.Client({ connectionString: direct });
      client.on("error", () => {});
      await client.connect();
      const { rows: [row] } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      // One of its processes killed, PostgreSQL ends all of them and recovers from what it had written down.
      if (row) process.kill(row.pid, "SIGKILL");
      await client.end().catch(() => {});
      await pause(500);
    },
    cut: async () => { net.cut(); },
    slow: async () => { database.slow(40 + Math.floor(random() * 120)); await pause(700); database.slow(0); },
  };
  const until = Date.now() + seconds * 1000;
  const going = { over: false };
  const writing = clients.map(({ client }, at) => write(client, { at, seed, going }));
  const names = Object.keys(acts);
  const acknowledged = (): number => clients.reduce((sum, { client }) => sum + client.wanted.length - client.waiting, 0);
  // A fault is one when people are writing: until they are again, the next one waits.
  const writingAgain = async (): Promise<void> => {
    const [from, patience] = [acknowledged(), Date.now() + 10_000];
    while (acknowledged() < from + people && Date.now() < patience) await pause(25);
  };
  // The run goes on until enough was said to prove something, on a slow machine too.
  const late = until + 60_000;
  const enough = (): boolean => acknowledged() > people * 6 || Date.now() > late;
  for (let n = 0; Date.now() < until || n < names.length || !enough(); n += 1) {
    await writingAgain();
    await pause(random() * 400);
    // Each at least once, then as it falls.
    const name = names[n < names.length ? n : Math.floor(random() * names.length)] ?? "cut";
    await acts[name]?.();
    faults[name] = (faults[name] ?? 0) + 1;
  }
  going.over = true;
  await Promise.all(writing);
  const patience = Date.now() + 40_000;
  while (clients.some(({ client }) => client.waiting > 0) && Date.now() < patience) await pause(100);
  // A moment for what is on its way; nobody is asked to look again: what the live side did not bring is missing.
  await pause(1500);
  const { db } = await import("#lib/core/transact.ts");
  const died = server.alive() ? [] : [`the server ended by itself: ${server.said().trim().slice(-1500)}`];
  const wrong = examine(await db().query<Row>(everything), clients);
  wrong.unshift(...died);
  for (const { client } of clients) client.end();
  await server.kill();
  await net.end();
  await database.end();
  await (await import("#lib/core/db.ts")).disconnect();
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
  return { seed, faults, wrong, acknowledged: acknowledged(), connections: clients.reduce((sum, { client }) => sum + client.connections, 0) };
}
