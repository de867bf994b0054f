import type { Tx } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { openItem } from "./queue.ts";
import type { QueueKind, SubjectType } from "./types.ts";

/** Someone, or a rule (`by` null), points at something as it stood in one version. */
export type Pointing = { subject: { type: SubjectType; id: string; version: number }; authorId: string; reason: string; note: string; by: string | null; weight?: number; queue?: QueueKind };

const insert = `
  WITH ruled AS (SELECT state FROM flag WHERE subject_type = $1 AND subject_id = $2 AND version = $3 AND reason = $4 AND state <> 'open' ORDER BY resolved_at DESC LIMIT 1)
  INSERT INTO flag (subject_type, subject_id, version, reason, note, by_id, author_id, weight, state, resolved_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, coalesce((SELECT state FROM ruled), 'open'), CASE WHEN EXISTS (SELECT 1 FROM ruled) THEN now() END
  ON CONFLICT DO NOTHING RETURNING id, state`;

/**
 * Keeps a report and puts its subject into the queue, once however many say it. What was ruled is not opened again: the same
 * reason for an unchanged version takes the answer that was given. Resolves to whether it is news.
 */
export async function raiseFlag(tx: Tx, what: Pointing): Promise<boolean> {
  const { subject, weight = 1 } = what;
  const [made] = await tx.query<{ id: number; state: string }>(insert, [subject.type, subject.id, subject.version, what.reason, what.note, what.by, what.authorId, weight]);
  if (made?.state !== "open") return false;
  await openItem(tx, { kind: what.queue ?? "report", subject, authorId: what.authorId, reasons: [what.reason], weight });
  await tell(tx, { room: "desk", event: "desk.changed", data: {} });
  return true;
}
