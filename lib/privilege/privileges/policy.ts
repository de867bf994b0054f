import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";

/** Whether the actor may take what they are given: a member who may take part. What is theirs, their tier says. */
export function mayClaim(actor: Actor): Member | Refusal {
  const part = mayTakePart(actor);
  if (part !== true || actor.kind !== "member") return part === true ? missing() : part;
  return actor.role === "customer" ? actor : new Refusal("forbidden", "Privileges are the members’. You work here.");
}

/** Whether the actor keeps what members are given. Everyone else is told that there is nothing to keep. */
export function mayKeepPrivileges(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? actor : missing();
}
