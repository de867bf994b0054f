import type { Actor, Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { mayHandle } from "../requests/policy.ts";
import { invitationColumns, invitationOf, nominationOf, type RawInvitation, type RawNomination } from "./rows.ts";
import { nominationsAYear, type Outcome, type RunInvitation, type RunVoice, type Voice } from "./types.ts";
import { weightOf } from "./weights.ts";

// Open ones first, then what one took part in, the latest before.
const invitations = `SELECT ${invitationColumns} FROM invitation i LEFT JOIN invitation_place m ON m.invitation_id = i.id AND m.account_id = $1
  WHERE m.account_id IS NOT NULL OR ($2 AND i.min_tier <= $3 AND i.outcome IS NULL AND i.closes_at > now()) ORDER BY (i.outcome IS NOT NULL OR i.closes_at <= now()), i.made_at DESC, i.id DESC LIMIT 60`;
const nominationColumns = `n.id, a.name, a.handle::text AS handle, n.words, n.state, n.answer, n.at, n.decided_at AS "decidedAt"`;
const nominations = `SELECT ${nominationColumns}, count(*) FILTER (WHERE n.at > now() - interval '1 year') OVER ()::int AS year FROM nomination n JOIN account a ON a.id = n.nominee_id WHERE n.customer_id = $1 ORDER BY n.id DESC LIMIT 50`;

/** What a member can decide and took part in. Two statements. */
export async function readVoice(actor: Member): Promise<Voice> {
  const [rows, named] = await Promise.all([db().query<RawInvitation>(invitations, [actor.id, actor.role === "customer", actor.tier]), db().query<RawNomination & { year: number }>(nominations, [actor.id])]);
  return {
    weight: weightOf(actor), invitations: rows.map((row) => invitationOf(row, actor.tier)), nominations: named.map(({ year: _year, ...row }) => nominationOf(row)), nominationsLeft: Math.max(0, nominationsAYear - (named[0]?.year ?? 0)),
  };
}

/** What came of what a member took part in or asked for here, the latest first. */
export function outcomesOf(voice: Voice): Outcome[] {
  const done = voice.invitations.flatMap((one): Outcome[] => (one.mine && one.outcome && one.outcomeAt ? [{ kind: one.kind, title: { en: one.words.en.title, fr: one.words.fr.title }, text: one.outcome, status: "answered", at: one.outcomeAt, path: "/premium/voice" }] : []));
  const named = voice.nominations.flatMap((one): Outcome[] => (one.decidedAt ? [{ kind: "nomination", title: one.name, text: one.answer, status: one.state, at: one.decidedAt, path: "/premium/voice" }] : []));
  return [...done, ...named].sort((one, other) => other.at.localeCompare(one.at));
}

const run = `SELECT ${invitationColumns.replace(", m.joined_at AS \"joinedAt\", m.answers", "")},
  (SELECT coalesce(json_agg(json_build_object('name', a.name, 'handle', a.handle, 'answers', m.answers, 'at', m.answered_at) ORDER BY m.answered_at DESC), '[]') FROM invitation_place m JOIN account a ON a.id = m.account_id WHERE m.invitation_id = i.id AND m.answers IS NOT NULL) AS answered
  FROM invitation i ORDER BY i.made_at DESC, i.id DESC LIMIT 100`;
const runNominations = `SELECT ${nominationColumns}, b.name AS by, b.handle::text AS "byHandle" FROM nomination n JOIN account a ON a.id = n.nominee_id JOIN account b ON b.id = n.customer_id ORDER BY n.state <> 'waiting', n.id DESC LIMIT 100`;

/** Everything members can decide, for who runs it: places, answers, nominations that wait. Two statements. */
export async function readRunVoice(actor: Actor): Promise<RunVoice | Refusal> {
  const me = mayHandle(actor);
  if (refused(me)) return me;
  const [rows, named] = await Promise.all([db().query<Omit<RawInvitation, "joinedAt" | "answers"> & Pick<RunInvitation, "answered">>(run), db().query<RawNomination & { by: string; byHandle: string }>(runNominations)]);
  return { invitations: rows.map(({ closesAt, outcomeAt, ...row }) => ({ ...row, closesAt: closesAt.toISOString(), outcomeAt: outcomeAt?.toISOString() ?? null })), nominations: named.map((row) => nominationOf(row)) };
}
