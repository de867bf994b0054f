import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { mayDecide } from "./policy.ts";

/** What the desk hears live: an item was claimed, let go, decided or opened. */
export const tellDesk = (tx: Tx, data: Record<string, unknown>): Promise<void> => tell(tx, { room: "desk", event: "desk.changed", data });

/** Takes an item for ten minutes, so that nobody else works on it; again prolongs it. A claim that ran out can be taken over. */
export function claim(actor: Actor, itemId: number): Promise<{ until: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const [taken] = await tx.query<{ until: Date }>(
      `UPDATE queue_item SET claimed_by = $2, claimed_until = now() + interval '10 minutes' WHERE id = $1 AND state = 'open' AND (claimed_by IS NULL OR claimed_by = $2 OR claimed_until < now()) RETURNING claimed_until AS until`, [itemId, me.id]);
    if (!taken) {
      const [there] = await tx.query<{ state: string }>("SELECT state FROM queue_item WHERE id = $1", [itemId]);
      return there ? new Refusal("conflict", there.state === "open" ? "Someone else is looking at this." : "Someone else has decided this already.") : missing();
    }
    await tellDesk(tx, { itemId, claim: { by: { id: me.id, name: me.name, handle: me.handle }, until: taken.until.toISOString() } });
    return { until: taken.until.toISOString() };
  });
}

/** Lets an item go that one holds. */
export function release(actor: Actor, itemId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const gone = await tx.query("UPDATE queue_item SET claimed_by = NULL, claimed_until = NULL WHERE id = $1 AND claimed_by = $2 RETURNING id", [itemId, me.id]);
    if (gone.length) await tellDesk(tx, { itemId, claim: null });
    return true;
  });
}

/** Keeps a note about the person an item is about, for the desk alone. */
export function note(actor: Actor, itemId: number, text: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const kept = await tx.query("INSERT INTO queue_note (account_id, item_id, by_id, text) SELECT author_id, id, $2, $3 FROM queue_item WHERE id = $1 AND author_id IS NOT NULL RETURNING id", [itemId, me.id, text]);
    return kept.length ? true : missing();
  });
}
