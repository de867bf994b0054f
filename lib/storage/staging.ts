import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder } from "./folder.ts";
import type { Staged } from "./types.ts";

const staging = (): string => join(filesFolder(), "staging");

/** Writes what arrives to a file of its own and onto the disk. Undefined, with nothing left behind, when it is more than `most` bytes. Throws, also with nothing left, when it breaks off. */
export async function stage(arriving: AsyncIterable<Uint8Array>, most: number): Promise<Staged | undefined> {
  await mkdir(staging(), { recursive: true });
  const path = join(staging(), randomUUID());
  const file = await open(path, "wx", 0o600);
  const sum = createHash("sha256");
  let bytes = 0;
  let whole = false;
  try {
    for await (const chunk of arriving) {
      bytes += chunk.length;
      if (bytes > most) return undefined;
      sum.update(chunk);
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    }
    await file.sync();
    whole = true;
  } finally {
    await file.close();
    if (!whole) await rm(path, { force: true });
  }
  return { path, bytes, key: sum.digest("hex") };
}

/** Throws a staged file away; one that was put somewhere is gone from here already. */
export async function drop(staged: Staged): Promise<void> {
  await rm(staged.path, { force: true });
}

/** Throws away what was staged before `age` milliseconds and forgotten, as when the process was killed. Resolves to how many. */
export async function clearStaging(age: number): Promise<number> {
  let cleared = 0;
  for (const name of await readdir(staging()).catch(() => [])) {
    const path = join(staging(), name);
    const found = await stat(path).catch(() => undefined);
    if (!found || Date.now() - found.mtimeMs < age) continue;
    await rm(path, { force: true });
    cleared += 1;
  }
  return cleared;
}
