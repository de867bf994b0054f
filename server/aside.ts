import { Worker } from "node:worker_threads";

/**
 * Runs a job in a thread of its own, with its own connections: with a million customers a night computes for half a minute,
 * and whoever reads a page meanwhile must not wait for it. Rejects with what the job throws.
 */
export function runAside(name: string, payload: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./aside-thread.ts", import.meta.url), { workerData: { name, payload } });
    thread.once("error", reject);
    thread.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the thread of ${name} ended with ${code}`))));
  });
}
