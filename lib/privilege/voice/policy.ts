import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { spaceOpensAt, worksAtRequests } from "../requests/types.ts";

/** Whether the actor has a say here: a member of the space who may take part. */
export function maySpeak(actor: Actor): Member | Refusal {
  const part = mayTakePart(actor);
  if (part !== true || actor.kind !== "member") return part === true ? missing() : part;
  if (actor.role !== "customer") return new Refusal("forbidden", "This is for members to say. You work here.");
  return actor.tier >= spaceOpensAt ? actor : new Refusal("forbidden", "This space opens with the Premier tier.");
}

/** Whether the actor runs invitations and answers nominations: whoever works at the desk of requests. Marketing never. */
export function mayRunVoice(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  if (!worksAtRequests(actor)) return missing();
  const part = mayTakePart(actor);
  return part === true ? actor : part;
}
