export const roles = ["customer", "moderator", "concierge", "marketer", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who acts. Tier 0–3: Member, Select, Premier, Circle. Who is silenced reads and does not write. A newcomer's account is younger than a day. */
export type Member = { kind: "member"; id: string; name: string; handle: string; role: Role; tier: number; confirmed: boolean; silenced: boolean; sessionId: string; locale: string; newcomer: boolean };
export type Visitor = { kind: "visitor" };
/** What a key may be given: one word for the thing, one for what is done with it. */
export const scopes = ["orders:read", "orders:write", "indicators:write", "referrals:write"] as const;
export type Scope = (typeof scopes)[number];
/** Another system, by a key. It enters only doors that name a scope of its own. */
export type Key = { kind: "key"; id: string; name: string; scopes: readonly Scope[] };
export type Actor = Visitor | Member | Key;

export const visitor: Visitor = { kind: "visitor" };

/** Whether the actor works for the company: everyone but customers. */
export function isStaff(actor: Actor): boolean {
  return actor.kind === "member" && actor.role !== "customer";
}
