import type { Member } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { requestFor } from "./access.ts";
import { end } from "./outcomes.ts";
import { tellRequest } from "./telling.ts";
import { quietDays } from "./types.ts";

const isQuiet = `state = 'open' AND waiting = 'member' AND last_at < now() - make_interval(days => ${quietDays}) AND (snoozed_until IS NULL OR snoozed_until < now())`;
const quiet = `SELECT id FROM request WHERE ${isQuiet} ORDER BY last_at LIMIT 200`;
const still = `SELECT id FROM request WHERE id = $1 AND ${isQuiet} FOR UPDATE`;
// Nobody in particular: a job acts for the house.
const house: Member = { kind: "member", id: "00000000-0000-0000-0000-000000000000", name: "", handle: "", role: "admin", tier: 0, confirmed: true, silenced: false, sessionId: "", locale: "en", newcomer: false };

/** The job: closes requests whose member has not answered for three weeks. Nothing is recorded of it, nobody is asked how it went, and it can be opened again. */
export async function closeQuiet(): Promise<void> {
  for (const { id } of await db().query<{ id: number }>(quiet)) {
    await transact(async (tx) => {
      const [row] = await tx.query(still, [id]);
      const request = row ? await requestFor(tx, house, id) : undefined;
      if (!request || refused(request)) return;
      await end(tx, request, { state: "lapsed", by: null, outcome: "" });
      await tellRequest(tx, request);
    });
  }
}
