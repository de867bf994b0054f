import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";

/** Who talks with customers by mail for the house: concierges, marketers and admins. Everyone else is told that there is nothing. */
export function mayConverse(actor: Actor): Member | Refusal {
  return actor.kind === "member" && ["concierge", "marketer", "admin"].includes(actor.role) ? actor : missing();
}
