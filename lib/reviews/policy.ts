import { type Actor, isStaff } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";

/** Whether the actor takes away and gives back what others wrote. Nobody changes it but its author. */
export const mayModerate = (actor: Actor): boolean => actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin");

/** Whether the actor may review products: whoever may take part and does not work here. */
export function mayReview(actor: Actor): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return isStaff(actor) ? new Refusal("forbidden", "Whoever works here does not review what we sell.") : true;
}

type Owned = { authorId: string };
const owns = (actor: Actor, thing: Owned): boolean => actor.kind === "member" && actor.id === thing.authorId;

/** Whether the actor may change a review: its author alone, whatever anybody's role. */
export function mayEdit(actor: Actor, review: Owned): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return owns(actor, review) ? true : new Refusal("forbidden", "Only its author changes a review.");
}

/** Whether the actor may take something away: its author, a moderator or an admin. */
export function mayRemove(actor: Actor, thing: Owned): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return owns(actor, thing) || mayModerate(actor) ? true : new Refusal("forbidden", "Only its author and moderators may do this.");
}

/** Whether the actor may bring something back: who took it away, or a moderator. */
export function mayRestore(actor: Actor, thing: Owned & { removedBy: string | null }): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  if (mayModerate(actor)) return true;
  return owns(actor, thing) && (thing.removedBy === null || thing.removedBy === thing.authorId) ? true : new Refusal("forbidden", "Only its author and moderators may do this.");
}

/** Whether the actor may say that something helped them: anyone who may take part, but not of what they wrote. */
export function mayVote(actor: Actor, thing: Owned): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return owns(actor, thing) ? new Refusal("forbidden", "You cannot vote on what you wrote yourself.") : true;
}

/** Whether the actor may reply to a review for the company: who works here. */
export function mayReply(actor: Actor): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return isStaff(actor) ? true : new Refusal("forbidden", "Only the company replies to reviews.");
}

/** Whether the actor may say which answer is the best: who asked, or staff. */
export function mayChoose(actor: Actor, question: Owned): true | Refusal {
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return owns(actor, question) || isStaff(actor) ? true : new Refusal("forbidden", "Only who asked and staff choose the best answer.");
}
