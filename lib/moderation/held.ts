import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { closeItem } from "#lib/screening/queue.ts";
import type { HeldView } from "#lib/screening/types.ts";

type Raw = Omit<HeldView, "at" | "decidedAt" | "path"> & { at: Date; decidedAt: Date | null; result: { path?: string } | null };
const list = `SELECT id, kind, title, text, reasons, state, answer, at, decided_at AS "decidedAt", version, result FROM held WHERE author_id = $1 ORDER BY id DESC LIMIT 50`;

/** What of mine waits for a moderator, and what became of the rest; the newest fifty. */
export async function listHeld(actor: Member): Promise<HeldView[]> {
  const rows = await db().query<Raw>(list, [actor.id]);
  // Of a reason its author reads the kind, never the word that a rule looks for.
  return rows.map(({ result, ...row }) => ({ ...row, reasons: row.reasons.map((reason) => reason.replace(/:.*/, "")), at: row.at.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null, path: row.state === "approved" ? (result?.path ?? null) : null }));
}

/** Changes the text of what waits. Refused when it was decided or changed since `version` was read. */
export async function changeHeld(actor: Member, id: number, change: { text: string; version: number }): Promise<{ version: number } | Refusal> {
  const [row] = await db().query<{ version: number }>(
    // Its text is one: what stood as pros and cons beside a review's is in it. A question has a line, in which only so much has room.
    `UPDATE held SET text = $3, version = version + 1, input = CASE WHEN kind = 'question' THEN jsonb_set(input, '{text}', to_jsonb($3::text)) WHEN input ? 'pros' THEN input || jsonb_build_object('body', $3::text, 'pros', '[]'::jsonb, 'cons', '[]'::jsonb) ELSE jsonb_set(input, '{body}', to_jsonb($3::text)) END
     WHERE (kind <> 'question' OR length($3) BETWEEN 8 AND 500) AND id = $1 AND author_id = $2 AND state = 'waiting' AND version = $4 RETURNING version`, [id, actor.id, change.text, change.version]);
  return row ?? missing();
}

/** Takes back what waits: no moderator has to look at it any more. */
export function withdrawHeld(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const gone = await tx.query("UPDATE held SET state = 'withdrawn', decided_at = now() WHERE id = $1 AND author_id = $2 AND state = 'waiting' RETURNING id", [id, actor.id]);
    if (gone.length === 0) return missing();
    await closeItem(tx, { type: "held", id: String(id) });
    await tell(tx, { room: "desk", event: "desk.changed", data: {} });
    return true;
  });
}
