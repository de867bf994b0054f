import type { ClaimView, Privilege } from "./types.ts";

export type RawPrivilege = Omit<Privilege, "startsAt" | "endsAt"> & { startsAt: Date | null; endsAt: Date | null };
/** The columns of a privilege `p`. */
export const privilegeColumns = `p.id, p.words, p.kind, p.grants::int[] AS grants, p.period, p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.use_days AS "useDays", p.units, p.points, p.value_cents AS "valueCents", p.cost_cents AS "costCents", p.position, p.version`;
/** A privilege as its row says. */
export const privilegeOf = <Row extends RawPrivilege>({ startsAt, endsAt, ...row }: Row) => ({ ...row, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null });

export type RawClaim = Omit<ClaimView, "claimedAt" | "expiresAt" | "endedAt"> & { claimedAt: Date; expiresAt: Date; endedAt: Date | null };
/** The columns of a claim `c` with its privilege `p`. */
export const claimColumns = `c.id, c.privilege_id AS "privilegeId", p.words, c.state, c.code, c.points, c.value_cents AS "valueCents", c.claimed_at AS "claimedAt", c.expires_at AS "expiresAt", c.ended_at AS "endedAt"`;
/** A claim as its row says. */
export const claimOf = ({ claimedAt, expiresAt, endedAt, ...row }: RawClaim): ClaimView => ({ ...row, claimedAt: claimedAt.toISOString(), expiresAt: expiresAt.toISOString(), endedAt: endedAt?.toISOString() ?? null });
