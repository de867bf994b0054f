import type { Reader } from "#lib/core/transact.ts";

/** Who knows the segments: a room beside this one, which the server names. `page` gives ids after one, in their order. */
export type Segments = {
  names: () => Promise<{ id: string; name: string }[]>;
  page: (segmentId: string, after: string, limit: number) => Promise<string[]>;
  count: (segmentId: string) => Promise<number>;
};
let known: Segments = { names: async () => [], page: async () => [], count: async () => 0 };

/** Names who knows the segments. The server does it once. */
export function knowSegments(segments: Segments): void {
  known = segments;
}

/** The segments there are, by name. */
export const segmentNames = (): ReturnType<Segments["names"]> => known.names();
/** Some members of a segment as it is now, after an id. */
export const segmentPage = (segmentId: string, after: string, limit: number): Promise<string[]> => known.page(segmentId, after, limit);
/** How many a segment holds now. */
export const segmentCount = (segmentId: string): Promise<number> => known.count(segmentId);

/** Whether a saved segment is there to be written to. */
export const isSegment = async (reader: Reader, id: string): Promise<boolean> => (await reader.query("SELECT 1 FROM segment WHERE id = $1 AND archived_at IS NULL", [id])).length > 0;
