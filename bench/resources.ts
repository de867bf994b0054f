import { readdirSync, readFileSync } from "node:fs";
import { db } from "#lib/core/transact.ts";

/** What a piece of work used: the greatest memory of this process and of the database in bytes, and the processor time of each in seconds. */
export type Used = { own: number; database: number; ownSeconds: number; databaseSeconds: number };

const statOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
const seconds = (pid: number, fields: readonly number[]): number => { try { const stat = statOf(pid); return fields.reduce((sum, at) => sum + Number(stat[at] ?? 0), 0) / 100; } catch { return 0; } };
// What a process shares with others is counted by how many share it: the buffers of the database once.
function memoryOf(pid: number): number {
  try { return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0); } catch { return 0; }
}

async function server(): Promise<number | undefined> {
  const [row] = await db().query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  try { return Number(statOf(row?.pid ?? 0)[1]); } catch { return undefined; }
}

function processesOf(server: number): number[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => { try { return Number(statOf(pid)[1]) === server; } catch { return false; } });
}

/** Runs something and says what it used. Where there is no /proc the database's part is not known, and 0. */
export async function using<T>(work: () => Promise<T>): Promise<{ value: T; used: Used }> {
  const parent = await server();
  const used: Used = { own: 0, database: 0, ownSeconds: 0, databaseSeconds: 0 };
  // A worker that has ended is in its parent's sum.
  const spent = (): number => (parent === undefined ? 0 : seconds(parent, [11, 12, 13, 14]) + processesOf(parent).reduce((sum, pid) => sum + seconds(pid, [11, 12]), 0));
  const look = (): void => {
    used.own = Math.max(used.own, process.memoryUsage().rss);
    if (parent !== undefined) used.database = Math.max(used.database, [parent, ...processesOf(parent)].reduce((sum, pid) => sum + memoryOf(pid), 0));
  };
  const [before, own] = [spent(), process.cpuUsage()];
  const watch = setInterval(look, 2000);
  try {
    const value = await work();
    look();
    const { user, system } = process.cpuUsage(own);
    return { value, used: { ...used, ownSeconds: (user + system) / 1e6, databaseSeconds: spent() - before } };
  } finally {
    clearInterval(watch);
  }
}

/** The same in words. */
export const usedIn = ({ own, database, ownSeconds, databaseSeconds }: Used): string =>
  `${ownSeconds.toFixed(1)} s of processor here, ${databaseSeconds.toFixed(1)} s in the database; at most ${(own / 2 ** 30).toFixed(2)} GB here, ${(database / 2 ** 30).toFixed(2)} GB there`;
