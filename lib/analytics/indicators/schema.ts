import { z } from "@hono/zod-openapi";

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "A name has small letters, digits and dashes.");
export const nameParam = z.strictObject({ name });
export const bookQuery = z.strictObject({ id: z.uuid("This needs a client id.") });
export const oneInput = z.strictObject({ id: z.uuid("This needs a client id."), customer: z.string().trim().min(1, "Say who.").max(254, "This is too long."), amount: z.number().min(-1e9).max(1e9), day: z.iso.date().optional() });
