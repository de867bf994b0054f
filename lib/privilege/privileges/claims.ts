import { randomInt } from "node:crypto";
import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { type Cost, recordCost } from "#lib/ledger/costs.ts";
import { returnPoints, spendPoints } from "#lib/points/spending.ts";
import { tell } from "#lib/realtime/tell.ts";
import { privilegeTold, privilegeUntold } from "../events.ts";
import { giveBackTo, takeOf } from "./balances.ts";
import { type Pot, potOf } from "./periods.ts";
import { mayClaim } from "./policy.ts";
import { type RawPrivilege, privilegeColumns } from "./rows.ts";
import type { ClaimState } from "./types.ts";

const day = 86_400_000;
// Without letters and figures that are read for one another.
const signs = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const codeOf = (): string => Array.from({ length: 8 }, (_, at) => (at === 4 ? "-" : "") + signs[randomInt(signs.length)]).join("");

const find = `SELECT ${privilegeColumns}, p.retired_at IS NOT NULL AS retired, a.choices::int[] AS choices FROM privilege p, privilege_allowance a WHERE p.id = $1`;
const insert = `INSERT INTO privilege_claim (privilege_id, account_id, version, pot, period, units, points, spend_id, value_cents, cost_cents, code, client_id, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`;
const enter = "INSERT INTO privilege_entry (account_id, claim_id, kind, pot, period, units, points, cost_cents, round) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

type Found = RawPrivilege & { retired: boolean; choices: number[] };
export type Claimed = { id: number; code: string; expiresAt: string };

/** A claim as it is when it ends. */
export type Ended = { id: number; privilegeId: number; accountId: string; pot: string | null; period: string | null; units: number; points: number; spendId: string | null; costCents: number; round: number };
const endedColumns = `id, privilege_id AS "privilegeId", account_id AS "accountId", pot, period::text AS period, units, points, spend_id AS "spendId", cost_cents AS "costCents", round`;

function closedNow(found: Found, now: Date): Refusal | undefined {
  if (found.kind !== "timed" || !found.startsAt || !found.endsAt) return undefined;
  if (now < found.startsAt) return new Refusal("conflict", "This has not begun yet.");
  return now >= found.endsAt ? new Refusal("conflict", "This is over.") : undefined;
}

// What was taken of the pot goes back at once when there are too few points: nothing is left of it.
async function pay(tx: Tx, me: Member, { found, pot, clientId }: { found: Found; pot: Pot | null; clientId: string }): Promise<{ spendId: string | null } | Refusal> {
  const granted = (found.kind === "allowance" ? found.choices : found.grants)[me.tier] ?? 0;
  if (pot && !(await takeOf(tx, { accountId: me.id, ...pot, units: found.units, granted }))) return new Refusal("conflict", "You have used all of these for now.");
  if (found.points === 0) return { spendId: null };
  const spent = await spendPoints(tx, { customerId: me.id, points: found.points, key: `privilege:${clientId}`, subject: { type: "privilege", id: String(found.id) } });
  if (!refused(spent)) return { spendId: spent.entryId };
  if (pot) await giveBackTo(tx, { accountId: me.id, ...pot, units: found.units });
  return spent;
}

async function before(tx: Tx, accountId: string, clientId: string): Promise<Claimed | undefined> {
  const [there] = await tx.query<{ id: number; code: string; expiresAt: Date }>(`SELECT id, code, expires_at AS "expiresAt" FROM privilege_claim WHERE account_id = $1 AND client_id = $2`, [accountId, clientId]);
  return there && { ...there, expiresAt: there.expiresAt.toISOString() };
}

/**
 * Takes one of what a member is given: out of its pot and, where it has a price, their points, or not at all. The same client
 * id again answers with what it took the first time.
 */
export function claimPrivilege(actor: Actor, id: number, { clientId }: { clientId: string }): Promise<Claimed | Refusal> {
  return transact(async (tx) => {
    const me = mayClaim(actor);
    if (refused(me)) return me;
    const there = await before(tx, me.id, clientId);
    if (there) return there;
    const [found] = await tx.query<Found>(find, [id]);
    if (!found || found.retired || (found.grants[me.tier] ?? 0) === 0) return missing();
    const now = new Date();
    const closed = closedNow(found, now);
    if (closed) return closed;
    const pot = potOf(found, now);
    const paid = await pay(tx, me, { found, pot, clientId });
    if (refused(paid)) return paid;
    const expiresAt = new Date(Math.min(now.getTime() + found.useDays * day, found.kind === "timed" && found.endsAt ? found.endsAt.getTime() : Number.POSITIVE_INFINITY));
    const code = codeOf();
    const units = pot ? found.units : 0;
    // Sent twice at once, the second finds the first's row on its next try, with what it took given up.
    const [row] = await tx.query<{ id: number }>(insert, [id, me.id, found.version, pot?.pot ?? null, pot?.period ?? null, units, found.points, paid.spendId, found.valueCents, found.costCents, code, clientId, expiresAt]);
    if (!row) throw new Error("a claim was not written");
    await tx.query(enter, [me.id, row.id, "claimed", pot?.pot ?? null, pot?.period ?? null, -units, -found.points, 0, 1]);
    await privilegeTold(tx, "privilege.claimed", { claimId: row.id, privilegeId: id, customerId: me.id });
    await changed(tx, me.id);
    return { id: row.id, code, expiresAt: expiresAt.toISOString() };
  });
}

const changed = (tx: Tx, accountId: string): Promise<void> => tell(tx, { room: `me:${accountId}`, event: "privilege.changed", data: {} });

/** Enters how a claim ended, with what went back to its pot and points. */
export async function enterEnd(tx: Tx, claim: Ended, { kind, units = 0, cents = 0 }: { kind: Exclude<ClaimState, "claimed"> | "unused"; units?: number; cents?: number }): Promise<void> {
  const points = kind === "used" || kind === "unused" ? 0 : claim.points;
  if (units > 0 && claim.pot && claim.period) await giveBackTo(tx, { accountId: claim.accountId, pot: claim.pot, period: claim.period, units });
  if (points > 0 && claim.spendId) await returnPoints(tx, { entryId: claim.spendId, key: `privilege:${claim.id}:${kind}` });
  await tx.query(enter, [claim.accountId, claim.id, kind, claim.pot, claim.period, units, points, cents, claim.round]);
  await changed(tx, claim.accountId);
}

const end = `UPDATE privilege_claim SET state = $3, ended_at = now() WHERE id = $1 AND account_id = $2 AND state = 'claimed' AND expires_at > now() RETURNING ${endedColumns}`;

// Said twice is said once; what ended otherwise is told.
async function ending(tx: Tx, me: Member, { id, state }: { id: number; state: "used" | "returned" }): Promise<Ended | true | Refusal> {
  const [claim] = await tx.query<Ended>(end, [id, me.id, state]);
  if (claim) return claim;
  const [there] = await tx.query<{ state: ClaimState }>("SELECT state FROM privilege_claim WHERE id = $1 AND account_id = $2", [id, me.id]);
  if (!there) return missing();
  if (there.state === state) return true;
  if (there.state === "used") return new Refusal("conflict", "This was used already.");
  return new Refusal("conflict", there.state === "returned" ? "This was given back already." : "This has lapsed.");
}

/** Gives back what was claimed and not used yet: its pot and its points have it again. */
export function returnClaim(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayClaim(actor);
    if (refused(me)) return me;
    const claim = await ending(tx, me, { id, state: "returned" });
    if (claim === true || refused(claim)) return claim;
    await enterEnd(tx, claim, { kind: "returned", units: claim.units });
    await privilegeUntold(tx, "privilege.claimed", { claimId: id });
    return true;
  });
}

/** Enters that a claim was used: on its ledger, in the cost of serving its member, and in what is told of it. */
export async function enterUse(tx: Tx, claim: Ended): Promise<void> {
  await enterEnd(tx, claim, { kind: "used", cents: claim.costCents });
  if (claim.costCents > 0) await recordCost(tx, costOf(claim));
  await privilegeTold(tx, "privilege.used", toldOf(claim));
}

/** Takes back that a claim was used, with its cost; it can be used again. */
export async function enterUnuse(tx: Tx, claim: Ended): Promise<void> {
  await enterEnd(tx, claim, { kind: "unused", cents: -claim.costCents });
  if (claim.costCents > 0) await recordCost(tx, { ...costOf(claim), cents: -claim.costCents, key: `${costOf(claim).key}:back` });
  await privilegeUntold(tx, "privilege.used", toldOf(claim));
}

const toldOf = ({ id, privilegeId, accountId, round }: Ended) => ({ claimId: id, privilegeId, customerId: accountId, round });
const costOf = ({ id, privilegeId, accountId, costCents, round }: Ended): Cost => ({ customerId: accountId, kind: "privilege", cents: costCents, at: new Date(), subject: { type: "privilege", id: String(privilegeId) }, key: `privilege:${id}${round > 1 ? `:${round}` : ""}` });

/** Uses what was claimed: from then on it cannot be given back, and what it costs us is written down. */
export function spendClaim(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayClaim(actor);
    if (refused(me)) return me;
    const claim = await ending(tx, me, { id, state: "used" });
    if (claim === true || refused(claim)) return claim;
    await enterUse(tx, claim);
    return true;
  });
}

export { endedColumns };
