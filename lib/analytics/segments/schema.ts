import { z } from "@hono/zod-openapi";
import { type Rule, comparisons, figures, moments, segmentLetters } from "./types.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const word = z.string().min(1).max(120).refine((text) => text.isWellFormed() && !/[\u0000-\u001f]/.test(text));
const days = z.int().min(1).max(3650);
const some = <Schema extends z.ZodType>(one: Schema) => z.array(one).min(1).max(100);
const leaf = z.union([
  z.strictObject({ field: z.enum(figures), op: z.enum(comparisons), value: z.number().min(-1e13).max(1e13) }),
  z.strictObject({ field: z.literal("segment"), op: z.literal("in"), value: some(z.enum(segmentLetters)) }),
  z.strictObject({ field: z.literal("joinMonth"), op: z.literal("in"), value: some(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)) }),
  z.strictObject({ field: z.enum(["language", "badge"]), op: z.literal("in"), value: some(word) }),
  z.strictObject({ field: z.enum(["selection", "saved"]), op: z.literal("in"), value: some(z.uuid()) }),
  z.strictObject({ field: z.literal("ids"), op: z.literal("in"), value: z.array(z.uuid()).min(1).max(50) }),
  z.strictObject({ field: z.literal("moved"), op: z.literal("since"), value: z.iso.date(), from: some(z.enum(segmentLetters)), to: some(z.enum(segmentLetters)) }),
  z.strictObject({ field: z.literal("indicator"), name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), op: z.enum(comparisons), value: z.number().min(-1e13).max(1e13) }),
  z.strictObject({ field: z.literal("vital"), op: z.literal("is"), value: z.boolean() }),
  z.strictObject({ field: z.enum(moments), op: z.enum(["within", "before"]), value: days }),
  z.strictObject({ field: z.literal("bought"), op: z.literal("in"), value: some(word), days: days.nullable() }),
  z.strictObject({ field: z.literal("did"), kind: word, op: z.enum(["gte", "lt"]), value: z.int().min(1).max(1_000_000), days }),
  z.strictObject({ field: z.enum(["category", "tag"]), op: z.literal("in"), value: some(z.int().positive()), days: days.nullable() }),
]);
const nested: z.ZodType<Rule> = z.lazy(() => z.union([
  z.strictObject({ all: z.array(nested).min(1).max(50) }), z.strictObject({ any: z.array(nested).min(1).max(50) }), z.strictObject({ not: nested }), leaf,
]));

/** How deep rules nest, and of how many conditions one is made, at most. */
export const limits = { depth: 8, leaves: 60, bytes: 20_000 } as const;

function within(value: unknown, depth: number): number {
  if (depth > limits.depth || typeof value !== "object" || value === null) return Number.POSITIVE_INFINITY;
  if ("field" in value) return 1;
  const inner = "all" in value ? value.all : "any" in value ? value.any : "not" in value ? [value.not] : [];
  return Array.isArray(inner) ? inner.reduce((sum: number, one) => sum + within(one, depth + 1), 0) : Number.POSITIVE_INFINITY;
}

/** The rule that a value is; undefined when it is none, or too deep or large. Looked at for its size before it is read. */
export function ruleOf(value: unknown): Rule | undefined {
  if (within(value, 0) > limits.leaves) return undefined;
  const read = nested.safeParse(value);
  return read.success ? read.data : undefined;
}

/** The rule in a text of a URL; undefined when it is none. */
export function ruleIn(text: string): Rule | undefined {
  try {
    return text.length <= limits.bytes ? ruleOf(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}

/** A rule as the picture tells it: customers drawn around, or parts with a `type`. Undefined when it is neither; customers are still to be kept as a selection. */
export function drawnRule(value: unknown): { ids: string[] } | undefined {
  const read = z.strictObject({ type: z.literal("customers"), ids: z.array(z.uuid()).min(1).max(20_000) }).safeParse(value);
  return read.success ? { ids: read.data.ids } : undefined;
}

const rule = z.unknown().refine((value) => ruleOf(value) !== undefined, "This rule cannot be understood.");
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(2000).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const name = line(120).pipe(z.string().min(1, "A segment needs a name."));
export const idParam = z.strictObject({ id: z.uuid("There is nothing here.") });
export const versionParam = z.strictObject({ id: z.uuid(), version: z.coerce.number<string>().int().positive().max(1_000_000) });
export const countInput = z.strictObject({ rule });
// What was drawn around in the picture comes as its customers.
const ruleOrDrawn = z.unknown().refine((value) => drawnRule(value) !== undefined || ruleOf(value) !== undefined, "This rule cannot be understood.");
export const segmentInput = z.strictObject({ name, description: line(500).default(""), rule: ruleOrDrawn, clientId: z.uuid("This needs a client id.") });
export const segmentChange = z.strictObject({ name, description: line(500).default(""), rule, version: z.int().positive() });
export const archiveInput = z.strictObject({ archived: z.boolean() });
export const backInput = z.strictObject({ version: z.int().positive() });
export const selectionInput = z.strictObject({ name: line(120).default(""), ids: z.array(z.uuid()).min(1, "Choose at least one customer.").max(20_000, "Choose at most 20,000 customers at once.") });
export const membersQuery = z.strictObject({ after: z.string().max(200).optional() });
export const listQuery = z.strictObject({ archived: z.literal("1").optional(), after: z.string().max(200).optional() });
export type SegmentInput = z.infer<typeof segmentInput>;
export type SegmentChange = z.infer<typeof segmentChange>;
export type SelectionInput = z.infer<typeof selectionInput>;
