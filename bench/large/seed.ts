import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#server/start/migrate.ts";
import { type Database, startPostgres } from "#server/start/postgres.ts";
import type { Figure } from "../report.ts";
import { copyIn } from "./copy.ts";
import { furnish } from "./furnish.ts";
import { accountId, categories, type Size, talk } from "./talk.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".data/bench");
const stamp = join(folder, "large.json");
const size: Size = { topics: 50_000, posts: 1_000_000, accounts: 20_000 };
// Change it when what is seeded changes: a database of another edition is made anew.
const edition = 4;
const postColumns = "(id, topic_id, number, author_id, source, html, score, created_at, deleted_at)";
const topicColumns = "(id, category_id, author_id, title, slug, kind, accepted_post_id, post_count, last_number, score, last_author_id, created_at, last_post_at, deleted_at)";

// For filling only: what is half written after a crash is made anew anyway.
const filling = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB", "autovacuum=off", "maintenance_work_mem=512MB"];

const accounts = `
  INSERT INTO account (id, email, name, handle, role, tier, locale, confirmed_at, created_at)
  SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'person' || n || '@bench.invalid', 'Person ' || n, 'person.' || n,
    CASE WHEN n % 900 = 7 THEN 'moderator' ELSE 'customer' END, CASE WHEN n % 40 = 3 THEN 2 WHEN n % 9 = 2 THEN 1 ELSE 0 END, CASE WHEN n % 5 = 0 THEN 'fr' ELSE 'en' END, now(), now() - interval '5 years' + n * interval '2 hours'
  FROM generate_series(0, $1::int - 1) n`;
const after = [
  "SELECT setval(pg_get_serial_sequence('topic', 'id'), (SELECT max(id) FROM topic)), setval(pg_get_serial_sequence('post', 'id'), (SELECT max(id) FROM post)), setval(pg_get_serial_sequence('category', 'id'), (SELECT max(id) FROM category))",
  "UPDATE topic SET post_count = post_count - gone FROM (SELECT topic_id, count(*)::int AS gone FROM post WHERE deleted_at IS NOT NULL GROUP BY 1) g WHERE topic.id = topic_id",
  `UPDATE category SET topic_count = s.topics, post_count = s.posts, last_post_at = s.at FROM (SELECT category_id, count(*)::int AS topics, sum(post_count)::int AS posts, max(last_post_at) AS at FROM topic WHERE deleted_at IS NULL GROUP BY 1) s WHERE category.id = s.category_id`,
];

/** Runs `work`, says what it is and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const value = await work();
  process.stderr.write(`✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  return value;
}

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // No trigger and no foreign key is asked while rows stream in; what they would have made is made at the end.
    await client.query("SET session_replication_role = replica");
    await client.query("SET maintenance_work_mem = '512MB'");
    await step("accounts and categories", async () => {
      await client.query(accounts, [size.accounts]);
      for (const one of categories) await client.query("INSERT INTO category (id, slug, name, audience, locale, position) VALUES ($1, $2, $3, $4, $5, $6)", [one.id, `room-${one.id}`, `Room ${one.id}`, one.audience, one.locale, one.id]);
    });
    const said = talk(size);
    await step(`${size.topics} topics`, () => copyIn(client, `topic ${topicColumns}`, said.topics()));
    await step(`${size.posts} posts`, () => copyIn(client, `post ${postColumns}`, said.posts()));
    await step("reactions", () => client.query(`INSERT INTO reaction (post_id, topic_id, account_id)
      SELECT p.id, p.topic_id, ('01900000-0000-7000-8000-' || lpad(to_hex((random() * ${size.accounts - 1})::int), 12, '0'))::uuid FROM post p, generate_series(1, 2) WHERE p.id % 5 < 2 ON CONFLICT DO NOTHING`));
    await step("counts", async () => { for (const sql of after) await client.query(sql); });
  } finally {
    await client.end();
  }
}

async function tidy(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET maintenance_work_mem = '512MB'");
  await step("what can be found", () => client.query("CALL search_rebuild()"));
  await step("vacuum and statistics", () => client.query("VACUUM (ANALYZE)"));
  await step("what other rooms keep", () => furnish(client, size));
  await client.end();
}

const whole = (): boolean => existsSync(stamp) && readFileSync(stamp, "utf8") === JSON.stringify({ ...size, edition });

/** Where the large community is kept; undefined until `seed large` made it. What migrated since then is migrated, and furnished, first. */
export async function openLarge(settings: string[] = []): Promise<Database | undefined> {
  if (!whole()) return undefined;
  const store = await startPostgres(folder, root, settings);
  await migrate(store.url, root);
  const client = new pg.Client({ connectionString: store.url });
  await client.connect();
  await furnish(client, size);
  await client.end();
  return store;
}

/** Makes the large community in a database of its own and keeps it: 50,000 topics, 1,000,000 posts. One that is there already stays. */
export async function seedLarge(): Promise<Figure[]> {
  if (whole()) return [{ what: "the large community", value: "is there already; remove .data/bench to have it made anew" }];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const began = Date.now();
  const store = await startPostgres(folder, root, filling);
  try {
    await step("migrations", () => migrate(store.url, root));
    await fill(store.url);
    await tidy(store.url);
  } finally {
    await store.stop();
  }
  writeFileSync(stamp, JSON.stringify({ ...size, edition }));
  const seconds = Math.round((Date.now() - began) / 1000);
  return [{ what: `seed large: ${size.topics} topics, ${size.posts} posts`, value: `${seconds} s`, wanted: "≤ 300 s", good: seconds <= 300 }];
}

/** Somebody of the large community, by number. */
export const somebody = (number: number): string => accountId(number % size.accounts);
