import type { Tx } from "#lib/core/transact.ts";
import type { QueueKind } from "./types.ts";

/** What a moderator should look at. `notFor` is who decided before, when it is an appeal. */
export type Opening = { kind: QueueKind; subject: { type: string; id: string }; authorId: string; reasons: string[]; weight?: number; notFor?: string };

// A report of people outranks what rules found; what is open already gains weight and keeps its place.
const open = `
  INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, weight, flags, not_for) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
  ON CONFLICT (subject_type, subject_id) WHERE state = 'open' DO UPDATE SET
    kind = CASE WHEN excluded.kind = 'report' THEN 'report' ELSE queue_item.kind END, weight = queue_item.weight + excluded.weight, flags = queue_item.flags + 1,
    reasons = ARRAY(SELECT DISTINCT unnest(queue_item.reasons || excluded.reasons) LIMIT 12)
  RETURNING id`;

/** Puts something into the queue, or adds to the item that is open for it. */
export async function openItem(tx: Tx, what: Opening): Promise<number> {
  const [row] = await tx.query<{ id: number }>(open, [what.kind, what.subject.type, what.subject.id, what.authorId, what.reasons, what.weight ?? 1, what.notFor ?? null]);
  return row?.id ?? 0;
}

/** Takes what is open for a subject out of the queue without a decision: its author took it away themselves. */
export async function closeItem(tx: Tx, subject: { type: string; id: string }): Promise<void> {
  await tx.query("UPDATE queue_item SET state = 'decided', decision = 'gone', decided_at = now() WHERE subject_type = $1 AND subject_id = $2 AND state = 'open'", [subject.type, subject.id]);
}
