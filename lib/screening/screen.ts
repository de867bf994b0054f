import { createHash } from "node:crypto";
import { type Actor, isStaff, type Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { limitsAreOff } from "#lib/limits/limiter.ts";
import { raiseFlag } from "./flags.ts";
import { actionOf, findingsOf } from "./judge.ts";
import { hashOf } from "./matching.ts";
import { numberOf, rulesInForce, textsForStanding } from "./rules.ts";
import { spamScore } from "./spam.ts";
import type { Finding, Held, SubjectType } from "./types.ts";

/**
 * A text before it is written: the command's own input and context, from which it can run again, and where it stands already
 * when it is an edit (`subject`). `clientId` is unique per author.
 */
export type Screened = {
  kind: string; title?: string; text: string; links?: readonly string[]; input: Record<string, unknown>; context?: Record<string, unknown>; clientId: string;
  subject?: { type: SubjectType; id: string; version: number };
};
type Facts = { passed: number; age: number; heldId: number | null; recent: number; twice: boolean };

// One statement says what is known of the author and notes the text; the note counts as let through until it is held.
const facts = `
  WITH me AS (SELECT a.id, extract(epoch FROM now() - a.created_at)::float8 / 3600 AS age, coalesce(t.passed, 0) AS passed FROM account a LEFT JOIN trust t ON t.account_id = a.id WHERE a.id = $1),
    noted AS (INSERT INTO said (account_id, client_id, hash) SELECT id, $2, $3 FROM me WHERE passed < $4 OR age < 24 ON CONFLICT DO NOTHING RETURNING account_id),
    counted AS (INSERT INTO trust (account_id, passed) SELECT account_id, 1 FROM noted ON CONFLICT (account_id) DO UPDATE SET passed = trust.passed + 1)
  SELECT me.passed, me.age, (SELECT h.id FROM held h WHERE h.author_id = $1 AND h.client_id = $2 AND h.state = 'waiting') AS "heldId",
    (SELECT count(*) FROM (SELECT 1 FROM said s WHERE s.account_id = $1 AND s.at > now() - make_interval(secs => $5) LIMIT 100) lately)::int AS recent,
    EXISTS (SELECT 1 FROM said s WHERE s.hash = $3 AND s.at > now() - make_interval(hours => $6) AND s.client_id <> $2) AS twice
  FROM me`;

/** The client id of an edit: the same change to the same version is sent once, however often. */
export function editId(type: SubjectType, id: number | string, change: { body: string; version: number }): string {
  const hex = createHash("sha256").update(JSON.stringify([type, String(id), change.version, change.body])).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const hold = `
  WITH h AS (INSERT INTO held (kind, author_id, input, context, title, text, reasons, score, client_id) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9) ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id),
    t AS (UPDATE trust SET passed = greatest(passed - 1, 0) FROM h WHERE account_id = $2),
    q AS (INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, weight) SELECT $10, 'held', h.id::text, $2, $7, $11 FROM h)
  SELECT h.id, pg_notify('live', $12) FROM h`;
const news = JSON.stringify({ room: "desk", event: "desk.changed", data: {} });

function queueOf(findings: readonly Finding[]): "spam" | "first" | "held" {
  if (findings.some(({ kind }) => kind === "spam" || kind === "duplicate" || kind === "fast")) return "spam";
  return findings.some(({ kind }) => kind === "newcomer") ? "first" : "held";
}

async function keep(tx: Tx, actor: Member, { what, findings, score }: { what: Screened; findings: readonly Finding[]; score: number | undefined }): Promise<Held | Refusal> {
  const reasons = [...new Set(findings.map((one) => (one.what ? `${one.kind}:${one.what}` : one.kind)))].slice(0, 8);
  const [row] = await tx.query<{ id: number }>(hold, [what.kind, actor.id, JSON.stringify(what.input), JSON.stringify(what.context ?? {}), what.title ?? "", what.text, reasons, score ?? null, what.clientId, queueOf(findings), findings.length, news]);
  if (row) return { held: true, id: row.id };
  // Sent twice at once: the other one holds it. Otherwise it was held before, and has been decided since.
  const [other] = await tx.query<{ id: number }>("SELECT id FROM held WHERE author_id = $1 AND client_id = $2 AND state = 'waiting'", [actor.id, what.clientId]);
  return other ? { held: true, id: other.id } : new Refusal("conflict", "This was sent before and has gone.");
}

/**
 * Holds a text against the rules before it is written: go on (undefined), a refusal, or held until a moderator looks. Staff pass;
 * who has standing (a tier, or texts that were let through) meets only the rules for everyone. At most three statements. Nobody is shadowed: who is held is told.
 */
export async function screen(tx: Tx, actor: Actor, what: Screened): Promise<undefined | Refusal | Held> {
  if (actor.kind !== "member" || isStaff(actor)) return undefined;
  const rules = await rulesInForce();
  const text = what.title ? `${what.title}\n${what.text}` : what.text;
  const within = { seconds: numberOf(rules.fast[0], "seconds", 60), hours: numberOf(rules.duplicate[0], "hours", 24) };
  const [row] = await tx.query<Facts>(facts, [actor.id, what.clientId, hashOf(text), textsForStanding, within.seconds, within.hours]);
  if (!row) return undefined;
  if (row.heldId) return { held: true, id: row.heldId };
  const trusted = actor.tier > 0 || (row.passed >= textsForStanding && row.age >= 24);
  const score = trusted ? undefined : await spamScore(text);
  const findings = findingsOf(rules, { text, links: what.links ?? [], trusted, ageHours: row.age, passed: row.passed, twice: row.twice, recent: limitsAreOff() ? 0 : row.recent, score });
  const action = actionOf(findings);
  if (action === "refuse") return new Refusal("forbidden", "This text has words or links that are not allowed here.", { field: "body" });
  if (action === "hold") return keep(tx, actor, { what, findings, score });
  // What is new is looked at again when it has an address; an edit has one.
  if (action === "flag" && what.subject) await raiseFlag(tx, { subject: what.subject, authorId: actor.id, reason: findings[0]?.kind ?? "other", note: findings[0]?.what ?? "", by: null });
  return undefined;
}
