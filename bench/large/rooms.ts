import type { Look } from "../community.ts";

/** The pages of rooms beside the forum, as they come to be. */
export function roomLooks(): Look[] {
  return [];
}
