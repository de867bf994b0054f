import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A number that was given to another program meanwhile is not us.
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("bin/start.ts");
  } catch {
    return false;
  }
}

/**
 * Takes a data folder for this process, so that a second start from the same folder is refused instead of sharing a
 * database that the first one will stop. A lock left by a killed start is taken over. Returns what gives it back.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "start.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder && holder !== process.pid && alive(holder)) throw new Error(`Rapport already runs from this folder (process ${holder}); stop it first, or set RAPPORT_DATA to another folder.`);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}
