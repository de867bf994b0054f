import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, within } from "#lib/core/transact.ts";
import { memberById } from "#lib/identity/stand-in.ts";
import { publishReview } from "#lib/reviews/removals.ts";
import { learnSpam } from "#lib/screening/spam.ts";
import { decideAppeal } from "./appeals.ts";
import { cleanUp, clearProfile } from "./clean-up.ts";
import type { Deciding, Done } from "./deciding.ts";
import { heldDecided } from "./events.ts";
import { heldCommands, type Made } from "./held-commands.ts";
import { removeSubject, restoreSubject } from "./removing.ts";
import { rule } from "./sanctions.ts";
import { readSubject } from "./subjects.ts";

type HeldRow = { id: number; kind: string; input: unknown; context: Record<string, unknown>; title: string; text: string; result: Made | null };

async function learnFrom(tx: Tx, text: string, { what, done }: { what: Deciding; done: Done }): Promise<void> {
  if (what.decision !== "approve" && what.decision !== "spam") return;
  const lesson = { text, spam: what.decision === "spam" };
  // A clean-up has learned from everything of the spammer, this too.
  if (!done.cleaned) await learnSpam(tx, [lesson]);
  if (!done.cleaned) done.lesson = lesson;
}

async function writeHeld(tx: Tx, actor: Member, { held, what }: { held: HeldRow; what: Deciding }): Promise<Made | Refusal> {
  const author = await memberById(tx, what.authorId);
  const command = heldCommands[held.kind];
  if (!author || !command) return missing();
  // Approved once, taken back, approved again: what was written then comes back.
  const again = held.result && held.result.type !== "edit" ? held.result : undefined;
  if (again) {
    const back = await restoreSubject(tx, actor, again);
    return back === true ? again : back;
  }
  const made = await within(tx, () => command(author, held));
  // Where it stands says its own room, once it stands there.
  return refused(made) ? made : { ...made, path: (await readSubject(author, made, tx))?.path ?? made.path };
}

async function decideHeld(tx: Tx, actor: Member, what: Deciding): Promise<Done | Refusal> {
  const [held] = await tx.query<HeldRow>("SELECT id, kind, input, context, title, text, result FROM held WHERE id = $1 AND state = 'waiting' FOR UPDATE", [Number(what.subject.id)]);
  if (!held) return new Refusal("conflict", "Its author has taken this back.");
  const done: Done = { rulings: [], held: { id: held.id, result: held.result } };
  if (what.decision === "approve") {
    const made = await writeHeld(tx, actor, { held, what });
    if (refused(made)) return made;
    done.made = made;
    await tx.query("UPDATE trust SET passed = passed + 1 WHERE account_id = $1", [what.authorId]);
  }
  await tx.query("UPDATE held SET state = $2, decided_at = now(), decided_by = $3, answer = $4, result = coalesce($5::jsonb, result) WHERE id = $1",
    [held.id, what.decision === "approve" ? "approved" : "refused", actor.id, what.message, done.made ? JSON.stringify(done.made) : null]);
  const punished = await punish(tx, actor, { what, done });
  if (punished !== true) return punished;
  await learnFrom(tx, held.title ? `${held.title}\n${held.text}` : held.text, { what, done });
  const key = `held:${held.id}:${what.itemId}:${Date.now()}`;
  await heldDecided(tx, { authorId: what.authorId, heldId: held.id, key });
  done.told = [key];
  return done;
}

/** The sanction a decision carries with it. */
async function punish(tx: Tx, actor: Member, { what, done }: { what: Deciding; done: Done }): Promise<true | Refusal> {
  const kind = ({ warn: "warning", silence: "silence", spam: "suspension" } as const)[what.decision as "warn"];
  if (!kind) return true;
  const subject = what.subject.type === "account" || what.subject.type === "held" ? undefined : what.subject;
  const made = await rule(tx, actor, { accountId: what.authorId, kind, reason: what.decision === "spam" ? "spam" : what.reason, message: what.message, days: what.days, subject: kind === "warning" ? subject : undefined });
  if (refused(made)) return made;
  done.rulings.push(made);
  if (what.decision !== "spam") return true;
  const cleaned = await cleanUp(tx, actor, what.authorId);
  if (refused(cleaned)) return cleaned;
  done.cleaned = cleaned;
  return true;
}

async function decideShown(tx: Tx, actor: Member, what: Deciding): Promise<Done | Refusal> {
  const subject = await readSubject(actor, what.subject, tx);
  if (!subject) return missing();
  const done: Done = { rulings: [] };
  const goes = what.decision === "remove" || what.decision === "silence";
  if (goes && subject.type === "account") done.profile = await clearProfile(tx, what.authorId);
  else if (goes && !subject.removed) {
    const gone = await removeSubject(tx, actor, what.subject);
    if (refused(gone)) return gone;
    done.removed = gone;
    const ruled = await rule(tx, actor, { accountId: what.authorId, kind: "removal", reason: what.reason, message: what.message, subject: gone });
    if (refused(ruled)) return ruled;
    done.rulings.push(ruled);
  } else if (subject.waits && what.decision !== "spam") {
    // What waits for a moderator has had one: whatever is not taken away is shown.
    const shown = await within(tx, () => publishReview(actor, Number(subject.id)));
    if (refused(shown)) return shown;
    done.shown = { type: subject.type, id: subject.id };
  }
  const punished = await punish(tx, actor, { what, done });
  if (punished !== true) return punished;
  if (subject.type !== "account") await learnFrom(tx, subject.text, { what, done });
  return done;
}

/** Does what a decision says, in its transaction. A refusal means that the whole decision is rolled back. */
export async function act(tx: Tx, actor: Member, what: Deciding): Promise<Done | Refusal> {
  if (what.subject.type === "appeal") return decideAppeal(tx, actor, what);
  return what.subject.type === "held" ? decideHeld(tx, actor, what) : decideShown(tx, actor, what);
}
