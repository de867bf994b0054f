import { type Actor, isStaff } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";

/** Whether the actor may change what is sold: an admin. */
export function mayManage(actor: Actor): true | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? true : new Refusal("forbidden", "Only admins look after the catalogue.");
}

/** Whether the actor sees products that are not on sale: staff do. */
export const seesInactive = (actor: Actor): boolean => isStaff(actor);
