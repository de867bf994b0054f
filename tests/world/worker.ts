import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const adminUrl = inject("adminUrl");
const name = `test_${randomUUID().replaceAll("-", "")}`;
const client = new pg.Client({ connectionString: adminUrl });
await client.connect();
// Two files cloning at once would find the template in use; the lock makes them take turns.
await client.query("SELECT pg_advisory_lock(1)");
await client.query(`CREATE DATABASE ${name} TEMPLATE template_rapport`);
await client.end();
process.env.DATABASE_URL = adminUrl.replace(/postgres(?=$|\?)/, name);
process.env.SECRET = "a secret that only tests ever use, forty characters";
process.env.LOG_LEVEL = "silent";
const data = mkdtempSync(join(tmpdir(), "rapport-files-"));
process.env.RAPPORT_DATA = data;

afterAll(async () => {
  const { disconnect } = await import("#lib/core/db.ts");
  await disconnect();
  rmSync(data, { recursive: true, force: true });
});
