import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { lockFolder } from "#server/start/lock.ts";
import { migrate } from "#server/start/migrate.ts";
import { startPostgres } from "#server/start/postgres.ts";
import { sentenceOf } from "#server/start/sentences.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-start-"));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

it("a database that was killed in the middle of things starts again with what was committed", async () => {
  const first = await startPostgres(folder, process.cwd());
  expect(await migrate(first.url, process.cwd())).not.toEqual([]);
  expect(await migrate(first.url, process.cwd())).toEqual([]);
  await ask(first.url, "INSERT INTO category (slug, name) VALUES ('kept', 'Kept')");
  // A table made and filled in one transaction is in no log: its rows must be on the disk once it is committed.
  await ask(first.url, "CREATE TABLE made_whole AS SELECT generate_series(1, 200000) AS n");
  const pid = Number(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  const second = await startPostgres(folder, process.cwd());
  expect(await ask(second.url, "SELECT name FROM category")).toEqual([{ name: "Kept" }]);
  expect(await ask(second.url, "SELECT count(*)::int AS rows, sum(n)::float8 AS sum FROM made_whole")).toEqual([{ rows: 200_000, sum: 20_000_100_000 }]);
  // One that a killed start left running is taken over.
  const third = await startPostgres(folder, process.cwd());
  expect(third.url).toBe(second.url);
  await third.stop();
  writeFileSync(join(folder, "postgres/PG_VERSION"), "15\n");
  await expect(startPostgres(folder, process.cwd())).rejects.toThrow(/belongs to PostgreSQL 15, this is \d+/);
}, 60_000);

it("a migration that was edited after it was applied is refused", async () => {
  writeFileSync(join(folder, "postgres/PG_VERSION"), "18\n");
  const server = await startPostgres(folder, process.cwd());
  await ask(server.url, "UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name LIKE '%foundation'");
  await expect(migrate(server.url, process.cwd())).rejects.toThrow(/was edited/);
  await server.stop();
}, 60_000);

it("a folder's lock is given back, and taken over from a process that is gone", () => {
  const unlock = lockFolder(folder);
  unlock();
  writeFileSync(join(folder, "start.pid"), "999999999");
  lockFolder(folder)();
});

it("what commonly goes wrong is said in one sentence", () => {
  const said = (code: string, message = code): string => sentenceOf(Object.assign(new Error(message), { code }), "/data");
  expect([said("ENOSPC"), said("", "The database could not be created: No space left on device"), said("EACCES"), said("ECONNREFUSED")]).toEqual([
    "The disk is full: free some space and start again.", "The disk is full: free some space and start again.", "The folder /data cannot be written: change its owner or set RAPPORT_DATA.", "The database at DATABASE_URL does not answer."]);
});
