import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";

/** Whether the actor works at the desk. Everyone else is told that there is none. */
export function mayDecide(actor: Actor): Member | Refusal {
  return actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin") ? actor : missing();
}

/** Whether the actor keeps accounts: merging, erasing. Everyone else is told that there is nothing. */
export function mayKeepAccounts(actor: Actor): Member | Refusal {
  return actor.kind === "member" && actor.role === "admin" ? actor : missing();
}

/** Whether someone of the desk may decide about a person: never about themselves, about staff only an admin. */
export function mayJudge(actor: Member, person: { id: string; role: string }): true | Refusal {
  if (person.id === actor.id) return new Refusal("forbidden", "Somebody else decides about what is yours.");
  return actor.role === "admin" || person.role === "customer" || person.role === "bot" ? true : new Refusal("forbidden", "Only an admin decides about staff.");
}
