import type { Member } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { ruledColumns } from "./access.ts";
import { maySee, type Ruled } from "./policy.ts";

/** What somebody has not read of a room: its name where it has one, what others said, the first first, and how much more there is. */
export type Unheard = { room: string; said: { name: string; source: string }[]; more: number };
type Row = Ruled & { room: string; said: Unheard["said"] | null; all: number };

const most = 8;
const find = `
  SELECT r.name AS room, ${ruledColumns("$1::uuid")}, s.said, coalesce(s.all, 0) AS all
  FROM message first JOIN room r ON r.thread_id = first.thread_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = $1::uuid
  CROSS JOIN LATERAL (SELECT json_agg(json_build_object('name', x.name, 'source', x.source) ORDER BY x.seq) FILTER (WHERE x.place <= ${most}) AS said, count(*)::int AS all
    FROM (SELECT x.seq, x.source, a.name, row_number() OVER (ORDER BY x.seq) AS place FROM message x JOIN account a ON a.id = x.author_id
      WHERE x.thread_id = r.thread_id AND x.seq >= first.seq AND x.seq > coalesce(m.read_seq, 0) AND x.author_id <> $1::uuid AND x.deleted_at IS NULL AND x.kind = 'text'
        AND NOT EXISTS (SELECT 1 FROM chat_block b WHERE b.account_id = $1::uuid AND b.blocked_id = x.author_id)
      ORDER BY x.seq LIMIT 100) x) s
  WHERE first.id = $2`;

/** What others said in a room since a message that somebody was told of, as they may read it at this moment; undefined where they may not, or have read it. One query. */
export async function unheardSince(reader: Reader, actor: Member, messageId: number): Promise<Unheard | undefined> {
  const [row] = await reader.query<Row>(find, [actor.id, messageId]);
  return row?.said && maySee(actor, row) ? { room: row.room, said: row.said, more: row.all - row.said.length } : undefined;
}
