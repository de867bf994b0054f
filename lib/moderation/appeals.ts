import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { personStale } from "#lib/identity/people.ts";
import { tell } from "#lib/realtime/tell.ts";
import { openItem } from "#lib/screening/queue.ts";
import type { Deciding, Done } from "./deciding.ts";
import { sanctionGiven } from "./events.ts";
import { restoreSubject } from "./removing.ts";
import { type Before, endRuling } from "./sanctions.ts";

/** Appeals against a ruling about oneself: once, in words, to somebody else than who decided when there is somebody else. */
export function appeal(accountId: string, input: { rulingId: number; text: string }): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const [ruling] = await tx.query<{ id: number; by: string; ended: boolean }>("SELECT id, by_id AS by, ended_at IS NOT NULL AS ended FROM ruling WHERE id = $1 AND account_id = $2", [input.rulingId, accountId]);
    if (!ruling) return missing();
    if (ruling.ended) return new Refusal("conflict", "This has been taken back already.");
    const [made] = await tx.query<{ id: number }>("INSERT INTO appeal (ruling_id, account_id, text) VALUES ($1, $2, $3) ON CONFLICT (ruling_id) DO NOTHING RETURNING id", [ruling.id, accountId, input.text]);
    if (!made) return new Refusal("conflict", "You have appealed against this. One appeal is heard for each decision.");
    await openItem(tx, { kind: "appeal", subject: { type: "appeal", id: String(made.id) }, authorId: accountId, reasons: [], notFor: ruling.by });
    await tell(tx, { room: "desk", event: "desk.changed", data: {} });
    return made;
  });
}

type Ruled = { rulingId: number; kind: string; subjectType: string | null; subjectId: string | null; silencedUntil: Date | null; suspendedAt: Date | null; suspendedUntil: Date | null };

/** Grants an appeal (what was ruled is taken back) or refuses it; either way the person is told, with the answer. */
export async function decideAppeal(tx: Tx, actor: Member, what: Deciding): Promise<Done | Refusal> {
  if (what.decision !== "approve" && what.decision !== "dismiss") return new Refusal("conflict", "An appeal is granted or refused.");
  const granted = what.decision === "approve";
  const [row] = await tx.query<Ruled>(
    `UPDATE appeal p SET state = $2, answer = $3, decided_at = now(), decided_by = $4 FROM ruling r JOIN account a ON a.id = r.account_id WHERE p.id = $1 AND p.state = 'open' AND r.id = p.ruling_id
     RETURNING r.id AS "rulingId", r.kind, r.subject_type AS "subjectType", r.subject_id AS "subjectId", a.silenced_until AS "silencedUntil", a.suspended_at AS "suspendedAt", a.suspended_until AS "suspendedUntil"`,
    [Number(what.subject.id), granted ? "granted" : "refused", what.message, actor.id]);
  if (!row) return new Refusal("conflict", "Someone else has decided this already.");
  const done: Done = { rulings: [], appeal: { id: Number(what.subject.id), restored: null, ruling: null } };
  if (!granted) {
    await sanctionGiven(tx, { accountId: what.authorId, rulingId: row.rulingId });
    return done;
  }
  const ended = await endRuling(tx, actor, row.rulingId);
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  const before: Before = { rulingId: row.rulingId, silencedUntil: instant(row.silencedUntil), suspendedAt: instant(row.suspendedAt), suspendedUntil: instant(row.suspendedUntil) };
  const restored = ended?.kind === "removal" && ended.subjectType && ended.subjectId ? { type: ended.subjectType, id: ended.subjectId } : null;
  if (restored) {
    const back = await restoreSubject(tx, actor, restored);
    if (refused(back)) return back;
  }
  done.appeal = { id: Number(what.subject.id), restored, ruling: ended ? before : null };
  return done;
}

/** Makes a ruling hold again that was ended, with the account as it was. */
export async function holdAgain(tx: Tx, accountId: string, before: Before): Promise<void> {
  await tx.query("UPDATE ruling SET ended_at = NULL, ended_by = NULL WHERE id = $1", [before.rulingId]);
  await tx.query("UPDATE account SET silenced_until = $2, suspended_at = $3, suspended_until = $4 WHERE id = $1", [accountId, before.silencedUntil, before.suspendedAt, before.suspendedUntil]);
  await personStale(tx, accountId);
}

