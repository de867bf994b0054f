import { z } from "@hono/zod-openapi";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(2000).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const body = z.string().max(30_000, "This is too long.").transform((text) => text.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n"));
const locale = z.enum(["en", "fr"]);
const path = line(300).refine((text) => text === "" || (/^\/(?!\/)/.test(text) && !/[\\\s]/.test(text)), "Say a page of ours, from its first slash on.");
const zone = z.string().max(60).refine((name) => { try { return Boolean(new Intl.DateTimeFormat("en", { timeZone: name })); } catch { return false; } }, "There is no such time zone.");

const draft = {
  newsletterId: z.uuid().nullable().default(null), segmentId: z.uuid().nullable().default(null), locale: locale.default("en"), subject: line(200), preview: line(200), body, actionLabel: line(60), actionPath: path,
  varies: z.enum(["none", "subject", "body"]).default("none"), subjectB: line(200).default(""), bodyB: body.default(""), base: z.number().min(0.001).max(0.9).default(0.05), difference: z.number().min(0.002).max(0.5).default(0.03), capDays: z.int().min(0).max(90).default(7),
};
export const idParam = z.strictObject({ id: z.uuid("There is nothing here.") });
export const listQuery = z.strictObject({ kind: z.enum(["issue", "campaign"]).optional(), after: z.string().max(200).optional() });
export const afterQuery = z.strictObject({ after: z.string().max(200).optional() });
export const newsletterInput = z.strictObject({ id: z.uuid("This needs a client id."), name: line(80).pipe(z.string().min(1, "A newsletter needs a name.")), description: line(300).default(""), locale: locale.default("en") });
export const newsletterChange = z.strictObject({ name: line(80).pipe(z.string().min(1, "A newsletter needs a name.")), description: line(300).default(""), archived: z.boolean().default(false), version: z.int().positive() });
export const mailingInput = z.strictObject({ id: z.uuid("This needs a client id."), kind: z.enum(["issue", "campaign"]), newsletterId: z.uuid().nullable().default(null), segmentId: z.uuid().nullable().default(null) });
export const draftInput = z.strictObject({ ...draft, version: z.int().positive() });
export const versionInput = z.strictObject({ version: z.int().positive() });
export const checkInput = z.strictObject({ id: z.uuid(), ...draft });
export const scheduleInput = z.strictObject({ version: z.int().positive(), at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Say a day and a time.").nullable().default(null), zone: zone.default("UTC") });
export const letterQuery = z.strictObject({ as: z.uuid().optional(), segment: z.uuid().optional(), skip: z.coerce.number<string>().int().min(0).max(1000).default(0), arm: z.enum(["a", "b"]).default("a"), v: z.string().max(40).optional() });
export const winnerInput = z.strictObject({ arm: z.enum(["a", "b"]) });
export const sizeQuery = z.strictObject({ segment: z.uuid().optional(), base: z.coerce.number<string>().min(0.001).max(0.9), difference: z.coerce.number<string>().min(0.002).max(0.5) });

export type DraftInput = z.infer<typeof draftInput>;
export type CheckInput = z.infer<typeof checkInput>;
export type MailingInput = z.infer<typeof mailingInput>;
export type NewsletterInput = z.infer<typeof newsletterInput>;
export type NewsletterChange = z.infer<typeof newsletterChange>;
export type ScheduleInput = z.infer<typeof scheduleInput>;
export type LetterQuery = z.infer<typeof letterQuery>;
