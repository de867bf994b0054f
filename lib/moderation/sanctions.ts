import { z } from "zod";
import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { personStale } from "#lib/identity/people.ts";
import { endSessions } from "#lib/identity/sessions.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import { sanctionGiven, untold } from "./events.ts";
import { suspensionLetter } from "./letters.ts";
import { mayDecide, mayJudge } from "./policy.ts";
import type { RulingKind } from "./types.ts";

/** A ruling to be made. `days` is the term of a silence or suspension; null has no end. */
export type Sanction = { accountId: string; kind: RulingKind; reason: string; message: string; days?: number | null; subject?: { type: string; id: string } | undefined };
/** What a ruling changed on the account, as it was before. */
export type Before = { rulingId: number; silencedUntil: string | null; suspendedAt: string | null; suspendedUntil: string | null };
type Judged = { id: string; role: string; email: string | null; name: string; locale: string; silencedUntil: Date | null; suspendedAt: Date | null; suspendedUntil: Date | null };

/** The person, locked, when this moderator may decide about them. */
export async function judged(tx: Tx, actor: Member, accountId: string): Promise<Judged | Refusal> {
  const [person] = await tx.query<Judged>(
    `SELECT id, role, email::text AS email, name, locale, silenced_until AS "silencedUntil", suspended_at AS "suspendedAt", suspended_until AS "suspendedUntil" FROM account WHERE id = $1 FOR UPDATE`, [accountId]);
  if (!person) return missing();
  const allowed = mayJudge(actor, person);
  return allowed === true ? person : allowed;
}

/** Makes a ruling in the caller's transaction: keeps it, does what it says, tells the person. Resolves to what it takes to undo it. */
export async function rule(tx: Tx, actor: Member, what: Sanction): Promise<Before | Refusal> {
  const person = await judged(tx, actor, what.accountId);
  if (refused(person)) return person;
  const days = what.kind === "silence" ? (what.days ?? 3) : (what.days ?? null);
  const [made] = await tx.query<{ id: number; until: Date | null }>(
    `INSERT INTO ruling (kind, account_id, subject_type, subject_id, reason, message, by_id, until) VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $1 IN ('silence', 'suspension') THEN now() + make_interval(days => $8) END) RETURNING id, until`,
    [what.kind, person.id, what.subject?.type ?? null, what.subject?.id ?? null, what.reason, what.message, actor.id, days]);
  if (!made) throw new Error("a ruling was not kept");
  if (what.kind === "silence") await tx.query("UPDATE account SET silenced_until = greatest(silenced_until, $2) WHERE id = $1", [person.id, made.until]);
  if (what.kind === "suspension") {
    await tx.query("UPDATE account SET suspended_at = now(), suspended_until = $2 WHERE id = $1", [person.id, made.until]);
    await endSessions(tx, person.id);
    await personStale(tx, person.id);
    // A suspension ends by the clock; what is kept of the page that says so is made anew then.
    if (made.until) await enqueue(tx, { name: "person.back", payload: { accountId: person.id } }, { runAt: made.until, key: `person.back:${made.id}` });
    if (person.email) await queueMail(tx, suspensionLetter({ ...person, email: person.email }, { message: what.message, until: made.until }));
  }
  await sanctionGiven(tx, { accountId: person.id, rulingId: made.id });
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  return { rulingId: made.id, silencedUntil: instant(person.silencedUntil), suspendedAt: instant(person.suspendedAt), suspendedUntil: instant(person.suspendedUntil) };
}

/** The job at the end of a suspension: what is kept of the person's page says that they are here again. */
export function backAgain(payload: unknown): Promise<void> {
  const { accountId } = z.object({ accountId: z.uuid() }).parse(payload);
  return transact((tx) => personStale(tx, accountId));
}

const others = `
  UPDATE account SET
    silenced_until = CASE WHEN $2 = 'silence' THEN (SELECT max(until) FROM ruling WHERE account_id = $1 AND kind = 'silence' AND ended_at IS NULL AND until > now()) ELSE silenced_until END,
    suspended_until = CASE WHEN $2 = 'suspension' THEN (SELECT CASE WHEN bool_or(until IS NULL) THEN NULL ELSE max(until) END FROM ruling WHERE account_id = $1 AND kind = 'suspension' AND ended_at IS NULL AND coalesce(until > now(), true)) ELSE suspended_until END,
    suspended_at = CASE WHEN $2 = 'suspension' THEN (SELECT max(at) FROM ruling WHERE account_id = $1 AND kind = 'suspension' AND ended_at IS NULL AND coalesce(until > now(), true)) ELSE suspended_at END
  WHERE id = $1`;

/** Ends a ruling; other rulings that still run keep holding. */
export async function endRuling(tx: Tx, actor: Member, rulingId: number): Promise<{ kind: RulingKind; accountId: string; subjectType: string | null; subjectId: string | null } | undefined> {
  const [row] = await tx.query<{ kind: RulingKind; accountId: string; subjectType: string | null; subjectId: string | null }>(
    `UPDATE ruling SET ended_at = now(), ended_by = $2 WHERE id = $1 AND ended_at IS NULL RETURNING kind, account_id AS "accountId", subject_type AS "subjectType", subject_id AS "subjectId"`, [rulingId, actor.id]);
  if (!row) return undefined;
  await tx.query(others, [row.accountId, row.kind]);
  if (row.kind === "suspension") await personStale(tx, row.accountId);
  await untold(tx, `ruling:${rulingId}`);
  return row;
}

/** Warns, silences or suspends someone, outside the queue. */
export function sanction(actor: Actor, what: Sanction): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const made = await rule(tx, me, what);
    if (refused(made)) return made;
    await noteAct(tx, me, { act: `person.${what.kind}`, subject: { type: "account", id: what.accountId }, detail: { reason: what.reason, days: what.days ?? null } });
    return { id: made.rulingId };
  });
}

/** Lifts a warning, silence or suspension before its end. */
export function lift(actor: Actor, rulingId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ accountId: string; kind: string }>(`SELECT account_id AS "accountId", kind FROM ruling WHERE id = $1`, [rulingId]);
    if (!row || row.kind === "removal") return missing();
    const person = await judged(tx, me, row.accountId);
    if (refused(person)) return person;
    if (!(await endRuling(tx, me, rulingId))) return true;
    await noteAct(tx, me, { act: `person.${row.kind}.lifted`, subject: { type: "account", id: row.accountId }, detail: { ruling: rulingId } });
    return true;
  });
}
