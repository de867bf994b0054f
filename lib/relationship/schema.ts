import { z } from "@hono/zod-openapi";
import { choices } from "./types.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;
const line = z.string().max(2000, "This is too long.").transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").trim());
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "A name has small letters, digits and dashes.");
/** An external signal as it should stand in the next version; a weight of 0 takes it out. */
export const indicatorInput = z.strictObject({ name, label: line.pipe(z.string().min(1, "Give it a name.").max(60, "This is too long.")), halfLife: z.number().min(1).max(3650), kappa: z.number().positive().max(1e9), weight: z.number().min(0).max(100) });
export const nameParam = z.strictObject({ name });
export const toldInput = z.strictObject({ customer: line.pipe(z.string().min(1).max(254)), amount: z.number().min(-1e9).max(1e9), at: z.iso.datetime({ offset: true }).optional() });
export const controlInput = z.strictObject({ choice: z.enum(choices), out: z.boolean() });
export const marginInput = z.strictObject({ percent: z.number().min(0).max(100), note: line.pipe(z.string().min(3, "Say why, in a few words.").max(300, "This is too long.")) });
export const historyQuery = z.strictObject({ format: z.literal("csv").optional() });
