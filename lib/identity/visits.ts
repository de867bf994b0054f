import type { Member } from "#lib/core/actor.ts";
import { transact } from "#lib/core/transact.ts";
import { visited } from "./events.ts";

// One statement says when this session was last seen and that it is seen now, at most once a minute.
const touch = `
  WITH before AS (SELECT id, seen_at, seen_at = created_at AS first, seen_at < now() - interval '30 minutes' AS idle FROM session WHERE id = $1 FOR UPDATE),
    touched AS (UPDATE session SET seen_at = clock_timestamp() FROM before WHERE session.id = before.id AND (before.first OR before.seen_at < now() - interval '1 minute') RETURNING session.id)
  SELECT before.seen_at AS "seenAt", before.first OR before.idle AS begins FROM before JOIN touched ON touched.id = before.id`;

/**
 * Notes that a member is here. A visit begins with a session's first page and with the first one after 30 minutes without
 * any (model, section 1): each is one interaction, however many tabs ask at once.
 */
export function noteVisit(actor: Member): Promise<void> {
  return transact(async (tx) => {
    const [seen] = await tx.query<{ seenAt: Date; begins: boolean }>(touch, [actor.sessionId]);
    if (seen?.begins) await visited(tx, actor, seen.seenAt);
  });
}
