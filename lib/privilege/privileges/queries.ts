import { readSettings } from "#lib/catalogue/settings.ts";
import type { Member } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { balanceOf } from "#lib/points/queries.ts";
import { periodAt, potOf } from "./periods.ts";
import { claimColumns, claimOf, privilegeColumns, type RawClaim, type RawPrivilege } from "./rows.ts";
import type { ClaimView, ClosedWhy, MyPrivileges, PastClaims, PrivilegeCard } from "./types.ts";

const given = `SELECT ${privilegeColumns} FROM privilege p WHERE p.retired_at IS NULL AND p.grants[$1] > 0 ORDER BY p.position, p.id LIMIT 100`;
const balances = `SELECT pot, period::text AS period, taken FROM privilege_balance WHERE account_id = $1 AND period > now() - interval '3 years'`;
const open = `SELECT ${claimColumns} FROM privilege_claim c JOIN privilege p ON p.id = c.privilege_id WHERE c.account_id = $1 AND c.state = 'claimed' AND c.expires_at > now() ORDER BY c.expires_at, c.id LIMIT 200`;

type Known = { taken: (pot: string, period: string) => number; choices: number; points: number; claims: readonly ClaimView[]; tier: number; now: Date };

function whyClosed(row: RawPrivilege, left: number | null, { points, now }: Known): ClosedWhy | null {
  if (row.kind === "timed" && row.startsAt && now < row.startsAt) return "not-begun";
  if (row.kind === "timed" && row.endsAt && now >= row.endsAt) return "over";
  if (left !== null && left < row.units) return "used-up";
  return row.points > points ? "points" : null;
}

function cardOf(row: RawPrivilege, known: Known): PrivilegeCard {
  const pot = potOf(row, known.now);
  const limit = pot ? ((row.kind === "allowance" ? known.choices : row.grants[known.tier]) ?? 0) : null;
  const left = pot && limit !== null ? Math.max(0, limit - known.taken(pot.pot, pot.period)) : null;
  const { grants: _grants, costCents: _cost, position: _position, version: _version, startsAt, endsAt, ...plain } = row;
  return { ...plain, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null, limit, left, again: pot?.next?.toISOString() ?? null, closed: whyClosed(row, left, known), claims: known.claims.filter((one) => one.privilegeId === row.id) };
}

/** What is a member's by their tier: each card with what is left, what they claimed and have not used, their yearly choices and points. Six statements, whatever there is. */
export async function readMyPrivileges(actor: Member, now = new Date()): Promise<MyPrivileges> {
  const customer = actor.role === "customer";
  const [rows, taken, claims, [allowance], points, settings] = await Promise.all([
    customer ? db().query<RawPrivilege>(given, [actor.tier + 1]) : [], db().query<{ pot: string; period: string; taken: number }>(balances, [actor.id]), db().query<RawClaim>(open, [actor.id]),
    db().query<{ choices: number[] }>("SELECT choices::int[] AS choices FROM privilege_allowance"), balanceOf(db(), actor.id), readSettings(db()),
  ]);
  const choices = customer ? (allowance?.choices[actor.tier] ?? 0) : 0;
  const known: Known = { taken: (pot, period) => taken.find((one) => one.pot === pot && one.period === period)?.taken ?? 0, choices, points: points.available, claims: claims.map(claimOf), tier: actor.tier, now };
  const year = periodAt("year", now);
  const chosen = rows.some((row) => row.kind === "allowance") && choices > 0;
  return {
    privileges: rows.map((row) => cardOf(row, known)), kept: known.claims.filter((one) => !rows.some((row) => row.id === one.privilegeId)), points: points.available, currency: settings.currency,
    allowance: chosen ? { choices, left: Math.max(0, choices - known.taken("allowance", year.first)), again: year.next.toISOString() } : null,
  };
}

const perPage = 30;
const past = `SELECT ${claimColumns} FROM privilege_claim c JOIN privilege p ON p.id = c.privilege_id WHERE c.account_id = $1 AND (c.state <> 'claimed' OR c.expires_at <= now()) AND ($2::bigint IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT ${perPage + 1}`;

/** What a member claimed and is done with, the latest first. One query. */
export async function listPastClaims(accountId: string, after?: string, reader: Reader = db()): Promise<PastClaims> {
  const rows = await reader.query<RawClaim>(past, [accountId, decodeCursor(after)?.id ?? null]);
  const claims = rows.slice(0, perPage).map(claimOf);
  const last = claims.at(-1);
  return { claims, next: rows.length > perPage && last ? encodeCursor({ at: last.claimedAt, id: last.id }) : null };
}
