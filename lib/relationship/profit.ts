import type { Actor, Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import type { Margin, Profit } from "./types.ts";

/**
 * What one purchase `p` brings (model, section 4): its net value (paid − tax − shipping − refunds) less the cost of goods
 * where it is known, else times the default margin.
 */
export const broughtSql = `CASE WHEN p.cost_cents IS NULL THEN p.net_cents * (SELECT percent FROM margin_version ORDER BY version DESC LIMIT 1) / 100 ELSE p.net_cents - p.cost_cents END`;

type MarginRow = { version: number; percent: number; note: string; madeBy: string | null; madeAt: Date };
const readMargins = `SELECT m.version, m.percent::float8 AS percent, m.note, a.name AS "madeBy", m.made_at AS "madeAt" FROM margin_version m LEFT JOIN account a ON a.id = m.made_by ORDER BY m.version DESC LIMIT 20`;

function maySet(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "marketer" || actor.role === "admin" ? actor : new Refusal("forbidden", "Marketers and admins change the model.");
}

/** The default margin and what it was before, the newest first, for marketers and admins. */
export async function listMargins(actor: Actor): Promise<{ margins: Margin[] } | Refusal> {
  const me = maySet(actor);
  if (refused(me)) return me;
  return { margins: (await db().query<MarginRow>(readMargins)).map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })) };
}

/** Sets the default margin under a new number, with the reason. Every figure of net profit read from then on uses it; nights that are past keep what they were made with. */
export function setMargin(actor: Actor, input: { percent: number; note: string }): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const me = maySet(actor);
    if (refused(me)) return me;
    await tx.query("LOCK TABLE margin_version IN EXCLUSIVE MODE");
    const [now] = await tx.query<{ version: number; percent: number }>("SELECT version, percent::float8 AS percent FROM margin_version ORDER BY version DESC LIMIT 1");
    if (now && now.percent === input.percent) return { version: now.version };
    const version = (now?.version ?? 0) + 1;
    await tx.query("INSERT INTO margin_version (version, percent, note, made_by) VALUES ($1, $2, $3, $4)", [version, input.percent, input.note, me.id]);
    await noteAct(tx, me, { act: "margin.set", subject: { type: "margin", id: version }, detail: { percent: input.percent } });
    return { version };
  });
}

const ofOne = `
  SELECT coalesce(sum(p.net_cents), 0)::float8 AS "netCents", coalesce(sum(${broughtSql}), 0)::float8 AS brought, coalesce(sum(p.refunded_cents), 0)::float8 AS "refundedCents", count(*) FILTER (WHERE p.cost_cents IS NULL) AS unknown, count(*) AS orders,
    (SELECT coalesce(sum(c.cents), 0)::float8 FROM cost_entry c WHERE c.customer_id = $1 AND c.at <= $2::timestamptz AND c.at > $3::timestamptz) AS "servingCents",
    (SELECT json_build_object('version', version, 'percent', percent) FROM margin_version ORDER BY version DESC LIMIT 1) AS margin
  FROM purchase p WHERE p.customer_id = $1 AND p.counts AND p.placed_at <= $2::timestamptz AND p.placed_at > $3::timestamptz`;
type Row = { netCents: number; brought: number; refundedCents: number; unknown: number; orders: number; servingCents: number; margin: { version: number; percent: number } };

/** How one customer's net profit of the trailing days comes about, term by term. One statement. */
export async function readProfit(reader: Reader, customerId: string, { asOf, days = 365 }: { asOf: Date; days?: number }): Promise<Profit> {
  const [row] = await reader.query<Row>(ofOne, [customerId, asOf, new Date(asOf.getTime() - days * 86_400_000)]);
  if (!row) throw new Error("a sum had no row");
  return {
    orders: row.orders, netCents: row.netCents, refundedCents: row.refundedCents, goodsCents: row.netCents - row.brought, servingCents: row.servingCents, profitCents: row.brought - row.servingCents,
    ordersWithoutCost: row.unknown, margin: row.margin,
  };
}
