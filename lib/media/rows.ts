import type { MediaKind, MediaView } from "./types.ts";

export type MediaRow = { id: string; ownerId: string; kind: MediaKind; name: string; type: string; bytes: number; key: string; smallKey: string | null; width: number | null; height: number | null };

/** The columns of a file, from `m`. */
export const mediaColumns = `m.id, m.owner_id AS "ownerId", m.kind, m.name, m.type, m.bytes, m.key, m.small_key AS "smallKey", m.width, m.height`;

/** A file as pages see it. */
export function viewOf(row: MediaRow): MediaView {
  const url = `/media/${row.id}/${encodeURIComponent(row.name)}`;
  return { id: row.id, kind: row.kind, name: row.name, url, small: row.smallKey ? `${url}?size=small` : null, bytes: row.bytes, width: row.width, height: row.height };
}
