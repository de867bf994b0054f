import { z } from "zod";

const point = z.tuple([z.number().min(-10).max(110), z.number().min(-1e9).max(1e12)]);
/** A part of the picture: a box in points of the factor and cents, or what a hand drew, in points of the factor and the picture's own height. */
export const selectionInput = z.strictObject({
  shape: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("box"), rf: z.tuple([z.number(), z.number()]), netCents: z.tuple([z.number(), z.number()]) }),
    z.strictObject({ kind: z.literal("lasso"), scale: z.enum(["linear", "log"]), points: z.array(point).min(3, "Draw around somebody.").max(500) }),
  ]),
});
const cents = z.coerce.number().int().min(-1e13).max(1e13);
/** A part of the picture that is looked at from near. */
export const partQuery = z.strictObject({ rfFrom: z.coerce.number().min(-1).max(101), rfTo: z.coerce.number().min(-1).max(101), netFrom: cents, netTo: cents });
export type SelectionInput = z.infer<typeof selectionInput>;
const threshold = z.coerce.number().min(0).max(100);
const vital = z.coerce.number().int().min(1).max(99);
export const countsQuery = z.strictObject({ threshold, vital });
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const plain = z.string().transform((text) => text.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, " ").trim());
export const reason = plain.pipe(z.string().min(3, "Say why, in a few words.").max(500, "A reason has at most 500 characters."));
export const thresholdsInput = z.strictObject({ threshold: z.number().min(0).max(100), vital: z.number().int().min(1).max(99), reason, version: z.number().int().min(0) });
export const sinceQuery = z.strictObject({ since: z.iso.date() });
export const afterQuery = z.strictObject({ after: z.string().max(120).optional() });
export const idParam = z.strictObject({ id: z.uuid() });
export const versionParam = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) });
export const noteInput = z.strictObject({ note: plain.pipe(z.string().max(500, "A note has at most 500 characters.")) });
export const reasonInput = z.strictObject({ reason });
export const windowInput = z.strictObject({ window: z.number().int().min(14).max(365) });
const level = z.number().int().min(0).max(3);
export const ladderInput = z.strictObject({ rules: z.array(z.strictObject({ level: z.number().int().min(1).max(3), rule: z.unknown() })).min(1).max(3) });
export const ladderEdit = z.strictObject({ edits: z.array(z.strictObject({ level, name: plain.pipe(z.string().min(1, "A tier needs a name.").max(40)).optional(), rule: z.unknown().optional() })).min(1).max(4), reason });
