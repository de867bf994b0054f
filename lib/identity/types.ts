import type { Role } from "#lib/core/actor.ts";

/** Who is signed in, as the pages show them. Tier 0–3: Member, Select, Premier, Circle. */
export type Me = { id: string; name: string; handle: string; role: Role; tier: number };
/** What a member sees and may change of their own account. */
export type ProfileView = { name: string; handle: string; bio: string; email: string | null; locale: string; hasPassword: boolean };
/** One open session of an account; `current` is the one that asks. Times are ISO instants. */
export type SessionView = { id: string; device: string; createdAt: string; seenAt: string; current: boolean };
