import { db, transact } from "#lib/core/transact.ts";
import { disk } from "#lib/storage/disk.ts";
import { clearStaging } from "#lib/storage/staging.ts";
import { keptFor } from "./guards.ts";
import { holdKey } from "./uploads.ts";

const day = 24 * 3600 * 1000;
const loose = `SELECT id FROM media WHERE loose_since < now() - interval '24 hours' AND id > $1
  AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = media.id) ORDER BY id LIMIT 500`;
const remove = `DELETE FROM media WHERE id = ANY($1::uuid[]) AND loose_since < now() - interval '24 hours' AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = media.id) RETURNING id`;
const first = "00000000-0000-0000-0000-000000000000";

async function removeLoose(): Promise<number> {
  let gone = 0;
  for (let after = first;;) {
    const ids = (await db().query<{ id: string }>(loose, [after])).map((row) => row.id);
    const last = ids.at(-1);
    if (!last) return gone;
    after = last;
    const kept = await keptFor(db(), ids);
    gone += (await db().query(remove, [ids.filter((id) => !kept.has(id))])).length;
  }
}

/** Removes a file that no row names. Whoever brings the same bytes again waits, and finds it gone or kept. */
async function removeUnnamed(key: string): Promise<boolean> {
  return transact(async (tx) => {
    await holdKey(tx, key);
    const [named] = await tx.query("SELECT 1 FROM media WHERE key = $1 OR small_key = $1 LIMIT 1", [key]);
    if (named || !(await disk.has(key))) return false;
    await disk.remove(key);
    return true;
  });
}

/** Which of these keys no row names. */
export async function unnamed(keys: string[]): Promise<string[]> {
  const rows = await db().query<{ key: string }>("SELECT key FROM unnest($1::text[]) AS q (key) WHERE NOT EXISTS (SELECT 1 FROM media m WHERE m.key = q.key) AND NOT EXISTS (SELECT 1 FROM media m WHERE m.small_key = q.key)", [keys]);
  return rows.map((row) => row.key);
}

/** Takes away what nothing has shown for a day, files without a row, and what was staged and forgotten. Row before file: a crash leaves a file for the next time. */
export async function sweepMedia(): Promise<{ rows: number; files: number }> {
  const rows = await removeLoose();
  let files = 0;
  let some: string[] = [];
  const look = async (): Promise<void> => {
    for (const key of await unnamed(some)) if (await removeUnnamed(key)) files += 1;
    some = [];
  };
  for await (const key of disk.list()) {
    some.push(key);
    if (some.length === 1000) await look();
  }
  await look();
  await clearStaging(day);
  return { rows, files };
}
