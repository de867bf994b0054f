import { forumDoors } from "#lib/forum/api.ts";
import { identityDoors } from "#lib/identity/api.ts";
import type { Doors } from "#lib/identity/door.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { relationshipDoors } from "#lib/relationship/api.ts";

/** The doors of every room. This file alone knows them all. */
export function rooms(): Doors[] {
  return [identityDoors(), forumDoors(), relationshipDoors()];
}

/** What follows the ledger, each with a cursor of its own; each handles one batch and says how many it took. */
export const consumers: (() => Promise<number>)[] = [relayRelationship];
