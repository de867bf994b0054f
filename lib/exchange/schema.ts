import { z } from "@hono/zod-openapi";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(most * 4).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").trim()).pipe(z.string().max(most, "This is too long."));
const column = z.string().max(200, "This is too long.");
export const broughtQuery = z.strictObject({ id: z.uuid("This needs a client id."), name: line(120).default(""), source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "A source has letters a–z, digits and dashes.").default("orders") });
export const importParam = z.strictObject({ id: z.uuid() });
export const columnsInput = z.strictObject({ mapping: z.strictObject({ invoice: column.optional(), date: column.optional(), customer: column.optional(), quantity: column.optional(), price: column.optional(), amount: column.optional(), code: column.optional(), description: column.optional() }) });
