import { z } from "zod";
import { splits } from "./types.ts";

const id = z.uuid();
/** Where a list goes on: the number of its order and who was last. A place that is none is refused. */
const after = z.string().regex(/^\d{1,9}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).optional();
const days = z.coerce.number().int().min(1).max(730).default(90);
export const funnelQuery = z.strictObject({ days, split: z.enum(splits).default("channel") });
export const daysQuery = z.strictObject({ days });
export const growthQuery = z.strictObject({ within: z.coerce.number().int().min(7).max(180).default(30) });
export const afterQuery = z.strictObject({ after });
export const treeQuery = z.strictObject({ root: id.optional() });
export const branchQuery = z.strictObject({ under: id.optional(), after });
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const plain = z.string().max(200).transform((text) => text.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, " ").trim());
export const searchQuery = z.strictObject({ q: plain.pipe(z.string().min(1).max(80)) });
export const idParam = z.strictObject({ id });
/** What an acquisition costs elsewhere, and what stood there when it was changed: null is not said. */
export const costInput = z.strictObject({ paidCents: z.number().int().min(0).max(100_000_000).nullable(), before: z.number().int().nullable() });
