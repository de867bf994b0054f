import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";

/** Whether the actor brings order books: marketers and admins. To everyone else there is nothing. */
export function mayBringOrders(actor: Actor): Member | Refusal {
  return actor.kind === "member" && (actor.role === "marketer" || actor.role === "admin") ? actor : missing();
}
