import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact, type Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { slugOf } from "#lib/forum/slug.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { checkMailing } from "./checking.ts";
import { mailingOf } from "./drafts.ts";
import { sizeFor } from "./judging.ts";
import { mayWriteNews } from "./policy.ts";
import { verdictOf } from "./reports.ts";
import type { ScheduleInput } from "./schema.ts";
import type { Arm, MailingState, MailingView } from "./types.ts";

const now = "CASE WHEN $4::text IS NULL THEN now() ELSE ($4::timestamp AT TIME ZONE $5) END";
const schedule = `
  UPDATE mailing SET state = 'scheduled', send_at = ${now}, local_at = $4, zone = $5, test_size = $6, part = CASE WHEN varies = 'none' THEN 'all' ELSE 'test' END, slug = coalesce(slug, $7), version = version + 1, changed_at = now()
  WHERE id = $1 AND version = $2 AND state = 'draft' AND ($4::text IS NULL OR ($4::timestamp AT TIME ZONE $5) > now()) AND $3::uuid IS NOT NULL RETURNING send_at AS "sendAt"`;

async function slugFor(tx: Tx, at: MailingView): Promise<string | null> {
  if (at.kind !== "issue") return null;
  const wanted = slugOf(at.subject);
  const [taken] = await tx.query("SELECT 1 FROM mailing WHERE newsletter_id = $1 AND slug = $2 AND id <> $3", [at.newsletterId, wanted, at.id]);
  return taken ? `${wanted}-${at.id.slice(-6)}` : wanted;
}

/** What keeps a mailing from leaving, as a sentence; undefined when nothing does. */
async function stopped(at: MailingView): Promise<Refusal | undefined> {
  const { checks } = await checkMailing(at);
  return checks.some((one) => one.grave === "stops") ? new Refusal("invalid", "Something must be put right first: it stands beside the text.", { field: "checks" }) : undefined;
}

/** Sends a mailing at a time of day somewhere, or now. It is checked once more; the size of a test is fixed with it. */
export async function scheduleMailing(actor: Actor, id: string, input: ScheduleInput): Promise<{ sendAt: string } | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const at = await mailingOf(db(), id);
  if (!at) return missing();
  if (at.state !== "draft") return new Refusal("conflict", "This is on its way already.");
  if (at.version !== input.version) return new Refusal("conflict", "This was changed meanwhile. Look at it again.");
  const no = await stopped(at);
  if (no) return no;
  return transact(async (tx) => {
    const [row] = await tx.query<{ sendAt: Date }>(schedule, [id, input.version, me.id, input.at, input.zone, at.varies === "none" ? null : sizeFor(at.base, at.difference), await slugFor(tx, at)]);
    if (!row) return input.at ? new Refusal("invalid", "That time is over, there.", { field: "at" }) : new Refusal("conflict", "This was changed meanwhile. Look at it again.");
    await noteAct(tx, me, { act: "mailing.scheduled", subject: { type: "mailing", id }, detail: { at: row.sendAt.toISOString() } });
    if (input.at === null) await enqueue(tx, { name: "outreach.mailings", payload: {} }, { key: "outreach.mailings.now" });
    return { sendAt: row.sendAt.toISOString() };
  });
}

const withhold = "UPDATE mail SET state = 'withheld', response = 'stopped' WHERE state = 'waiting' AND id IN (SELECT mail_id FROM mailing_letter WHERE mailing_id = $1)";

async function end(tx: Tx, me: Member, id: string): Promise<{ state: MailingState } | Refusal> {
  const [row] = await tx.query<{ state: MailingState; started: boolean }>("SELECT state, started_at IS NOT NULL AS started FROM mailing WHERE id = $1 FOR UPDATE", [id]);
  if (!row) return missing();
  if (row.state === "scheduled") {
    await tx.query("UPDATE mailing SET state = 'draft', send_at = NULL, test_size = NULL, version = version + 1, changed_at = now() WHERE id = $1", [id]);
    await noteAct(tx, me, { act: "mailing.cancelled", subject: { type: "mailing", id } });
    return { state: "draft" };
  }
  if (row.state === "draft" || row.state === "stopped") return { state: row.state };
  const [waits] = await tx.query("SELECT 1 FROM mailing_letter l LEFT JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1 AND ((l.queued_at IS NULL AND l.left_out IS NULL) OR m.state = 'waiting') LIMIT 1", [id]);
  if (row.state === "sent" && !waits) return new Refusal("conflict", "All of it has left.");
  await tx.query("UPDATE mailing_letter SET left_out = 'stopped' WHERE mailing_id = $1 AND queued_at IS NULL AND left_out IS NULL", [id]);
  await tx.query(withhold, [id]);
  await tx.query("UPDATE mailing SET state = 'stopped', finished_at = coalesce(finished_at, now()), changed_at = now(), letters = s.letters, left_out = s.out FROM (SELECT count(*) FILTER (WHERE queued_at IS NOT NULL)::int AS letters, count(*) FILTER (WHERE left_out IS NOT NULL)::int AS out FROM mailing_letter WHERE mailing_id = $1) AS s WHERE id = $1", [id]);
  await noteAct(tx, me, { act: "mailing.stopped", subject: { type: "mailing", id } });
  await makeStale(tx, ["news"]);
  return { state: "stopped" };
}

/** Takes a mailing back: one that waits for its time is a draft again; of one that is on its way nothing more leaves, and what left has left. */
export function stopMailing(actor: Actor, id: string): Promise<{ state: MailingState } | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    return refused(me) ? me : end(tx, me, id);
  });
}

/** Sends the rest of a tested campaign as one of its two kinds: when the test was judged, or cannot be. A person decides, and the choice is noted. */
export async function chooseWinner(actor: Actor, id: string, arm: Arm): Promise<{ state: MailingState } | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const at = await mailingOf(db(), id);
  if (!at) return missing();
  if (at.state !== "testing") return new Refusal("conflict", "There is no test to decide.");
  const verdict = await verdictOf(db(), at, new Date());
  if (verdict?.state === "early" || verdict?.state === "waiting") return new Refusal("conflict", "The test has not reached its size yet. It is judged once, and not before.");
  return transact(async (tx) => {
    const [row] = await tx.query("UPDATE mailing SET state = 'sending', part = 'rest', winner = $2, chosen_by = $3, version = version + 1, changed_at = now() WHERE id = $1 AND state = 'testing' RETURNING 1", [id, arm, me.id]);
    if (!row) return new Refusal("conflict", "There is no test to decide.");
    await noteAct(tx, me, { act: "mailing.decided", subject: { type: "mailing", id }, detail: { arm } });
    await enqueue(tx, { name: "outreach.mailings", payload: {} }, { key: "outreach.mailings.now" });
    return { state: "sending" as const };
  });
}
