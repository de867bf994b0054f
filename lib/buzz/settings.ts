import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { readSettings as readBooks } from "#lib/catalogue/settings.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayKeepReferrals } from "./policy.ts";
import { type Reason, type RiskReason, type RiskTerms, riskReasons, usualTerms, verdictOf } from "./risk.ts";
import type { SettingsInput, TermsInput } from "./schema.ts";
import type { RiskPreview, SettingChange, SettingsView } from "./types.ts";

/** How visitors are remembered, for how long a visit may bring a newcomer, how risk is judged, and what a point is worth in the shop. */
export type ReferralSettings = { cookie: "inform" | "ask"; windowDays: number; terms: RiskTerms; paidCostCents: number | null; pointCents: number | null; couponLeast: number; version: number };
type Row = Omit<ReferralSettings, "terms"> & Omit<RiskTerms, "points"> & { risk: Partial<Record<RiskReason, number>> };

let known: { at: number; settings: ReferralSettings } | undefined;
const read = `SELECT cookie, window_days AS "windowDays", risk, burst, held_from AS "heldFrom", review_from AS "reviewFrom", paid_cost_cents AS "paidCostCents", point_cents AS "pointCents", coupon_least AS "couponLeast", version FROM referral_setting`;

/** The settings as they stand. */
export async function readSettings(reader: Reader): Promise<ReferralSettings> {
  const [row] = await reader.query<Row>(read);
  if (!row) return { cookie: "inform", windowDays: 90, terms: usualTerms, paidCostCents: null, pointCents: null, couponLeast: 50, version: 1 };
  const { risk, burst, heldFrom, reviewFrom, ...rest } = row;
  return { ...rest, terms: { points: { ...usualTerms.points, ...risk }, burst, heldFrom, reviewFrom } };
}

/** The settings for the doorstep, which asks thousands of times a second: at most five seconds old. */
export async function recentSettings(): Promise<ReferralSettings> {
  if (!known || known.at < Date.now() - 5000) known = { at: Date.now(), settings: await readSettings(db()) };
  return known.settings;
}

const change = `UPDATE referral_setting SET cookie = $1, window_days = $2, risk = $3::jsonb, burst = $4, held_from = $5, review_from = $6, paid_cost_cents = $7, point_cents = $8, coupon_least = $9, version = version + 1 WHERE version = $10 RETURNING version`;
const flat = ({ terms, version: _version, ...rest }: ReferralSettings): Record<string, string | number | null> => ({ ...rest, burst: terms.burst, heldFrom: terms.heldFrom, reviewFrom: terms.reviewFrom, ...Object.fromEntries(riskReasons.map((reason) => [`risk.${reason}`, terms.points[reason]])) });

/** Sets how word of mouth is judged and counted, from now on: what was decided before stays. Each change is kept with what stood before. */
export function changeSettings(actor: Actor, { version, ...input }: SettingsInput): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepReferrals(actor);
    if (refused(me)) return me;
    const before = await readSettings(tx);
    const { terms } = input;
    const [set] = await tx.query<{ version: number }>(change, [input.cookie, input.windowDays, JSON.stringify(terms.points), terms.burst, terms.heldFrom, terms.reviewFrom, input.paidCostCents, input.pointCents, input.couponLeast, version]);
    if (!set) return new Refusal("conflict", "Somebody else has changed this. Look again.");
    const [was, now] = [flat(before), flat({ ...input, version })];
    const changes = Object.keys(now).filter((key) => was[key] !== now[key]).map((key) => ({ key, before: was[key] ?? null, after: now[key] ?? null }));
    if (changes.length > 0) await noteAct(tx, me, { act: "referrals.set", subject: { type: "setting", id: "referrals" }, detail: { changes } });
    known = undefined;
    return set;
  });
}

type Act = { at: Date; by: string; act: string; detail: { changes?: SettingChange["changes"]; before?: number | null; after?: number | null } };
const history = `SELECT s.at, a.name AS by, s.act, s.detail FROM staff_act s JOIN account a ON a.id = s.actor_id WHERE s.subject_type = 'setting' AND s.subject_id IN ('referrals', 'paid-cost') AND s.act IN ('referrals.set', 'referrals.cost') ORDER BY s.id DESC LIMIT 50`;

/** The settings with what is usual, and who changed what, the latest first. */
export async function readSettingsView(actor: Actor): Promise<SettingsView | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  const [settings, { currency }, acts] = await Promise.all([readSettings(db()), readBooks(db()), db().query<Act>(history)]);
  return { ...settings, usual: usualTerms, currency, history: acts.map(({ at, by, detail }) => ({ at: at.toISOString(), by, changes: detail.changes ?? [{ key: "paidCostCents", before: detail.before ?? null, after: detail.after ?? null }] })) };
}

const past = "SELECT reasons FROM referral WHERE joined_at > now() - make_interval(days => $1) ORDER BY joined_at DESC LIMIT 200000";
const previewDays = 90;

/** What these terms would have said of those who came in the last ninety days, by what was noted of each then. */
export async function previewRisk(actor: Actor, terms: TermsInput): Promise<RiskPreview | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  const rows = await db().query<{ reasons: Reason[] }>(past, [previewDays]);
  const said = { held: 0, review: 0, clear: 0 };
  for (const { reasons } of rows) said[verdictOf(reasons.reduce((sum, one) => sum + (one.reason === "burst" && (one.figure ?? 0) <= terms.burst ? 0 : terms.points[one.reason]), 0), terms)] += 1;
  return { days: previewDays, referrals: rows.length, wouldHold: said.held, wouldShow: said.review };
}
