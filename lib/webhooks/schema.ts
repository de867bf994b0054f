import { z } from "@hono/zod-openapi";
import { eventNames } from "./types.ts";

const name = z.string().transform((text) => text.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\s+/g, " ").trim()).pipe(z.string().min(1, "Give it a name.").max(80, "A name has at most 80 characters."));
const url = z.string().trim().max(500).refine((text) => /^https:\/\/[\x21-\x3f\x41-\x5b\x5d-\x7e]+$/.test(text) && URL.canParse(text), "An address begins with https:// and has no user name.");
export const endpointInput = z.strictObject({ name, url, events: z.array(z.enum(eventNames)).min(1, "Choose what it hears of.").max(eventNames.length) });
export const pauseInput = z.strictObject({ paused: z.boolean() });
export const replayInput = z.strictObject({ delivery: z.int().min(1).optional() });
export const idParam = z.strictObject({ id: z.uuid() });
