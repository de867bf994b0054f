import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { raiseFlag } from "#lib/screening/flags.ts";
import { flagResolved } from "./events.ts";
import type { FlagSaid } from "./schema.ts";
import { readSubject } from "./subjects.ts";

/** How far a person's reports count: from their last ones, what moderators agreed with; one half for who never reported. */
async function weightOf(tx: Tx, actor: Member): Promise<number> {
  if (isStaff(actor)) return 2;
  const [row] = await tx.query<{ upheld: number; ruled: number }>(
    "SELECT count(*) FILTER (WHERE state = 'upheld')::int AS upheld, count(*)::int AS ruled FROM (SELECT state FROM flag WHERE by_id = $1 AND state <> 'open' ORDER BY id DESC LIMIT 50) lately", [actor.id]);
  return 2 * ((row?.upheld ?? 0) + 1) / ((row?.ruled ?? 0) + 2);
}

/** Reports something one can see. Twice is once; who wrote it is never told by whom. */
export function report(actor: Member, input: FlagSaid): Promise<true | Refusal> {
  return transact(async (tx) => {
    const allowed = mayTakePart(actor);
    if (allowed !== true) return allowed;
    const subject = await readSubject(actor, { type: input.subjectType, id: input.subjectId }, tx);
    if (!subject || subject.removed) return missing();
    if (subject.authorId === actor.id) return new Refusal("forbidden", "You cannot report what is yours. You can change or remove it.");
    await raiseFlag(tx, {
      subject: { type: input.subjectType, id: subject.id, version: subject.version }, authorId: subject.authorId, reason: input.reason, note: input.note,
      by: actor.id, weight: await weightOf(tx, actor), ...(input.subjectType === "account" ? { queue: "profile" as const } : {}),
    });
    return true;
  });
}

type Answered = { subject: { type: string; id: string }; upheld: boolean } | { authorId: string; upheld: boolean };
const answer = (by: "subject" | "author"): string => `UPDATE flag SET state = $1, resolved_at = now(), resolved_by = $2 WHERE state = 'open' AND ${by === "subject" ? "subject_type = $3 AND subject_id = $4" : "author_id = $3"}
  RETURNING id, by_id AS by, subject_type AS type, subject_id AS "subjectId"`;

/** Answers the open reports of a thing, or of everything of a person: upheld when the desk acted on them, dismissed otherwise. Each reporter is told. */
export async function answerFlags(tx: Tx, me: Member, of: Answered): Promise<{ flags: number[]; told: string[] }> {
  const state = of.upheld ? "upheld" : "dismissed";
  const rows = await tx.query<{ id: number; by: string | null; type: string; subjectId: string }>(
    answer("subject" in of ? "subject" : "author"), [state, me.id, ...("subject" in of ? [of.subject.type, of.subject.id] : [of.authorId])]);
  const told: string[] = [];
  for (const { id, by, type, subjectId } of rows) {
    if (!by) continue;
    const key = `flag:${id}:${Date.now()}`;
    await flagResolved(tx, { reporterId: by, subject: { type, id: subjectId }, key });
    told.push(key);
  }
  return { flags: rows.map((row) => row.id), told };
}
