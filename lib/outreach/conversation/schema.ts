import { z } from "@hono/zod-openapi";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const subject = z.string().max(2000).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().min(1, "A letter needs a subject.").max(200, "This is too long."));
const body = z.string().max(10_000, "This is too long.").transform((text) => text.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim()).pipe(z.string().min(1, "Write something that can be read."));

export const idParam = z.strictObject({ id: z.uuid("There is nothing here.") });
export const pageQuery = z.strictObject({ after: z.string().max(120).optional() });
export const letterInput = z.strictObject({ subject, body, clientId: z.uuid("This needs a client id.") });
export type LetterInput = z.infer<typeof letterInput>;
