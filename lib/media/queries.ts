import { type Actor, visitor } from "#lib/core/actor.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { mediaFor } from "./access.ts";
import { mediaColumns, type MediaRow, viewOf } from "./rows.ts";
import type { MediaView } from "./types.ts";

const address = /\/media\/([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\//g;

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ids of the files a text names by their address, each once, at most 100. */
export function mediaNamed(text: string): string[] {
  return [...new Set([...text.matchAll(address)].map((match) => match[1] ?? ""))].slice(0, 100);
}

/** The files among these that the actor may see, by id. */
export async function readMedia(reader: Reader, actor: Actor, ids: string[]): Promise<Map<string, MediaView>> {
  return new Map((await mediaFor(reader, actor, ids)).map((row) => [row.id, viewOf(row)]));
}

/** Files by id for a page that may show them whoever reads it: pictures of public pages that were fetched by us. */
export async function readFetched(reader: Reader, ids: string[]): Promise<Map<string, MediaView>> {
  if (ids.length === 0) return new Map();
  return new Map((await reader.query<MediaRow>(`SELECT ${mediaColumns} FROM media m WHERE m.id = ANY($1::uuid[])`, [ids])).map((row) => [row.id, viewOf(row)]));
}

/** A file to hand out, when the actor may see it, and whether everybody may. */
export async function readFile(actor: Actor, id: string): Promise<{ file: MediaRow; everybody: boolean } | undefined> {
  if (!isId.test(id)) return undefined;
  const [open] = await mediaFor(db(), visitor, [id]);
  if (open) return { file: open, everybody: true };
  const [own] = actor.kind === "member" ? await mediaFor(db(), actor, [id]) : [];
  return own && { file: own, everybody: false };
}
