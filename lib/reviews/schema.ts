import { z } from "@hono/zod-openapi";
import { reviewSorts } from "./types.ts";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;
// Directional overrides and control characters in a title would let it pass for another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = z.string().max(2000).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim());
const text = (most: number) => z.string().max(most, "This is too long.").transform((one) => one.normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trimEnd());
const readable = text(20_000).pipe(z.string().min(2, "Write at least two characters.").refine((one) => !invisible.test(one), "Write something that can be read."));
const points = z.array(line.pipe(z.string().max(120, "A point has at most 120 characters."))).max(8, "At most eight points.").transform((all) => [...new Set(all.filter((one) => !invisible.test(one)))]);
const clientId = z.uuid("This needs a client id.");

const said = {
  rating: z.int().min(1, "Choose one to five stars.").max(5, "Choose one to five stars."),
  title: line.pipe(z.string().min(3, "A title has at least 3 characters.").max(120, "A title has at most 120 characters.").refine((one) => !invisible.test(one), "Write something that can be read.")),
  body: readable, pros: points.default([]), cons: points.default([]), photos: z.array(z.uuid()).max(8, "At most eight photos.").default([]), variantId: z.int().positive().nullable().default(null), incentivised: z.boolean().default(false),
};
export const reviewInput = z.strictObject({ productId: z.int().positive(), ...said, invited: z.boolean().default(false), clientId });
export const editInput = z.strictObject({ ...said, version: z.int().positive() });
export const voteInput = z.strictObject({ helpful: z.boolean() });
export const replyInput = z.strictObject({ body: readable });
export const questionInput = z.strictObject({ productId: z.int().positive(), text: line.pipe(z.string().min(8, "A question has at least 8 characters.").max(500, "A question has at most 500 characters.").refine((one) => !invisible.test(one), "Write something that can be read.")), clientId });
export const answerInput = z.strictObject({ body: readable, clientId });
export const bestInput = z.strictObject({ answerId: z.int().positive().nullable() });
export const preferenceInput = z.strictObject({ invitations: z.boolean() });
export const declineInput = z.strictObject({ token: z.string().max(200) });

const id = z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER);
export const idParam = z.strictObject({ id });
export const codeParam = z.strictObject({ code: z.string().regex(/^[\w.:+-]{1,64}\.json$/) });
export const listQuery = z.strictObject({
  sort: z.enum(reviewSorts).optional(), rating: z.coerce.number<string>().int().min(1).max(5).optional(), photos: z.literal("1").optional(), verified: z.literal("1").optional(), variant: id.optional(), after: z.string().max(200).optional(),
});
export const afterQuery = z.strictObject({ after: z.string().max(200).optional() });

export type ReviewInput = z.infer<typeof reviewInput>;
export type EditInput = z.infer<typeof editInput>;
export type QuestionInput = z.infer<typeof questionInput>;
export type AnswerInput = z.infer<typeof answerInput>;
