import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayKeepReferrals } from "./policy.ts";
import type { ProgrammeInput, ProgrammeTerms } from "./schema.ts";
import type { Offer, Preview, ProgrammeView, ThingKind } from "./types.ts";

type Row = Omit<ProgrammeView, "startsAt" | "endsAt" | "paused" | "state"> & { startsAt: Date; endsAt: Date | null; pausedAt: Date | null };
const columns = `p.id, p.name, p.reward_on AS "rewardOn", p.min_cents AS "minCents", p.referrer_points AS "referrerPoints", p.newcomer_points AS "newcomerPoints", p.hold_days AS "holdDays", p.lives_days AS "livesDays", p.cap_per_referrer AS "capPerReferrer",
  p.budget_points AS "budgetPoints", p.promised_points AS "promisedPoints", p.things, p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.paused_at AS "pausedAt", p.version,
  (SELECT count(*)::int FROM referral r WHERE r.programme_id = p.id) AS referrals, (SELECT coalesce(sum(w.points), 0)::int FROM referral_reward w WHERE w.programme_id = p.id AND w.state = 'held') AS "heldPoints"`;

function stateOf(row: Row, now: Date): ProgrammeView["state"] {
  if (row.endsAt && row.endsAt <= now) return "ended";
  if (row.pausedAt) return "paused";
  if (row.startsAt > now) return "planned";
  return row.budgetPoints !== null && row.budgetPoints - row.promisedPoints < Math.max(1, row.referrerPoints + row.newcomerPoints) ? "spent" : "live";
}
const viewOf = ({ pausedAt, ...row }: Row): ProgrammeView => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt?.toISOString() ?? null, paused: pausedAt !== null, state: stateOf({ ...row, pausedAt }, new Date()) });

/** The programmes, the newest first; at most a hundred. */
export async function listProgrammes(actor: Actor): Promise<{ programmes: ProgrammeView[] } | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  return { programmes: (await db().query<Row>(`SELECT ${columns} FROM referral_programme p ORDER BY p.starts_at DESC, p.id DESC LIMIT 100`)).map(viewOf) };
}

const terms = (input: ProgrammeTerms): unknown[] => [input.name, input.rewardOn, input.minCents, input.referrerPoints, input.newcomerPoints, input.holdDays, input.livesDays, input.capPerReferrer, input.budgetPoints, input.things, input.startsAt, input.endsAt];
const named = "name, reward_on, min_cents, referrer_points, newcomer_points, hold_days, lives_days, cap_per_referrer, budget_points, things, starts_at, ends_at";

/** Makes a programme. Sent again under its id it is the same one. */
export function addProgramme(actor: Actor, { id, ...input }: ProgrammeInput): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepReferrals(actor);
    if (refused(me)) return me;
    const made = await tx.query(`INSERT INTO referral_programme (id, made_by, ${named}) VALUES ($1, $2, ${terms(input).map((_, at) => `$${at + 3}`).join(", ")}) ON CONFLICT (id) DO NOTHING RETURNING id`, [id, me.id, ...terms(input)]);
    if (made.length) await noteAct(tx, me, { act: "programme.added", subject: { type: "programme", id }, detail: { referrer: input.referrerPoints, newcomer: input.newcomerPoints } });
    return { id };
  });
}

/** Changes a programme, also while it runs: what was promised stays as it was promised. A budget is never set below that. */
export function changeProgramme(actor: Actor, id: string, { version, paused, ...input }: ProgrammeTerms & { version: number; paused: boolean }): Promise<{ id: string; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepReferrals(actor);
    if (refused(me)) return me;
    const [now] = await tx.query<{ promised: number; version: number }>("SELECT promised_points AS promised, version FROM referral_programme WHERE id = $1 FOR UPDATE", [id]);
    if (!now) return missing();
    if (now.version !== version) return new Refusal("conflict", "This programme was changed meanwhile. Look at it again.");
    if (input.budgetPoints !== null && input.budgetPoints < now.promised) return new Refusal("invalid", "More than this is promised already.", { field: "budgetPoints" });
    await tx.query(`UPDATE referral_programme SET (${named}) = (${terms(input).map((_, at) => `$${at + 3}`).join(", ")}), paused_at = CASE WHEN $2 THEN coalesce(paused_at, now()) END, version = version + 1 WHERE id = $1`, [id, paused, ...terms(input)]);
    await noteAct(tx, me, { act: "programme.changed", subject: { type: "programme", id }, detail: { version: version + 1, paused } });
    return { id, version: version + 1 };
  });
}

const past = `SELECT r.referrer_id AS "referrerId", CASE WHEN $2 = 'join' THEN true ELSE r.purchased_at IS NOT NULL AND EXISTS (SELECT 1 FROM referral_order o WHERE o.referral_id = r.id AND o.first_cents >= greatest(1, $3::int)) END AS rewarded
  FROM referral r WHERE r.joined_at > now() - make_interval(days => $1) AND r.verdict <> 'refused' AND ($4::text[] = '{}' OR r.thing = ANY($4)) ORDER BY r.joined_at, r.id LIMIT 200000`;
const previewDays = 90;

/** What these terms would have cost in the last ninety days, and how long the budget would last at that pace. */
export async function previewProgramme(actor: Actor, input: ProgrammeTerms): Promise<Preview | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  const rows = await db().query<{ referrerId: string; rewarded: boolean }>(past, [previewDays, input.rewardOn, input.minCents, input.things]);
  const by = new Map<string, number>();
  let points = 0;
  const rewarded = rows.filter((row) => row.rewarded);
  for (const { referrerId } of rewarded) {
    const before = by.get(referrerId) ?? 0;
    by.set(referrerId, before + 1);
    points += input.newcomerPoints + (input.capPerReferrer === null || before < input.capPerReferrer ? input.referrerPoints : 0);
  }
  return { days: previewDays, referrals: rows.length, rewarded: rewarded.length, points, perMonth: Math.round((points * 30) / previewDays), reachesBudgetInDays: input.budgetPoints === null || points === 0 ? null : Math.floor((input.budgetPoints * previewDays) / points) };
}

const open = `SELECT referrer_points AS "referrerPoints", newcomer_points AS "newcomerPoints", reward_on AS "rewardOn", hold_days AS "holdDays", min_cents AS "minCents", ends_at AS "endsAt" FROM referral_programme
  WHERE starts_at <= now() AND (ends_at IS NULL OR ends_at > now()) AND paused_at IS NULL AND (things = '{}' OR $1 = ANY(things)) AND (budget_points IS NULL OR budget_points - promised_points >= referrer_points + newcomer_points) ORDER BY starts_at DESC, id DESC LIMIT 1`;

/** What both sides get at the moment for something shared, or nothing. */
export async function readOffer(reader: Reader, thing: ThingKind): Promise<Offer | null> {
  const [row] = await reader.query<Omit<Offer, "endsAt"> & { endsAt: Date | null }>(open, [thing]);
  return row ? { ...row, endsAt: row.endsAt?.toISOString() ?? null } : null;
}

