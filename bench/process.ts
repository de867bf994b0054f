import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A process of ours that said it is ready: `stop` lets it end in order, `kill` is kill -9 and resolves to the signal it died of. */
export type Started = {
  pid: number; port: number; alive: () => boolean; said: () => string;
  ask: (message: unknown) => Promise<Record<string, unknown>>; stop: () => Promise<void>; kill: () => Promise<string | null>;
};

function ended(child: ChildProcess): Promise<string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
}

/** Starts a file of this folder in its own Node and waits for its first message, which may carry a port. */
export async function startProcess(file: string, options: { args?: string[]; node?: string[]; env?: NodeJS.ProcessEnv } = {}): Promise<Started> {
  // V8's compiled code is kept between starts: a round of kills is mostly starting.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, "node_modules/.cache/bench"), ...options.env };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...(options.node ?? []), join(import.meta.dirname, file), ...(options.args ?? [])],
    { cwd: root, env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => { words = (words + chunk.toString()).slice(-8000); });
  const ready = await new Promise<{ port?: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as { port?: number }));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}: ${words.trim()}`)));
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0, port: ready.port ?? 0, alive, said: () => words,
    ask: (message) => new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error(`${file} ended: ${words.trim()}`));
      child.once("exit", gone);
      child.once("message", (answer) => {
        child.off("exit", gone);
        resolve(answer as Record<string, unknown>);
      });
      child.send(message as object);
    }),
    stop: async () => {
      if (alive()) child.send("stop");
      const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended(child);
      clearTimeout(late);
    },
    kill: () => {
      child.kill("SIGKILL");
      return ended(child);
    },
  };
}

/** The processor time a process has used so far, in seconds, or undefined where there is no /proc. */
export function cpuSeconds(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
