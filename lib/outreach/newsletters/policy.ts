import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";

const works = (actor: Actor, roles: readonly string[]): actor is Member => actor.kind === "member" && roles.includes(actor.role);

/** Who writes and sends news, and sees who read it: marketers and admins. Everyone else is told that there is nothing. */
export function mayWriteNews(actor: Actor): Member | Refusal {
  return works(actor, ["marketer", "admin"]) ? actor : missing();
}

/** Who sees what came of news: those, and concierges, to whom neither groups under ten are shown nor what would tell of one (`thinning.ts`). */
export function mayReadReports(actor: Actor): Member | Refusal {
  return works(actor, ["concierge", "marketer", "admin"]) ? actor : missing();
}
