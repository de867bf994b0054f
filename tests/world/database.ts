import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#server/start/migrate.ts";
import { startPostgres } from "#server/start/postgres.ts";

declare module "vitest" {
  interface ProvidedContext { adminUrl: string }
}

/** One server for the run; `template_rapport` is migrated once and cloned by each test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "rapport-test-"));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder, process.cwd(), ["fsync=off", "synchronous_commit=off"]);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("CREATE DATABASE template_rapport");
  await client.end();
  await migrate(server.url.replace(/postgres(?=$|\?)/, "template_rapport"), process.cwd());
  project.provide("adminUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
