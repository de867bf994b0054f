import { z } from "@hono/zod-openapi";
import { scopes } from "#lib/core/actor.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;

export const keyInput = z.strictObject({
  name: z.string().transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().min(1, "Give it a name.").max(80, "A name has at most 80 characters.")),
  scopes: z.array(z.enum(scopes)).min(1, "Choose what it may do.").max(scopes.length),
});
export const keyParam = z.strictObject({ id: z.uuid() });
