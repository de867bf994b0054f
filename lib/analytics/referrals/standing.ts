import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { readFigure } from "../figures.ts";
import { counts } from "./funnel.ts";
import type { LeaderRow, LeadersView, Quadrant, WorthView } from "./types.ts";
import { medianAmong, quadrantOf } from "./worth.ts";

const pageSize = 50;
const share = "CASE r.would_have_come WHEN 'no' THEN 1 WHEN 'yes' THEN 0 ELSE 0.5 END";
// The same sum as referralValue (worth.ts), over everybody somebody brought.
const referralCents = `sum(${share} * coalesce(f.value_cents, 0) + (1 - ${share}) * coalesce((SELECT paid_cost_cents FROM referral_setting), 0))::float8`;
const readLeaders = `
  SELECT n.account_id AS id, a.name, n.brought, n.below, n.below_cents AS "netCents", c.value_cents AS "valueCents", o.bought, o.cents AS "referralCents", o.last
  FROM referral_node n JOIN account a ON a.id = n.account_id LEFT JOIN customer_fact c ON c.customer_id = n.account_id,
    LATERAL (SELECT count(*) FILTER (WHERE r.purchases > 0) AS bought, ${referralCents} AS cents, max(r.joined_at) AS last FROM referral r LEFT JOIN customer_fact f ON f.customer_id = r.newcomer_id WHERE r.referrer_id = n.account_id AND r.${counts}) o
  WHERE n.brought > 0 AND ($1::int IS NULL OR (n.brought, n.account_id) < ($1, $2::uuid)) ORDER BY n.brought DESC, n.account_id DESC LIMIT ${pageSize + 1}`;

/** Who brought most people themselves, with everybody below them, what those bought, and what bringing them is worth. */
export async function readLeaderRows(_actor: Member, after: string | undefined): Promise<LeadersView> {
  const [, brought, id] = /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  const [rows, { currency }] = await Promise.all([db().query<Omit<LeaderRow, "last"> & { last: Date | null }>(readLeaders, [brought ? Number(brought) : null, id ?? null]), readSettings(db())]);
  const leaders = rows.slice(0, pageSize).map((row): LeaderRow => ({ ...row, referralCents: row.referralCents ?? 0, last: (row.last ?? new Date(0)).toISOString() }));
  const end = leaders.at(-1);
  return { currency, leaders, next: rows.length > pageSize && end ? `${end.brought}.${end.id}` : null };
}

const readWorth = `
  SELECT r.referrer_id AS id, count(*) AS brought, ${referralCents} AS "referralCents", coalesce(max(c.value_cents), 0)::float8 AS "valueCents"
  FROM referral r LEFT JOIN customer_fact f ON f.customer_id = r.newcomer_id JOIN customer_fact c ON c.customer_id = r.referrer_id WHERE r.${counts} GROUP BY r.referrer_id`;
// The middle of lifetime values by walking the index half way.
const readMiddle = `
  SELECT coalesce((SELECT value_cents FROM customer_fact WHERE value_cents IS NOT NULL ORDER BY value_cents, customer_id OFFSET (SELECT count(*) / 2 FROM customer_fact WHERE value_cents IS NOT NULL) LIMIT 1), 0)::float8 AS middle,
    (SELECT count(*) FROM customer_fact) AS customers, (SELECT paid_cost_cents FROM referral_setting) AS paid`;
const most = 1000;

type WorthRow = { id: string; brought: number; referralCents: number; valueCents: number };
/** Who stands where by own and referral value, over everybody, without names. */
export type Worth = { paidCents: number | null; medians: WorthView["medians"]; counts: Record<Quadrant, number>; more: number; points: (WorthRow & { quadrant: Quadrant })[] };

/** Weighs everybody's own lifetime value against the value of whom they bring. */
export async function measureWorth(): Promise<Worth> {
  const [rows, [middle]] = await Promise.all([db().query<WorthRow>(readWorth), db().query<{ middle: number; customers: number; paid: number | null }>(readMiddle)]);
  const customers = middle?.customers ?? 0;
  const medians = { valueCents: middle?.middle ?? 0, referralCents: medianAmong(customers, rows.map((row) => row.referralCents).filter((cents) => cents > 0)) };
  const counted: Record<Quadrant, number> = { champions: 0, affluents: 0, advocates: 0, misers: 0 };
  for (const row of rows) counted[quadrantOf(row, medians)] += 1;
  const [above] = await db().query<{ count: number }>("SELECT count(*) AS count FROM customer_fact c WHERE value_cents > $1", [Math.floor(medians.valueCents)]);
  // Who brought nobody is an affluent or a miser.
  counted.affluents = Math.max(0, (above?.count ?? 0) - counted.champions);
  counted.misers = Math.max(0, customers - counted.champions - counted.advocates - counted.affluents);
  const shown = rows.toSorted((a, b) => b.referralCents - a.referralCents || b.brought - a.brought).slice(0, most);
  return { paidCents: middle?.paid ?? null, medians, counts: counted, more: rows.length - shown.length, points: shown.map((row) => ({ ...row, quadrant: quadrantOf(row, medians) })) };
}

/** What the figure of own and referral value is called where it is kept. */
export const worthName = "worth";
const nobody: Worth = { paidCents: null, medians: { valueCents: 0, referralCents: 0 }, counts: { champions: 0, affluents: 0, advocates: 0, misers: 0 }, more: 0, points: [] };

/**
 * Everybody by their own lifetime value and the value of whom they bring. Drawn are those who brought somebody, the most valuable
 * first; all others are counted where they stand, at the bottom of the picture.
 */
export async function readWorthView(_actor: Member): Promise<WorthView> {
  const [{ value, madeAt }, { currency }] = await Promise.all([readFigure(worthName, measureWorth), readSettings(db())]);
  const { points, ...rest } = value ?? nobody;
  const names = new Map((await db().query<{ id: string; name: string }>("SELECT id, name FROM account WHERE id = ANY($1::uuid[])", [points.map((row) => row.id)])).map((one) => [one.id, one.name]));
  return { currency, madeAt, coming: value === null, ...rest, points: points.flatMap((row) => { const name = names.get(row.id); return name === undefined ? [] : [{ ...row, name }]; }) };
}
