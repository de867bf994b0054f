import { z } from "@hono/zod-openapi";
import { availabilities } from "./types.ts";

// Directional overrides and control characters in a name would let it pass for another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(most * 4).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const cents = z.int().min(0).max(100_000_000);

export const code = z.string().regex(/^[\w.:/+-]{1,64}$/, "A code has 1 to 64 letters, digits or . : / + - _.");
export const slug = z.string().regex(/^[a-z0-9-]{1,80}$/, "An address has letters a–z, digits and dashes.");
export const variantInput = z.strictObject({ code, name: line(120).pipe(z.string().min(1, "Give it a name.")), options: z.record(line(40), line(80)).default({}), priceCents: cents.nullable().default(null), availability: z.enum(availabilities).default("in_stock") });
/** A product as it should be. What is left out stays as it is, or has its first value. */
export const productInput = z.strictObject({
  name: line(200).pipe(z.string().min(1, "Give it a name.")), description: z.string().max(20_000, "This is too long.").transform((text) => text.normalize("NFC").replaceAll("\u0000", "").trim()).optional(),
  priceCents: cents.optional(), brand: line(120).optional(), availability: z.enum(availabilities).optional(), active: z.boolean().optional(),
  category: slug.nullable().optional(), substitute: code.nullable().optional(), variants: z.array(variantInput).max(100, "At most 100 variants.").optional(),
});
export const imagesInput = z.strictObject({ images: z.array(z.strictObject({ id: z.uuid(), alt: line(200).default("") })).max(12, "At most 12 pictures.") });
export const categoryInput = z.strictObject({ name: line(80).pipe(z.string().min(1, "Give it a name.")), parent: slug.nullable().default(null), position: z.int().min(0).max(10_000).default(0) });
export const settingsInput = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, "A currency has three capital letters.").optional(), moderation: z.enum(["after", "before"]).optional(),
  invitations: z.boolean().optional(), inviteAfterDays: z.int().min(1).max(180).optional(), inviteIncentive: z.boolean().optional(),
});
export const codeParam = z.strictObject({ code });
export const slugParam = z.strictObject({ slug });
export const listQuery = z.strictObject({ after: z.string().max(200).optional(), q: z.string().max(100).optional() });

export type ProductInput = z.infer<typeof productInput>;
export type VariantInput = z.infer<typeof variantInput>;
export type CategoryInput = z.infer<typeof categoryInput>;
export type ImagesInput = z.infer<typeof imagesInput>;
export type SettingsInput = z.infer<typeof settingsInput>;
