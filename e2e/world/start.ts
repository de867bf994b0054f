import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Starts the whole product as `npm start` does, with a data folder of its own on a free port, for all journeys. */
export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "rapport-e2e-"));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  // A journey that sends mail signs it as the server would.
  process.env.RAPPORT_E2E_SECRET ??= "the secret of the journeys, forty characters";
  const env = { ...process.env, RAPPORT_DATA: folder, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "error", SECRET: process.env.RAPPORT_E2E_SECRET, RAPPORT_LIMITS: "off", SMTP_IN_PORT: "0", MAIL_FROM: "hello@house.example", MAIL_AUTH_HOST: "mx.house.example" };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "bin/start.ts")], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const port = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /Rapport is at http:\/\/[^:]+:(\d+)[\s\S]*Ctrl-C/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", () => reject(new Error(`Rapport did not start: ${said.slice(-2000)}`)));
  });
  process.env.RAPPORT_E2E = `http://localhost:${port}`;
  process.env.RAPPORT_E2E_MAIL = /Mail is taken in at [^:]+:(\d+)/.exec(said)?.[1] ?? "";
  process.env.RAPPORT_E2E_DATABASE = readFileSync(join(folder, "database.url"), "utf8");
  return async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
