// Fifty people write while servers, databases and Redis die and lines are cut; what was acknowledged must be there, once, and everyone must have the same.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#server/start/migrate.ts";
import { type Database, startPostgres } from "#server/start/postgres.ts";
import { ChatClient } from "./chat-client.ts";
import { type Line, line } from "./line.ts";
import { hasRedis, type Redis, redis } from "#tests/world/redis.ts";
import { type Started, startProcess } from "./process.ts";
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

async function rowsIn<Found extends pg.QueryResultRow>(url: string, sql: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<Found>(sql);
  await client.end().catch(() => {});
  return rows;
}
async function pidIn(url: string, sql: string): Promise<number> {
  const [row] = await rowsIn<{ pid: number }>(url, sql);
  if (!row) throw new Error("the database has no process");
  return row.pid;
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
  // From here on the database dies and moves: this process asks it by itself.
  await (await import("#lib/core/db.ts")).disconnect();
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

/** What the people are connected to, as it stands now: every part of it may die and come back elsewhere. */
type House = { folder: string; store: Database; server: Started; env: NodeJS.ProcessEnv; net: Line; database: Line; between: Redis | undefined };
const direct = ({ store }: House): string => store.url.replace(/\?.*$/, "");

async function build(people: number): Promise<{ house: House; cookies: string[]; rooms: number[] }> {
  // The people of a run sign in with the secret that its servers are given.
  process.env.SECRET ??= "a secret that only fault runs ever use, long enough";
  const folder = mkdtempSync(join(tmpdir(), "rapport-faults-"));
  chmodSync(folder, 0o755);
  const store = await startPostgres(folder, root);
  await migrate(store.url, root);
  const furnished = await furnish(store.url, people);
  const url = new URL(store.url.replace(/\?.*$/, ""));
  const database = await line(Number(url.port));
  url.port = String(database.port);
  const between = hasRedis() ? await redis() : undefined;
  const env = { ...process.env, DATABASE_URL: String(url), ...(between ? { REDIS_URL: between.url } : {}), RAPPORT_LIMITS: "off", LOG_LEVEL: "silent" };
  const server = await startProcess("server.ts", { env });
  return { house: { folder, store, server, env, net: await line(server.port), database, between }, ...furnished };
}

async function tearDown(house: House): Promise<void> {
  await house.server.kill();
  await house.net.end();
  await house.database.end();
  await house.store.stop();
  await house.between?.stop();
  rmSync(house.folder, { recursive: true, force: true });
}

/** What can happen to it. */
function actsOn(house: House, random: () => number): Record<string, () => Promise<void>> {
  const { database, net, between } = house;
  return {
    server: async () => { await house.server.kill(); house.server = await startProcess("server.ts", { env: house.env }); net.lead(house.server.port); },
    // One of its processes killed, PostgreSQL ends all of them and recovers from what it had written down.
    database: async () => {
      process.kill(await pidIn(direct(house), "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"), "SIGKILL");
      await pause(500);
    },
    // The one that watches over all the others killed, nobody recovers anything until it is started again.
    postmaster: async () => {
      process.kill(await pidIn(direct(house), "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid"), "SIGKILL");
      await pause(200);
      house.store = await startPostgres(house.folder, root);
      database.lead(Number(new URL(direct(house)).port));
    },
    ...(between ? { redis: async () => { await between.kill(); await pause(300); await between.start(); } } : {}),
    cut: async () => { net.cut(); },
    slow: async () => { database.slow(40 + Math.floor(random() * 120)); await pause(700); database.slow(0); },
  };
}

/** Runs so many seconds of faults with so many people writing. Needs the process's own database connection to be unused: it names another database. */
export async function chatFaults({ seconds, people, seed }: { seconds: number; people: number; seed: number }): Promise<Faults> {
  const { house, cookies, rooms } = await build(people);
  const clients = cookies.map((cookie, at) => ({ room: rooms[at % rooms.length] ?? 0, client: new ChatClient(house.net.port, cookie, rooms[at % rooms.length] ?? 0) }));
  const random = mulberry32(seed);
  const faults: Record<string, number> = {};
  const acts = actsOn(house, random);
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
  const died = house.server.alive() ? [] : [`the server ended by itself: ${house.server.said().trim().slice(-1500)}`];
  const wrong = examine(await rowsIn<Row>(direct(house), everything), clients);
  wrong.unshift(...died);
  for (const { client } of clients) client.end();
  await tearDown(house);
  return { seed, faults, wrong, acknowledged: acknowledged(), connections: clients.reduce((sum, { client }) => sum + client.connections, 0) };
}
