import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "#server/start/build.ts";
import { migrate } from "#server/start/migrate.ts";
import { startPostgres } from "#server/start/postgres.ts";

const root = join(import.meta.dirname, "..");

/** What a bench runs on: a database of its own with a topic of twenty posts in a list of twenty, and people to act. */
export type World = { env: Record<string, string>; topicId: number; path: string; list: string; cookies: string[]; end: () => Promise<void> };

/** Makes that world. The database keeps its promises (fsync is on): a committed reply is one that survives. */
export async function makeWorld(pages: boolean): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "rapport-bench-"));
  chmodSync(folder, 0o755);
  const store = await startPostgres(folder, root);
  const env = { DATABASE_URL: store.url, SECRET: randomUUID() + randomUUID(), RAPPORT_LIMITS: "off", LOG_LEVEL: "error", PORT: "0", HOST: "127.0.0.1", NODE_ENV: "production", SITE_NAME: "Bench" };
  Object.assign(process.env, env);
  await migrate(store.url, root);
  if (pages) await build(root);
  const { person, category, topic, answer } = await import("#tests/world/people.ts");
  const author = await person({ name: "Bench Author" });
  const { slug } = await category("public", { slug: "bench", name: "Bench" });
  const text = "A paragraph of ordinary length, as people write it when they explain how something works and what they tried before. ".repeat(3);
  for (let at = 0; at < 20; at += 1) await topic(author, slug, { title: `How does one bench the ${at}th kettle?`, body: `${at}. ${text}` });
  const opened = await topic(author, slug, { title: "The topic that everybody reads", body: text });
  for (let at = 0; at < 19; at += 1) await answer(author, opened.id, `${at + 2}. ${text}`);
  const cookies = (await Promise.all(Array.from({ length: 50 }, () => person()))).map((one) => one.cookie);
  return {
    env, topicId: opened.id, path: `/en/t/${opened.id}/${opened.slug}`, list: "/en/c/bench", cookies,
    end: async () => {
      await (await import("#lib/core/db.ts")).disconnect();
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
