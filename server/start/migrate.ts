import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

const ledger = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations that are missing, each in one transaction, into the same table the Prisma CLI keeps. An advisory
 * lock lets only one process do it. Throws when a landed migration was edited. Resolves to the names applied.
 */
export async function migrate(url: string, root: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query("SELECT pg_advisory_lock(7240931)");
    await client.query(ledger);
    const done = new Map((await client.query("SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL")).rows.map((row: { migration_name: string; checksum: string }) => [row.migration_name, row.checksum]));
    const folder = join(root, "prisma/migrations");
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name, "migration.sql");
      if (!existsSync(file)) continue;
      const sql = readFileSync(file, "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      const before = done.get(name);
      if (before && before !== checksum) throw new Error(`The migration ${name} was edited after it was applied.`);
      if (before) continue;
      await client.query("BEGIN");
      await client.query(sql);
      await client.query("INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)", [randomUUID(), checksum, name]);
      await client.query("COMMIT");
      applied.push(name);
    }
    // The queue of jobs keeps its own tables, in a schema of its own.
    await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
    await client.query("SELECT ensure_interaction_partition(current_date), ensure_interaction_partition((current_date + interval '1 month')::date)");
  } finally {
    await client.end();
  }
  return applied;
}
