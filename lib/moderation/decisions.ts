import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { unlearnSpam } from "#lib/screening/spam.ts";
import { act } from "./acts.ts";
import { holdAgain } from "./appeals.ts";
import { bringBack, reopen, restoreProfile } from "./clean-up.ts";
import { tellDesk } from "./claims.ts";
import type { Deciding, Done } from "./deciding.ts";
import { untold } from "./events.ts";
import { answerFlags } from "./flags.ts";
import { mayDecide, mayJudge } from "./policy.ts";
import { removeSubject, restoreSubject, takeAway } from "./removing.ts";
import { endRuling } from "./sanctions.ts";
import { allowedFor } from "./suggest.ts";
import type { DecisionName } from "./types.ts";

export type Decision = { decision: DecisionName; message: string; reason?: string | undefined; days?: number | null | undefined };

/** A refusal in the middle of a decision: everything it did is rolled back. */
class Stopped extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
const orRefusal = (error: unknown): Refusal => { if (error instanceof Stopped) return error.refusal; throw error; };

type Item = { id: number; kind: string; subjectType: string; subjectId: string; authorId: string; reasons: string[]; role: string };
// The condition is what two moderators race for: one row is decided once, and not by who was appealed against while somebody else is there.
const take = `
  UPDATE queue_item i SET state = 'decided', decision = $3, decided_at = now(), decided_by = $2 FROM account a
  WHERE i.id = $1 AND i.state = 'open' AND a.id = i.author_id AND (i.claimed_by IS NULL OR i.claimed_by = $2 OR i.claimed_until < now())
    AND (i.not_for IS DISTINCT FROM $2 OR NOT EXISTS (SELECT 1 FROM account o WHERE o.role IN ('moderator', 'admin') AND o.suspended_at IS NULL AND o.id <> $2 AND o.id <> i.author_id))
  RETURNING i.id, i.kind, i.subject_type AS "subjectType", i.subject_id AS "subjectId", i.author_id AS "authorId", i.reasons, a.role`;

async function whyNot(tx: Tx, id: number, me: Member): Promise<Refusal> {
  const [row] = await tx.query<{ state: string; mine: boolean }>("SELECT state, not_for = $2 AS mine FROM queue_item WHERE id = $1", [id, me.id]);
  if (!row) return missing();
  if (row.state !== "open") return new Refusal("conflict", "Someone else has decided this already.");
  return new Refusal("conflict", row.mine ? "Somebody else hears this appeal: you decided before." : "Someone else is looking at this.");
}

async function decideIn(tx: Tx, me: Member, { itemId, said }: { itemId: number; said: Decision }): Promise<{ id: number }> {
  const [item] = await tx.query<Item>(take, [itemId, me.id, said.decision]);
  if (!item) throw new Stopped(await whyNot(tx, itemId, me));
  const judge = mayJudge(me, { id: item.authorId, role: item.role });
  if (judge !== true) throw new Stopped(judge);
  if (!allowedFor(item.kind, item.subjectType).includes(said.decision)) throw new Stopped(new Refusal("conflict", "This cannot be decided so."));
  const what: Deciding = { itemId, kind: item.kind, subject: { type: item.subjectType, id: item.subjectId }, authorId: item.authorId, reasons: item.reasons, decision: said.decision, message: said.message, reason: said.reason ?? item.reasons[0] ?? "other", days: said.days ?? null };
  const answered = await answerFlags(tx, me, { subject: what.subject, upheld: said.decision !== "approve" && said.decision !== "dismiss" });
  const done = await act(tx, me, what);
  if (refused(done)) throw new Stopped(done);
  const undo: Done = { ...done, flags: answered.flags, told: [...(done.told ?? []), ...answered.told] };
  const [kept] = await tx.query<{ id: number }>("INSERT INTO decision (item_id, account_id, act, by_id, undo) VALUES ($1, $2, $3, $4, $5::jsonb) RETURNING id", [itemId, item.authorId, said.decision, me.id, JSON.stringify(undo)]);
  await noteAct(tx, me, { act: `item.${said.decision}`, subject: what.subject, detail: { item: itemId, kind: item.kind, reason: what.reason, person: item.authorId } });
  await tellDesk(tx, { itemId, decided: true });
  return { id: kept?.id ?? 0 };
}

/** Decides an item: once, by one moderator. What it does, what it tells and its record are one transaction. */
export async function decide(actor: Actor, itemId: number, said: Decision): Promise<{ id: number } | Refusal> {
  const me = mayDecide(actor);
  return refused(me) ? me : transact((tx) => decideIn(tx, me, { itemId, said })).catch(orRefusal);
}

async function undoHeld(tx: Tx, me: Member, done: Done): Promise<void> {
  if (!done.held) return;
  await tx.query("UPDATE held SET state = 'waiting', decided_at = NULL, decided_by = NULL, answer = '' WHERE id = $1", [done.held.id]);
  const { made } = done;
  if (!made || made.type === "edit") return;
  const gone = await takeAway(tx, me, made);
  if (gone !== true) throw new Stopped(gone);
}

async function undoIn(tx: Tx, me: Member, decisionId: number): Promise<true> {
  const [row] = await tx.query<{ itemId: number; accountId: string; undo: Done; act: string }>(
    `UPDATE decision SET undone_at = now(), undone_by = $2 WHERE id = $1 AND undone_at IS NULL AND by_id = $2 RETURNING item_id AS "itemId", account_id AS "accountId", undo, act`, [decisionId, me.id]);
  if (!row) throw new Stopped(missing());
  const { undo } = row;
  await undoHeld(tx, me, undo);
  const steps = [
    async () => (undo.cleaned ? bringBack(tx, me, undo.cleaned) : true as const),
    async () => (undo.shown ? restoreSubject(tx, me, { ...undo.shown, waited: true }) : true as const),
    async () => (undo.removed ? restoreSubject(tx, me, undo.removed) : true as const),
    async () => (undo.appeal?.restored ? removeSubject(tx, me, undo.appeal.restored) : true as const),
  ];
  for (const step of steps) {
    const back = await step();
    if (refused(back)) throw new Stopped(back);
  }
  for (const before of undo.rulings) await endRuling(tx, me, before.rulingId);
  if (undo.profile) await restoreProfile(tx, row.accountId, undo.profile);
  if (undo.lesson) await unlearnSpam(tx, [undo.lesson]);
  if (undo.appeal) await tx.query("UPDATE appeal SET state = 'open', answer = '', decided_at = NULL, decided_by = NULL WHERE id = $1", [undo.appeal.id]);
  if (undo.appeal?.ruling) await holdAgain(tx, row.accountId, undo.appeal.ruling);
  await tx.query("UPDATE flag SET state = 'open', resolved_at = NULL, resolved_by = NULL WHERE id = ANY($1::bigint[])", [undo.flags ?? []]);
  for (const key of undo.told ?? []) await untold(tx, key);
  await reopen(tx, [row.itemId]);
  await noteAct(tx, me, { act: "item.undone", subject: { type: "item", id: row.itemId }, detail: { decision: decisionId, was: row.act } });
  await tellDesk(tx, { itemId: row.itemId, decided: false });
  return true;
}

/** Takes one's own decision back: everything is as it was, and the item is open again. */
export async function undo(actor: Actor, decisionId: number): Promise<true | Refusal> {
  const me = mayDecide(actor);
  return refused(me) ? me : transact((tx) => undoIn(tx, me, decisionId)).catch(orRefusal);
}
