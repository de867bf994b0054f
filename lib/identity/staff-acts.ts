import type { Tx } from "#lib/core/transact.ts";

/** What someone of the house did: the act (`topic.closed`), to what, and what a reader of the log needs to know of it. Ids and short words, no texts of members. */
export type StaffAct = { act: string; subject: { type: string; id: number | string }; detail?: Record<string, unknown> };

/** Notes an act of staff for the moderation log, in the transaction of the act itself: there is no act without its note. Resolves to the note's id. */
export async function noteAct(tx: Tx, actor: { id: string }, done: StaffAct): Promise<number> {
  const [row] = await tx.query<{ id: number }>("INSERT INTO staff_act (actor_id, act, subject_type, subject_id, detail) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    [actor.id, done.act, done.subject.type, String(done.subject.id), JSON.stringify(done.detail ?? {})]);
  if (!row) throw new Error("an act of staff was not noted");
  return row.id;
}
