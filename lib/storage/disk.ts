import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesFolder } from "./folder.ts";
import type { Storage } from "./types.ts";

const isKey = /^[0-9a-f]{64}$/;

function placeOf(key: string): string {
  if (!isKey.test(key)) throw new Error("a key is a hash");
  return join(filesFolder(), key.slice(0, 2), key);
}

// A rename is kept over a power cut only when the folder itself was written.
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function* keys(): AsyncGenerator<string> {
  const folders = await readdir(filesFolder()).catch(() => []);
  for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name))) yield* (await readdir(join(filesFolder(), folder))).filter((name) => isKey.test(name));
}

/** Files on the local disk, two hundred and fifty-six folders of them. */
export const disk: Storage = {
  async put(key, path) {
    const place = placeOf(key);
    await mkdir(dirname(place), { recursive: true });
    await rename(path, place);
    await settle(dirname(place));
  },
  async read(key, range) {
    const handle = await open(placeOf(key), "r").catch((error: NodeJS.ErrnoException) => { if (error.code === "ENOENT") return undefined; throw error; });
    return handle?.createReadStream({ ...range, autoClose: true });
  },
  has: (key) => stat(placeOf(key)).then(() => true, () => false),
  remove: (key) => rm(placeOf(key), { force: true }),
  list: keys,
};
