import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import type { Audience } from "./types.ts";

const tierOf: Record<Exclude<Audience, "public" | "staff">, number> = { members: 0, select: 1, premier: 2, circle: 3 };

/** Who may know of a category and what is in it. Everyone else is told that it does not exist. */
export function maySee(actor: Actor, audience: Audience): boolean {
  if (audience === "public" || isStaff(actor)) return true;
  return actor.kind === "member" && audience !== "staff" && actor.tier >= tierOf[audience];
}

/** Every audience an actor may see, for a query's filter. */
export function audiencesOf(actor: Actor): Audience[] {
  return (["public", "members", "select", "premier", "circle", "staff"] as const).filter((audience) => maySee(actor, audience));
}

/** Whether the actor may write in a category: it is visible to them, and they may take part at all. */
export function mayWrite(actor: Actor, audience: Audience): true | Refusal {
  if (!maySee(actor, audience)) return missing();
  // The privilege space is not a place to sell: marketers read it and cannot write in it.
  if (actor.kind === "member" && actor.role === "marketer" && (audience === "premier" || audience === "circle")) return new Refusal("forbidden", "Marketing does not write in the members’ private rooms.");
  return mayTakePart(actor);
}

type Owned = { authorId: string; audience: Audience };
/** Whether the actor may change what others wrote, wherever they may write. */
export const mayModerate = (actor: Actor): boolean => actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin");

/** Whether the actor may change, remove or bring back a post: its author, a moderator or an admin. */
export function mayChange(actor: Actor, post: Owned): true | Refusal {
  const write = mayWrite(actor, post.audience);
  if (write !== true) return write;
  const mine = actor.kind === "member" && actor.id === post.authorId;
  return mine || mayModerate(actor) ? true : new Refusal("forbidden", "Only its author and moderators may do this.");
}

/** Whether the actor may say which reply answers a question: who asked, a moderator or an admin. */
export function mayAccept(actor: Actor, topic: Owned & { kind: string }): true | Refusal {
  if (topic.kind !== "question") return new Refusal("conflict", "Only a question has an accepted answer.");
  return mayChange(actor, topic);
}

/** Whether the actor may react to a post: anyone who may write there, but not to what they wrote themselves. */
export function mayReact(actor: Actor, post: Owned): true | Refusal {
  const write = mayWrite(actor, post.audience);
  if (write !== true) return write;
  return actor.kind === "member" && actor.id === post.authorId ? new Refusal("forbidden", "You cannot react to your own post.") : true;
}
