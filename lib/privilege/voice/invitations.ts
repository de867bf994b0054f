import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { tell } from "#lib/realtime/tell.ts";
import { formAnswered, outcomeTold } from "../events.ts";
import { mayHandle } from "../requests/policy.ts";
import { maySpeak } from "./policy.ts";
import { invitationColumns, type RawInvitation } from "./rows.ts";
import type { InvitationInput, OutcomeInput } from "./schema.ts";

const found = `SELECT ${invitationColumns} FROM invitation i LEFT JOIN invitation_place m ON m.invitation_id = i.id AND m.account_id = $2 WHERE i.id = $1`;
const over = (): Refusal => new Refusal("conflict", "This is over.");
const changed = (tx: Tx, accountId: string): Promise<void> => tell(tx, { room: `me:${accountId}`, event: "voice.changed", data: {} });

/** The invitation, held until the transaction ends: who comes to one comes one after the other. Who may not see it is told that there is none. */
async function invitationFor(tx: Tx, me: Member, id: number): Promise<RawInvitation | Refusal> {
  // Read after it is held: what was joined to it while it was waited for would be as it was before.
  await tx.query("SELECT 1 FROM invitation WHERE id = $1 FOR UPDATE", [id]);
  const [row] = await tx.query<RawInvitation>(found, [id, me.id]);
  return row && (me.tier >= row.minTier || row.joinedAt) ? row : missing();
}

/** Takes a place, when there is one left. Taken twice it is one. */
export function takePlace(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = maySpeak(actor);
    if (refused(me)) return me;
    const row = await invitationFor(tx, me, id);
    if (refused(row)) return row;
    if (row.joinedAt) return true;
    if (row.outcome || new Date() >= row.closesAt) return over();
    const [taken] = await tx.query("UPDATE invitation SET taken = taken + 1 WHERE id = $1 AND taken < places RETURNING 1", [id]);
    if (!taken) return new Refusal("conflict", "Every place is taken.");
    await tx.query("INSERT INTO invitation_place (invitation_id, account_id) VALUES ($1, $2)", [id, me.id]);
    await changed(tx, me.id);
    return true;
  });
}

/** Gives a place back to others, as long as nothing came of it yet. What was answered goes with it. */
export function leavePlace(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = maySpeak(actor);
    if (refused(me)) return me;
    const row = await invitationFor(tx, me, id);
    if (refused(row)) return row;
    if (row.outcome) return over();
    if ((await tx.query("DELETE FROM invitation_place WHERE invitation_id = $1 AND account_id = $2 RETURNING 1", [id, me.id])).length > 0) await tx.query("UPDATE invitation SET taken = taken - 1 WHERE id = $1", [id]);
    await changed(tx, me.id);
    return true;
  });
}

/** Answers the form of an invitation, in the order of its questions; as often as one likes, until something came of it. */
export function answerForm(actor: Actor, id: number, answers: string[]): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = maySpeak(actor);
    if (refused(me)) return me;
    const row = await invitationFor(tx, me, id);
    if (refused(row)) return row;
    if (!row.joinedAt) return new Refusal("conflict", "Take a place first.");
    if (row.outcome) return over();
    const given = row.questions.map((_, at) => answers[at] ?? "");
    if (answers.length > row.questions.length || given.some((one, at) => row.questions[at]?.kind === "scale" && !/^[1-5]?$/.test(one))) return new Refusal("invalid", "Choose one to five.", { field: "answers" });
    if (given.every((one) => one === "")) return new Refusal("invalid", "Say something to at least one of them.", { field: "answers" });
    await tx.query("UPDATE invitation_place SET answers = $3, answered_at = now() WHERE invitation_id = $1 AND account_id = $2", [id, me.id, JSON.stringify(given)]);
    await formAnswered(tx, { accountId: me.id, subject: { type: "invitation", id } });
    return true;
  });
}

const insert = `INSERT INTO invitation (kind, words, questions, min_tier, places, closes_at, client_id, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (client_id) DO NOTHING RETURNING id, version`;
// A form that somebody answered keeps its questions.
const write = `UPDATE invitation SET words = $2, questions = CASE WHEN EXISTS (SELECT 1 FROM invitation_place m WHERE m.invitation_id = $1 AND m.answers IS NOT NULL) THEN questions ELSE $3::jsonb END, min_tier = $4, places = greatest(taken, $5::int), closes_at = $6, version = version + 1
  WHERE id = $1 AND version = $7 AND outcome IS NULL RETURNING id, version`;

/** Invites members to something, or changes it when an id is given; there are never fewer places than were taken. Refused when it was changed since `version` was read. */
export function saveInvitation(actor: Actor, id: number | null, input: InvitationInput): Promise<{ id: number; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const same = [JSON.stringify(input.words), JSON.stringify(input.questions), input.minTier, input.places, input.closesAt];
    const [row] = await tx.query<{ id: number; version: number }>(id === null ? insert : write, id === null ? [input.kind, ...same, input.clientId, me.id] : [id, ...same, input.version]);
    if (!row) {
      const [there] = await tx.query<{ id: number; version: number }>("SELECT id, version FROM invitation WHERE CASE WHEN $1::bigint IS NULL THEN client_id = $2 ELSE id = $1 END", [id, input.clientId]);
      if (!there) return missing();
      return id === null ? there : new Refusal("conflict", "This was changed meanwhile. Look at it again.");
    }
    await noteAct(tx, me, { act: "invitation.saved", subject: { type: "invitation", id: row.id }, detail: { version: row.version } });
    return row;
  });
}

/** Says what came of an invitation, once: it is over then, and everybody who had a place hears of it. */
export function reportOutcome(actor: Actor, id: number, outcome: OutcomeInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ outcome: unknown }>("SELECT outcome FROM invitation WHERE id = $1 FOR UPDATE", [id]);
    if (!row) return missing();
    if (row.outcome) return new Refusal("conflict", "What came of it was said already.");
    await tx.query("UPDATE invitation SET outcome = $2, outcome_at = now(), outcome_by = $3, version = version + 1 WHERE id = $1", [id, JSON.stringify(outcome), me.id]);
    const people = await tx.query<{ id: string }>("SELECT account_id AS id FROM invitation_place WHERE invitation_id = $1 ORDER BY account_id", [id]);
    for (const { id: accountId } of people) await outcomeTold(tx, { accountId, subject: { type: "invitation", id } });
    await noteAct(tx, me, { act: "invitation.answered", subject: { type: "invitation", id } });
    return true;
  });
}
