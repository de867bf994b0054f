import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { guardOf } from "./guards.ts";
import { mediaColumns, type MediaRow } from "./rows.ts";

type Use = { mediaId: string; subjectType: string; subjectId: string };
const found = `SELECT ${mediaColumns} FROM media m WHERE m.id = ANY($1::uuid[])`;
// A file shown in a thousand places is seen by whoever sees one of the latest.
const uses = `SELECT u.media_id AS "mediaId", u.subject_type AS "subjectType", u.subject_id AS "subjectId" FROM unnest($1::uuid[]) AS q (id)
  CROSS JOIN LATERAL (SELECT * FROM media_use WHERE media_id = q.id ORDER BY subject_type, subject_id DESC LIMIT 50) u`;

/** The files among these that the actor may see. Fetching and authorising are one step. */
export async function mediaFor(reader: Reader, actor: Actor, ids: string[]): Promise<MediaRow[]> {
  if (ids.length === 0) return [];
  const rows = await reader.query<MediaRow>(found, [ids]);
  const shown = rows.length ? await reader.query<Use>(uses, [rows.map((row) => row.id)]) : [];
  const open = new Set<string>();
  for (const type of new Set(shown.map((use) => use.subjectType))) {
    const asked = shown.filter((use) => use.subjectType === type);
    const seen = new Set(await guardOf(type)(reader, actor, [...new Set(asked.map((use) => use.subjectId))]));
    for (const use of asked) if (seen.has(use.subjectId)) open.add(use.mediaId);
  }
  const attached = new Set(shown.map((use) => use.mediaId));
  return rows.filter((row) => open.has(row.id) || (!attached.has(row.id) && actor.kind === "member" && actor.id === row.ownerId));
}
