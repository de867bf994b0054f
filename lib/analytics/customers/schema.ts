import { z } from "@hono/zod-openapi";
import { ruleIn, ruleOf } from "../segments/schema.ts";
import { type ColumnKey, isColumn } from "./types.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(2000).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const body = z.string().max(5000, "A note has at most 5,000 characters.").transform((text) => text.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim()).pipe(z.string().min(1, "Write something that can be read."));

const column = z.string().max(120).refine(isColumn, "There is no such column.").transform((word) => word as ColumnKey);
const order = { sort: column.default("rf"), dir: z.enum(["asc", "desc"]).default("desc"), q: line(80).default("") };
const where = z.string().max(20_000).refine((text) => ruleIn(text) !== undefined, "This rule cannot be understood.");
export const listQuery = z.strictObject({ ...order, where: where.optional(), after: z.string().max(300).optional() });
export const exportQuery = z.strictObject({ ...order, where: where.optional(), columns: z.string().max(1200).optional() });
export const idParam = z.strictObject({ id: z.uuid("There is nothing here.") });
export const timelineQuery = z.strictObject({ kind: z.string().min(1).max(60).optional(), after: z.string().max(300).optional() });
export const afterQuery = z.strictObject({ after: z.string().max(300).optional() });
/** A tier that a person gives: from Select on, with a reason, and an end when it has one. */
export const grantInput = z.strictObject({ level: z.number().int().min(1).max(3), reason: line(500), until: z.iso.date().nullable() });
export const noteInput = z.strictObject({ id: z.uuid("This needs a client id."), body });
export const noteChange = z.strictObject({ body, version: z.int().positive() });
export const removedInput = z.strictObject({ removed: z.boolean() });
const setting = z.strictObject({ columns: z.array(column).min(1, "Choose at least one column.").max(40), ...order, where: z.unknown().nullable().default(null).refine((rule) => rule === null || ruleOf(rule) !== undefined, "This rule cannot be understood.") });
const view = { name: line(80).pipe(z.string().min(1, "A view needs a name.")), shared: z.boolean().default(false), setting };
export const viewInput = z.strictObject({ id: z.uuid("This needs a client id."), ...view });
export const viewChange = z.strictObject({ ...view, version: z.int().positive() });
export type ListQuery = z.infer<typeof listQuery>;
export type ViewInput = z.infer<typeof viewInput>;
export type ViewChange = z.infer<typeof viewChange>;
