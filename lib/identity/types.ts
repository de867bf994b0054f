import type { Role, Scope } from "#lib/core/actor.ts";

/** Who is signed in, as the pages show them. Tier 0–3: Member, Select, Premier, Circle. */
export type Me = { id: string; name: string; handle: string; role: Role; tier: number };
/** What a member sees and may change of their own account. */
export type ProfileView = {
  name: string; handle: string; bio: string; email: string | null; locale: string; hasPassword: boolean; location: string; website: string; privacy: Privacy; listed: boolean; timezone: string | null;
  /** Whether there is something a new member can still be asked. */
  onboarding: boolean;
};
export type ShownTo = "everyone" | "members" | "nobody";
export type PrivateField = "bio" | "joined" | "tier" | "activity" | "location" | "website";
/** Who may see each part of a profile. */
export type Privacy = Record<PrivateField, ShownTo>;
/**
 * Someone as this viewer may see them: what they may not see is null. `gone` is an account that is suspended or erased, of which
 * nothing else is told; `activity` says whether the lists of what they wrote may be shown.
 */
export type PersonProfile = {
  id: string; handle: string; name: string; role: string; tier: number; bio: string | null; joined: string | null; location: string | null; website: string | null; activity: boolean; gone: boolean;
};
/** Someone in the directory. */
export type DirectoryRow = { id: string; handle: string; name: string; role: string; tier: number; bio: string | null; joined: string | null; contributions: number };
export type Directory = { people: DirectoryRow[]; next: string | null };
/** One open session of an account; `current` is the one that asks. Times are ISO instants. */
export type SessionView = { id: string; device: string; createdAt: string; seenAt: string; current: boolean };
/** What a new member is asked, one at a time, in this order. */
export const onboardingSteps = ["picture", "bio", "interests", "place", "notices"] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];
/** What is still to ask, and how many questions there are in all. */
export type OnboardingView = { left: OnboardingStep[]; of: number };
/** A key of another system as admins see it: what begins it, what it opens, and when it last did. Times are ISO instants. */
export type KeyView = { id: string; name: string; prefix: string; scopes: Scope[]; madeBy: string; madeAt: string; usedAt: string | null; revokedAt: string | null };
