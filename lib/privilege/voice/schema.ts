import { z } from "@hono/zod-openapi";
import { invitationKinds, questionKinds } from "./types.ts";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;
const plain = (most: number) => z.string().max(most, "This is too long.").transform((one) => one.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim());
const said = (most: number) => plain(most).pipe(z.string().refine((one) => !invisible.test(one), "Write something that can be read."));
const both = (most: number) => z.strictObject({ en: said(most), fr: said(most) });
const words = z.strictObject({ title: said(120), text: said(2000) });
const clientId = z.uuid("This needs a client id.");

export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(2_000_000_000) });
/** An invitation as it should stand; `version` is the one that was read, 0 for a new one. */
export const invitationInput = z.strictObject({
  kind: z.enum(invitationKinds), words: z.strictObject({ en: words, fr: words }), questions: z.array(z.strictObject({ kind: z.enum(questionKinds), text: both(300) })).max(12, "At most twelve questions."),
  minTier: z.int().min(2).max(3), places: z.int().min(1, "At least one.").max(10_000, "This is more than fits."), closesAt: z.iso.datetime({ offset: true }), version: z.int().min(0).max(2_000_000_000), clientId,
});
export const answersInput = z.strictObject({ answers: z.array(plain(2000)).max(12, "At most twelve questions.") });
export const outcomeInput = both(2000);
export const nominateInput = z.strictObject({ handle: z.string().trim().regex(/^@?[\w.-]{1,60}$/, "Nobody is called that."), words: said(1000), clientId });
export const decideInput = z.strictObject({ accepted: z.boolean(), answer: said(1000) });

export type InvitationInput = z.infer<typeof invitationInput>;
export type OutcomeInput = z.infer<typeof outcomeInput>;
export type NominateInput = z.infer<typeof nominateInput>;
export type DecideInput = z.infer<typeof decideInput>;
