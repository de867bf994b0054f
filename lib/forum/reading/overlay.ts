import type { FollowLevel, TopicReading } from "./types.ts";

export type RawReading = { level: FollowLevel | null; readTo: number | null; ignored: string[] | null; bookmarked: number[] | null };

/** What the overlay of a topic says of reading, from what `readingJoins` joins. */
export const readingColumns = `own.level, rd.last_number AS "readTo", ig.ignored, bm.bookmarked`;

/** Joins it to a question `q` (topic_id, account_id, first): one look in an index each, for nobody none. */
export const readingJoins = (pageSize: number): string => `
  LEFT JOIN follow own ON own.account_id = q.account_id AND own.subject_type = 'topic' AND own.subject_id = q.topic_id::text
  LEFT JOIN topic_read rd ON rd.account_id = q.account_id AND rd.topic_id = q.topic_id
  CROSS JOIN LATERAL (SELECT array_agg(f.subject_id) AS ignored FROM follow f WHERE f.account_id = q.account_id AND f.subject_type = 'person' AND f.level = 'ignore') ig
  CROSS JOIN LATERAL (SELECT array_agg(p.id::float8) AS bookmarked FROM bookmark b JOIN post p ON p.id = b.post_id
    WHERE b.account_id = q.account_id AND b.topic_id = q.topic_id AND p.number >= q.first AND p.number < q.first + ${pageSize}) bm`;

/** A row of it, as the page takes it. */
export const readingOf = (row: RawReading): TopicReading => ({ level: row.level, readTo: row.readTo ?? 0, ignored: row.ignored ?? [], bookmarked: row.bookmarked ?? [] });
