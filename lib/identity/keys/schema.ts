import { z } from "@hono/zod-openapi";
import { scopes } from "#lib/core/actor.ts";

export const keyInput = z.strictObject({
  name: z.string().transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim()).pipe(z.string().min(1, "Give it a name.").max(80, "A name has at most 80 characters.")),
  scopes: z.array(z.enum(scopes)).min(1, "Choose what it may do.").max(scopes.length),
});
export const keyParam = z.strictObject({ id: z.uuid() });
