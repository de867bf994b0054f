import { z } from "@hono/zod-openapi";
import { flagReasons, subjectTypes } from "#lib/screening/types.ts";

/** Words of a person: at most so many, without what a database's text cannot hold. */
export const words = (most: number) => z.string().max(most, "That is too long.").transform((text) => text.normalize("NFC").replaceAll("\u0000", "").trim());

export const flagInput = z.strictObject({ subjectType: z.enum(subjectTypes), subjectId: z.string().regex(/^([1-9]\d{0,14}|[0-9a-f-]{36})$/, "There is no such thing to report."), reason: z.enum(flagReasons), note: words(1000).default("") });
export type FlagSaid = z.output<typeof flagInput>;
export type FlagInput = z.input<typeof flagInput>;
