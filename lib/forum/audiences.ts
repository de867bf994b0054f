import type { Actor } from "#lib/core/actor.ts";
import { audiencesOf } from "./policy.ts";
import type { Audience } from "./types.ts";

/** Every audience whose categories an actor may see, for rooms that list what stands in the forum. */
export const seenAudiences = (actor: Actor): Audience[] => audiencesOf(actor);

/**
 * The same rule as an SQL condition over an account and a category, for whom no session stands: people who should hear of
 * something. tests/notices holds it against the policy for every role, tier and audience.
 */
export const seenBySql = (account: string, category: string): string => `(${category}.audience = 'public' OR ${account}.role <> 'customer'
  OR (${category}.audience <> 'staff' AND ${account}.tier >= CASE ${category}.audience WHEN 'select' THEN 1 WHEN 'premier' THEN 2 WHEN 'circle' THEN 3 ELSE 0 END))`;
