import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { reopenDays, type RequestState, spaceOpensAt, worksAtRequests } from "./types.ts";

/** A request as its rules look at it; `reader` says that its member lets the actor read it. */
export type Ruled = { customerId: string; state: RequestState; closedAt: Date | null; rating: number | null; reader: boolean };

/** Whether the actor works at the desk of requests. */
export const atRequestDesk = worksAtRequests;
const owns = (actor: Actor, request: Ruled): boolean => actor.kind === "member" && actor.id === request.customerId;

/** Who may know of a request: its member, whatever their tier is now, whoever they let read it, and the desk. Marketing and moderation never. */
export const maySee = (actor: Actor, request: Ruled): boolean => actor.kind === "member" && (owns(actor, request) || request.reader || atRequestDesk(actor));

/** Whether the actor may forward a need: a member of the space. */
export function mayForward(actor: Actor): Member | Refusal {
  const part = mayTakePart(actor);
  if (part !== true || actor.kind !== "member") return part === true ? missing() : part;
  if (actor.role !== "customer") return new Refusal("forbidden", "Members forward needs. Ask the member first, and open it with their consent.");
  return actor.tier >= spaceOpensAt ? actor : new Refusal("forbidden", "This space opens with the Premier tier.");
}

/** Whether the actor works at the desk of requests: handles them, runs what members decide, marks what they show as used. Marketing and moderation never: to them there is none. */
export function mayHandle(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  if (!atRequestDesk(actor)) return missing();
  const part = mayTakePart(actor);
  return part === true ? actor : part;
}

const closed = (): Refusal => new Refusal("conflict", "This request is closed. It can be opened again for a while.");

/** Whether the actor may act in an open request: its member, or the desk. */
export function mayAct(actor: Actor, request: Ruled): true | Refusal {
  if (!maySee(actor, request)) return missing();
  const part = mayTakePart(actor);
  if (part !== true) return part;
  if (!owns(actor, request) && !atRequestDesk(actor)) return new Refusal("forbidden", "You may read this, and its member writes.");
  return request.state === "open" ? true : closed();
}

/** Whether the actor may decide for the member: the member alone. */
export function mayDecide(actor: Actor, request: Ruled): true | Refusal {
  const act = mayAct(actor, request);
  if (act !== true) return act;
  return owns(actor, request) ? true : new Refusal("forbidden", "That is the member’s to say.");
}

/** Whether the actor may say who else reads it: the member, also when it is closed. */
export function mayShare(actor: Actor, request: Ruled): true | Refusal {
  if (!maySee(actor, request)) return missing();
  const part = mayTakePart(actor);
  if (part !== true) return part;
  return owns(actor, request) ? true : new Refusal("forbidden", "That is the member’s to say.");
}

/** Whether the actor may say how it went: the member, once, of what a person fulfilled. */
export function mayRate(actor: Actor, request: Ruled): true | Refusal {
  const share = mayShare(actor, request);
  if (share !== true) return share;
  if (request.state !== "fulfilled") return new Refusal("conflict", "Only what was fulfilled is rated.");
  return request.rating === null ? true : new Refusal("conflict", "You have rated this already.");
}

/** Whether the actor may open it again: the member or the desk, for two weeks. */
export function mayReopen(actor: Actor, request: Ruled, now = new Date()): true | Refusal {
  if (!maySee(actor, request)) return missing();
  const part = mayTakePart(actor);
  if (part !== true) return part;
  if (!owns(actor, request) && !atRequestDesk(actor)) return new Refusal("forbidden", "You may read this, and its member writes.");
  if (request.state === "open" || request.state === "merged" || !request.closedAt) return new Refusal("conflict", "This request is not closed.");
  return now.getTime() - request.closedAt.getTime() <= reopenDays * 86_400_000 ? true : new Refusal("conflict", "This was closed too long ago. Forward it anew.");
}
