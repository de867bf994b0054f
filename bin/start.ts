import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "#server/start/build.ts";
import { lockFolder } from "#server/start/lock.ts";
import { migrate } from "#server/start/migrate.ts";
import { type Database, startPostgres } from "#server/start/postgres.ts";
import { sentenceOf } from "#server/start/sentences.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dev = process.argv.includes("--dev");
const empty = process.argv.includes("--empty");
const folder = process.env.RAPPORT_DATA ?? join(root, ".data");

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const value = await work();
  process.stdout.write(`✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  return value;
}

function secret(): string {
  const file = join(folder, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** Refuses a taken port before anything is started for it. */
function portIsFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken; set PORT to another one.`) : error));
    probe.listen(Number.isInteger(port) ? port : 0, host, () => probe.close(() => resolve()));
  });
}

async function database(): Promise<Database> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const started = await step("Database", () => startPostgres(folder, root));
  // The command line and the tests find the running database here.
  writeFileSync(join(folder, "database.url"), started.url, { mode: 0o600 });
  return started;
}

async function start(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  await portIsFree(Number(process.env.PORT ?? 3000), process.env.HOST ?? "localhost");
  const store = await database();
  try {
    process.env.DATABASE_URL = store.url;
    process.env.SECRET ??= secret();
    Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV ?? (dev ? "development" : "production") });
    // Without a mail server, on this machine only, this is a trial: mail is shown at /dev/mail instead of being sent.
    if (!process.env.SMTP_URL && !process.env.PUBLIC_URL && loopback.test(process.env.HOST ?? "localhost")) process.env.DEMO ??= "on";
    if (!empty) process.env.SITE_NAME ??= "Alder & Finch";
    await step("Migrations", () => migrate(store.url, root));
    if (!dev) await step("Pages", () => build(root));
    if (!empty) await step("Demo world", async () => (await import("../prisma/seed/load.ts")).loadDemo());
    const { serve } = await import("#server/web.ts");
    const running = await step("Server", () => serve(root, dev));
    await greet(running.port, running.mailPort);
    await untilSignal();
    process.stdout.write("Stopping …\n");
    await running.close();
    await (await import("#lib/core/db.ts")).disconnect();
  } finally {
    await store.stop();
    unlock();
  }
}

async function greet(port: number, mailPort?: number): Promise<void> {
  const { demoSignIns } = await import("../prisma/seed/load.ts");
  const lines = ["", `Rapport is at http://localhost:${port}`];
  if (!empty) lines.push("", "Sign in as", ...demoSignIns.map((one) => `  ${one.who.padEnd(16)} ${one.email.padEnd(26)} ${one.password}`));
  if (process.env.DEMO === "on") lines.push("", `Mail is shown at http://localhost:${port}/dev/mail`);
  if (mailPort !== undefined) lines.push("", `Mail is taken in at ${process.env.SMTP_IN_HOST ?? "127.0.0.1"}:${mailPort}`);
  process.stdout.write(`${lines.join("\n")}\n\nCtrl-C stops it.\n`);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

start().then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${sentenceOf(error, folder)}\n`);
  process.exit(1);
});
