import { z } from "@hono/zod-openapi";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;
/** The most characters a message has. */
export const longestMessage = 4000;
const text = z.string().max(longestMessage, "A message has at most 4,000 characters.").transform((one) => one.normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trimEnd());
/** The text of a message: what is only invisible is none. */
export const messageText = text.pipe(z.string().refine((one) => !invisible.test(one), "Write something that can be read."));
const words = text.pipe(z.string().transform((one) => (invisible.test(one) ? "" : one)));
const clientId = z.uuid("This needs a client id.");
const seq = z.int().positive().max(2_000_000_000);

const sent = { clientId, body: words, replyTo: seq.optional(), root: seq.optional(), media: z.array(z.uuid()).max(10, "At most ten files.").optional() };
const says = (one: { body: string; media?: string[] | undefined }): boolean => one.body !== "" || (one.media?.length ?? 0) > 0;
const nothing = { message: "Write something that can be read.", path: ["body"] };
/** A message as it is sent: a text, or files, or both. */
export const sendInput = z.strictObject(sent).refine(says, nothing);
/** The same with where it is said, as a socket says it. */
export const sendSaid = z.strictObject({ ...sent, roomId: z.int().positive().max(Number.MAX_SAFE_INTEGER) }).refine(says, nothing);
export const messageEdit = z.strictObject({ body: messageText, version: z.int().positive() });
/** One sign, as a person would choose it: an emoji with all that belongs to it. */
export const emoji = z.string().max(40).refine((one) => /^\p{RGI_Emoji}$/v.test(one), "Choose a sign.");
const place = z.coerce.number<string>().int().nonnegative().max(2_000_000_000);
export const stretch = z.strictObject({
  before: place.optional(), after: place.optional(), around: place.optional(), date: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(), changedAfter: place.optional(), root: place.optional(),
  limit: z.coerce.number<string>().int().min(1).max(200).optional(),
});

export type SendInput = z.infer<typeof sendInput>;
export type MessageEdit = z.infer<typeof messageEdit>;
export type Stretch = z.infer<typeof stretch>;
