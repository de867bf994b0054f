import { type Actor, isStaff } from "#lib/core/actor.ts";
import { worksAtRequests } from "#lib/privilege/requests/types.ts";
import type { RouteType } from "./types.ts";

/**
 * Whether the actor may read all of a mail: who wrote it; of what it became part of, who looks after that place. What somebody wrote
 * to another person is theirs alone; a request is the desk's, and neither marketing's nor moderation's.
 */
export function mayReadWhole(actor: Actor, mail: { accountId: string | null; route: RouteType | null }): boolean {
  if (actor.kind !== "member") return false;
  if (mail.accountId === actor.id) return true;
  if (mail.route === "message") return false;
  if (mail.route === "request" || mail.route === "needs") return worksAtRequests(actor);
  if (mail.route === "topic" || mail.route === "category") return actor.role === "moderator" || actor.role === "admin";
  return isStaff(actor);
}
