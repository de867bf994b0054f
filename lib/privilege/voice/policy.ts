import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { spaceOpensAt } from "../requests/types.ts";

/** Whether the actor has a say here: a member of the space who may take part. */
export function maySpeak(actor: Actor): Member | Refusal {
  const part = mayTakePart(actor);
  if (part !== true || actor.kind !== "member") return part === true ? missing() : part;
  if (actor.role !== "customer") return new Refusal("forbidden", "This is for members to say. You work here.");
  return actor.tier >= spaceOpensAt ? actor : new Refusal("forbidden", "This space opens with the Premier tier.");
}
