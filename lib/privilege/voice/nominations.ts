import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { outcomeTold } from "../events.ts";
import { mayHandle } from "../requests/policy.ts";
import { maySpeak } from "./policy.ts";
import type { DecideInput, NominateInput } from "./schema.ts";
import { nominationsAYear } from "./types.ts";

/** Nominates somebody for the space, once for each person. Whether they are in it already is not told: that would tell their tier. */
export function nominate(actor: Actor, input: NominateInput): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const me = maySpeak(actor);
    if (refused(me)) return me;
    // One after the other, so that the year's number holds.
    await tx.query("SELECT 1 FROM account WHERE id = $1 FOR UPDATE", [me.id]);
    const [there] = await tx.query<{ id: number }>("SELECT id FROM nomination WHERE customer_id = $1 AND client_id = $2", [me.id, input.clientId]);
    if (there) return there;
    const [nominee] = await tx.query<{ id: string }>("SELECT id FROM account WHERE handle = $1 AND role = 'customer' AND (suspended_at IS NULL OR suspended_until <= now())", [input.handle.replace(/^@/, "")]);
    if (!nominee || nominee.id === me.id) return new Refusal("invalid", nominee ? "You are here already. Nominate somebody else." : "Nobody is called that.", { field: "handle" });
    const [known] = await tx.query<{ twice: boolean; year: number }>("SELECT bool_or(nominee_id = $2) AS twice, count(*) FILTER (WHERE at > now() - interval '1 year')::int AS year FROM nomination WHERE customer_id = $1", [me.id, nominee.id]);
    if (known?.twice) return new Refusal("conflict", "You have nominated them already.", { field: "handle" });
    if ((known?.year ?? 0) >= nominationsAYear) return new Refusal("conflict", "You have nominated as many people as one can in a year.");
    const [row] = await tx.query<{ id: number }>("INSERT INTO nomination (customer_id, nominee_id, words, client_id) VALUES ($1, $2, $3, $4) RETURNING id", [me.id, nominee.id, input.words, input.clientId]);
    return row ?? missing();
  });
}

/** Says yes or no to a nomination, with words; once, and whoever nominated hears of it. A tier is granted by a person, in the studio. */
export function decideNomination(actor: Actor, id: number, { accepted, answer }: DecideInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ by: string }>("UPDATE nomination SET state = $2, answer = $3, decided_by = $4, decided_at = now() WHERE id = $1 AND state = 'waiting' RETURNING customer_id AS by", [id, accepted ? "accepted" : "declined", answer, me.id]);
    if (!row) return (await tx.query("SELECT 1 FROM nomination WHERE id = $1", [id])).length > 0 ? new Refusal("conflict", "This was answered already.") : missing();
    await outcomeTold(tx, { accountId: row.by, subject: { type: "nomination", id } });
    await noteAct(tx, me, { act: "nomination.decided", subject: { type: "nomination", id }, detail: { accepted } });
    return true;
  });
}
