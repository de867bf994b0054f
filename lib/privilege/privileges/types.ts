import type { Role } from "#lib/core/actor.ts";

export const privilegeKinds = ["unlimited", "counted", "timed", "allowance"] as const;
/** How something is given: without end, so many in a period, while it lasts, or by choice out of the yearly allowance. */
export type PrivilegeKind = (typeof privilegeKinds)[number];
export const periods = ["month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];
export const claimStates = ["claimed", "used", "returned", "expired"] as const;
export type ClaimState = (typeof claimStates)[number];

/** What it is called, what it is, and how one uses it; in one language. */
export type PrivilegeWords = { name: string; what: string; how: string };
export type BothWords = { en: PrivilegeWords; fr: PrivilegeWords };

/** A privilege as its admins keep it. `grants` is by tier, from Member to Circle: how many in a period, or in all while it lasts; above nothing it is theirs. */
export type Privilege = {
  id: number; words: BothWords; kind: PrivilegeKind; grants: number[]; period: Period; startsAt: string | null; endsAt: string | null; useDays: number; units: number; points: number;
  valueCents: number; costCents: number; position: number; version: number;
};
/** What a member took. Until `expiresAt` it is used or given back. */
export type ClaimView = { id: number; privilegeId: number; words: BothWords; state: ClaimState; code: string; points: number; valueCents: number; claimedAt: string; expiresAt: string; endedAt: string | null };
export const closedWhys = ["used-up", "not-begun", "over", "points"] as const;
/** Why something cannot be taken right now. */
export type ClosedWhy = (typeof closedWhys)[number];
/** A claim as the desk finds it by its code: whose it is, how one uses it, who marked it as used, and whether that can still be taken back. */
export type FoundClaim = ClaimView & { member: { id: string; name: string; handle: string; role: Role; tier: number }; usedBy: string | null; undoable: boolean };
/** A privilege as its member sees it. `left` of `limit` are theirs until `again`, when it begins anew; both null where nothing is counted. */
export type PrivilegeCard = {
  id: number; words: BothWords; kind: PrivilegeKind; period: Period; valueCents: number; points: number; units: number; useDays: number; startsAt: string | null; endsAt: string | null;
  limit: number | null; left: number | null; again: string | null; closed: ClosedWhy | null; claims: ClaimView[];
};
/** All that is a member's: the cards, what is left of the yearly allowance, and their points. `kept` are claims of what is theirs no more. */
export type MyPrivileges = { privileges: PrivilegeCard[]; kept: ClaimView[]; allowance: { choices: number; left: number; again: string } | null; points: number; currency: string };
export type PastClaims = { claims: ClaimView[]; next: string | null };

/** A privilege for its keepers: with how often it was taken in the last year, and what that cost. */
export type KeptPrivilege = Privilege & { retired: boolean; claimed: number; used: number; spentCents: number };
/** Everything that is kept, and how many people each tier has. */
export type Kept = { privileges: KeptPrivilege[]; allowance: { choices: number[]; version: number }; people: number[]; currency: string };
export type PrivilegeVersion = { version: number; note: string; madeBy: string | null; madeAt: string; changed: string[] };
