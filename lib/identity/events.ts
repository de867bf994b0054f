import type { Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";

/** A member came by. `since` is when this session was last seen before, which tells one visit from the next. */
export const visited = (tx: Tx, actor: Member, since: Date) =>
  record(tx, { customerId: actor.id, kind: "visit", occurredAt: new Date(), subject: { type: "session", id: actor.sessionId }, source: "web", key: `visit:${actor.sessionId}:${since.getTime()}` });
