import type { Choice, Control, PlaceView, RelationshipView } from "#lib/relationship/types.ts";
import type { StageView } from "#lib/relationship/stages/types.ts";
import { call } from "./call.ts";

/** The relationship room's doors. */
export const relationship = {
  mine: () => call<RelationshipView>("GET", "/api/me/relationship"),
  factor: () => call<{ factor: number | null }>("GET", "/api/me/factor"),
  place: () => call<PlaceView>("GET", "/api/me/relationship/place"),
  stage: () => call<StageView>("GET", "/api/me/stage"),
  controls: () => call<{ controls: Control[] }>("GET", "/api/me/relationship/control"),
  leaveOut: (choice: Choice, out: boolean) => call<{ factor: number }>("PUT", "/api/me/relationship/control", { choice, out }),
};
