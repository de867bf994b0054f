import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";

/** Whether this machine has a Redis. */
export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;

export type Redis = { url: string; kill: () => Promise<void>; start: () => Promise<void>; stop: () => Promise<void> };

/** A Redis of this test's own, on this machine alone. It keeps nothing: what it forgets must not be missed. */
export async function redis(): Promise<Redis> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
  const begin = async () => {
    const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => { if (chunk.toString().includes("Ready to accept")) resolve(); });
      child.once("exit", () => reject(new Error("Redis did not start")));
    });
    return child;
  };
  let child = await begin();
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  };
  return { url: `redis://127.0.0.1:${port}`, kill: () => end("SIGKILL"), start: async () => { child = await begin(); }, stop: () => end("SIGTERM") };
}
