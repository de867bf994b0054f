import { z } from "@hono/zod-openapi";
import { periods, privilegeKinds } from "./types.ts";

const plain = (most: number) => z.string().max(most, "This is too long.").transform((one) => one.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim());
const said = (most: number) => plain(most).pipe(z.string().min(2, "Say it in both languages."));
const cents = z.int().min(0, "An amount is not below zero.").max(100_000_000, "This is more than fits.");
const version = z.int().min(0).max(2_000_000_000);
const instant = z.iso.datetime({ offset: true }).nullable();
const words = z.strictObject({ name: said(80), what: said(600), how: said(600) });
const grants = z.array(z.int().min(0, "An amount is not below zero.").max(1000, "This is more than fits.")).length(4);

export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(2_000_000_000) });
export const pastQuery = z.strictObject({ after: z.string().max(200).optional() });
/** A code as somebody reads it out or writes it down: small letters, spaces and a dash that is missing are no other code. */
export const codeParam = z.strictObject({ code: z.string().max(60).transform((code) => code.toUpperCase().replace(/[\s\u2010-\u2015]/g, "").replace(/^([A-Z0-9]{4})([A-Z0-9]{4})$/, "$1-$2")) });
export const claimInput = z.strictObject({ clientId: z.uuid("This needs a client id.") });
/** A privilege as it should stand; `version` is the one that was read, 0 for a new one. */
export const privilegeInput = z.strictObject({
  words: z.strictObject({ en: words, fr: words }), kind: z.enum(privilegeKinds), grants, period: z.enum(periods), startsAt: instant, endsAt: instant,
  useDays: z.int().min(1, "There is at least one day to use it.").max(730, "This is more than fits."), units: z.int().min(1, "At least one.").max(50, "This is more than fits."), points: z.int().min(0, "An amount is not below zero.").max(10_000_000, "This is more than fits."),
  valueCents: cents, costCents: cents, position: z.int().min(0).max(10_000), retired: z.boolean(), note: plain(300), version, clientId: z.uuid("This needs a client id."),
}).refine((one) => one.kind !== "timed" || (one.startsAt !== null && one.endsAt !== null && new Date(one.startsAt) < new Date(one.endsAt)), { message: "Say from when to when.", path: ["endsAt"] })
  .refine((one) => one.grants.some((count) => count > 0), { message: "Somebody has to be given it.", path: ["grants"] });
export const allowanceInput = z.strictObject({ choices: grants, version });

export type PrivilegeInput = z.infer<typeof privilegeInput>;
export type AllowanceInput = z.infer<typeof allowanceInput>;
