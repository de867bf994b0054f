import type { RelationshipView } from "#lib/relationship/types.ts";
import { call } from "./call.ts";

/** The relationship room's doors. */
export const relationship = {
  mine: () => call<RelationshipView>("GET", "/api/me/relationship"),
  factor: () => call<{ factor: number | null }>("GET", "/api/me/factor"),
};
