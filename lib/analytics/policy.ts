import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { seesFigures, seesIndividuals, smallest } from "./types.ts";

/** Who sees individuals in the studio: marketers and admins. Everyone else is told that there is nothing. */
export function maySeeIndividuals(actor: Actor): Member | Refusal {
  return actor.kind === "member" && seesIndividuals(actor) ? actor : missing();
}

/** Who sees figures over groups: whoever sees individuals, and concierges. Everyone else is told that there is nothing. */
export function maySeeFigures(actor: Actor): Member | Refusal {
  return actor.kind === "member" && seesFigures(actor) ? actor : missing();
}

/** A count as this reader may see it: groups of one to nine are not shown to who may not see individuals. */
export function shownTo(actor: Actor, count: number): number | null {
  return seesIndividuals(actor) || count === 0 || count >= smallest ? count : null;
}
