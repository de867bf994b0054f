import type { Actor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { requestFor } from "./access.ts";
import { atRequestDesk } from "./policy.ts";

/** Whether somebody may follow a request live, and whether they do so from the desk. Asked at every join, and again when they stand differently. */
export async function mayWatchRequest(actor: Actor, id: number): Promise<{ desk: boolean } | undefined> {
  const request = await requestFor(db(), actor, id);
  return refused(request) ? undefined : { desk: atRequestDesk(actor) };
}

/** Whether somebody hears that the desk's queue changed. */
export const hearsDesk = (actor: Actor): boolean => atRequestDesk(actor);
