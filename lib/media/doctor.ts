import { db } from "#lib/core/transact.ts";
import { disk } from "#lib/storage/disk.ts";
import { unnamed } from "./sweep.ts";

type Check = { check: string; ok: boolean; detail: string };
const said = (check: string, count: number): Check => ({ check, ok: count === 0, detail: count === 0 ? "none" : `${count} found` });

/** Examines that every row of an uploaded file has its file, and every file a row. Changes nothing. */
export async function examineFiles(): Promise<Check[]> {
  let without = 0;
  for (let after = "";;) {
    const rows = await db().query<{ key: string }>("SELECT DISTINCT key FROM (SELECT key FROM media UNION ALL SELECT small_key FROM media WHERE small_key IS NOT NULL) k WHERE key > $1 ORDER BY key LIMIT 1000", [after]);
    for (const { key } of rows) if (!(await disk.has(key))) without += 1;
    const last = rows.at(-1);
    if (!last) break;
    after = last.key;
  }
  let stray = 0;
  let some: string[] = [];
  for await (const key of disk.list()) {
    some.push(key);
    if (some.length < 1000) continue;
    stray += (await unnamed(some)).length;
    some = [];
  }
  stray += (await unnamed(some)).length;
  return [said("attachments without their file", without), said("files without an attachment (the hourly sweep takes them away)", stray)];
}
