import type { FlagInput } from "#lib/moderation/schema.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;

/** The moderation room's doors. */
export const moderation = {
  report: (input: FlagInput) => call<Nothing>("POST", "/api/flags", input),
};
