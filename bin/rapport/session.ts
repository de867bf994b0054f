import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#server/start/migrate.ts";
import { startPostgres } from "#server/start/postgres.ts";

const root = process.env.RAPPORT_ROOT ?? join(import.meta.dirname, "../..");

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  const up = await client.connect().then(() => true, () => false);
  await client.end().catch(() => {});
  return up;
}

async function databaseOf(): Promise<{ url: string; stop: () => Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const folder = process.env.RAPPORT_DATA ?? join(root, ".data");
  const kept = join(folder, "database.url");
  const url = existsSync(kept) ? readFileSync(kept, "utf8") : undefined;
  return url && (await answers(url)) ? { url, stop: async () => {} } : startPostgres(folder, root);
}

/** Runs `work` with the database: DATABASE_URL, else the running one of this folder, else the embedded one, stopped afterwards. */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const store = await databaseOf();
  process.env.DATABASE_URL = store.url;
  // Nothing here signs anything; the server's own secret stays where it is.
  process.env.SECRET ??= "unused-by-the-command-line-but-never-empty";
  process.env.LOG_LEVEL ??= "error";
  try {
    await migrate(store.url, root);
    return await work();
  } finally {
    await (await import("#lib/core/db.ts")).disconnect();
    await store.stop();
  }
}

/** Takes everything recorded so far into the signals, as the server does when one runs. */
export async function caughtUp(): Promise<void> {
  const { relayRelationship } = await import("#lib/relationship/effects.ts");
  while ((await relayRelationship()) > 0);
}

/** Says once whether Ctrl-C or SIGTERM asked to stop; work looks between its batches. A second one ends at once. */
export function stopAsked(): () => boolean {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      process.stderr.write("\nStopping after this batch …\n");
    });
  }
  return () => asked;
}

/** Shows how far work is, on a terminal or every tenth elsewhere; nothing with `--json`. */
export function progress(what: string, json: boolean): (done: number, all: number) => void {
  let shown = -1;
  return (done, all) => {
    const tenth = Math.floor((done / all) * (process.stderr.isTTY ? 100 : 10));
    if (json || tenth === shown) return;
    shown = tenth;
    process.stderr.write(process.stderr.isTTY ? `\r${what}: ${done} of ${all}${done >= all ? "\n" : ""}` : `${what}: ${done} of ${all}\n`);
  };
}

const wholeDay = /^\d{4}-\d\d-\d\d$/;

/** A day (its end) or an instant, as typed; now when nothing was. Throws a sentence. */
export function instant(text: string | undefined): Date {
  if (text === undefined) return new Date();
  // A day alone means all of it.
  const at = new Date(wholeDay.test(text) ? `${text}T23:59:59.999Z` : text);
  if (Number.isNaN(at.getTime())) throw new Error(`"${text}" is not a date: write 2026-01-31, or an instant of ISO 8601.`);
  return at;
}

/** Prints a report: JSON as it is, or lines of `name  value`. */
export function print(report: unknown, json: boolean): void {
  if (json) return void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const flat = (value: unknown, name: string): [string, string][] => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.every((one) => typeof one !== "object") ? [[name, value.join(", ")]] : value.flatMap((one, at) => flat(one, `${name} ${at + 1}`));
    return typeof value === "object" ? Object.entries(value).flatMap(([key, inner]) => flat(inner, name ? `${name} ${key}` : key)) : [[name, String(value)]];
  };
  const lines = flat(report, "");
  const width = Math.max(0, ...lines.map(([name]) => name.length));
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
}
