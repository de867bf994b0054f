import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { idOf, ruledColumns } from "./access.ts";
import { mayKeep, mayModerate, maySee, type Ruled } from "./policy.ts";

const seen = `SELECT x.id::text AS id, x.deleted_at IS NOT NULL AS removed, EXISTS (SELECT 1 FROM flag f WHERE f.subject_type = 'message' AND f.subject_id = x.id::text) AS reported, ${ruledColumns("$2::uuid")}
  FROM message x JOIN room r ON r.thread_id = x.thread_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = $2::uuid WHERE x.id = ANY($1::bigint[])`;

/** Which of these messages an actor may see, for the files they show. Of one that was taken away only who keeps order sees them; of a conversation moderators what was reported. */
export async function messagesSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  const rows = await reader.query<Ruled & { id: string; removed: boolean; reported: boolean }>(seen, [ids, idOf(actor)]);
  return rows.filter((row) => (row.reported && mayModerate(actor)) || (maySee(actor, row) && (!row.removed || mayKeep(actor, row)))).map((row) => row.id);
}
