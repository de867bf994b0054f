import { z } from "@hono/zod-openapi";
import { filterKinds, flagReasons, queueKinds, subjectTypes } from "#lib/screening/types.ts";
import { decisions, logGroups } from "./types.ts";

/** Words of a person: at most so many, without what a database's text cannot hold. */
export const words = (most: number) => z.string().max(most, "That is too long.").transform((text) => text.normalize("NFC").replaceAll("\u0000", "").trim());

export const flagInput = z.strictObject({ subjectType: z.enum(subjectTypes), subjectId: z.string().regex(/^([1-9]\d{0,14}|[0-9a-f-]{36})$/, "There is no such thing to report."), reason: z.enum(flagReasons), note: words(1000).default("") });
export type FlagSaid = z.output<typeof flagInput>;
export type FlagInput = z.input<typeof flagInput>;

const id = z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER);
export const idParam = z.strictObject({ id });
export const personParam = z.strictObject({ id: z.uuid() });
export const queueQuery = z.strictObject({ kind: z.enum(queueKinds).optional(), after: z.string().max(200).optional() });
export const afterQuery = z.strictObject({ after: z.string().max(200).optional() });
export const logQuery = z.strictObject({ after: z.string().max(200).optional(), group: z.enum(logGroups).optional(), like: words(80).optional() });
export type LogQuery = z.output<typeof logQuery>;
export const decisionInput = z.strictObject({ decision: z.enum(decisions), message: words(2000).default(""), reason: z.enum(flagReasons).optional(), days: z.int().min(1).max(3650).nullable().optional() });
export const noteInput = z.strictObject({ text: words(2000).pipe(z.string().min(1, "Write something.")) });
export const heldInput = z.strictObject({ text: words(30_000).pipe(z.string().min(2, "Write at least two characters.")), version: z.int().positive() });
export const sanctionInput = z.strictObject({ kind: z.enum(["warning", "silence", "suspension"]), reason: z.enum(flagReasons), message: words(2000).default(""), days: z.int().min(1).max(3650).nullable().default(null) });
const linkToken = z.string().max(300, "This link is not complete.").regex(/^[\w.-]+$/, "This link is not complete.");
export const appealInput = z.strictObject({ rulingId: z.int().positive(), text: words(2000).pipe(z.string().min(10, "Say in a sentence why this should be looked at again.")), token: linkToken.optional() });
export const tokenInput = z.strictObject({ token: linkToken });

const shape = { action: z.enum(["hold", "flag", "refuse"]), scope: z.enum(["newcomers", "everyone"]), note: words(300).default(""), numbers: z.partialRecord(z.enum(["hours", "length", "count", "seconds", "hold", "flag"]), z.number().min(0).max(100_000)).default({}), active: z.boolean().default(true) };
export const filterInput = z.strictObject({ kind: z.enum(filterKinds), value: words(120), ...shape });
export const filterChange = z.strictObject({ ...shape, version: z.int().positive() });
export const replyInput = z.strictObject({ id: z.int().positive().optional(), name: words(80).pipe(z.string().min(1, "Give it a name.")), text: words(2000).pipe(z.string().min(1, "Write something.")), version: z.int().min(0).default(0) });
export type FilterSaid = z.output<typeof filterInput>;
export type FilterInput = z.input<typeof filterInput>;
export type DecisionInput = z.input<typeof decisionInput>;
export type SanctionInput = z.input<typeof sanctionInput>;

export const erasureInput = z.strictObject({ words: z.boolean() });
export const mergeInput = z.strictObject({ from: z.uuid() });
