import { z } from "@hono/zod-openapi";
import { email, locale } from "#lib/identity/schema.ts";
import { type RiskReason, riskReasons } from "./risk.ts";
import { channels, things } from "./types.ts";

const points = z.int().min(0).max(1_000_000);
const instant = z.iso.datetime({ offset: true });
const plain = (most: number) => z.string().transform((text) => text.normalize("NFC").replaceAll("\u0000", "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most));

export const code = z.string().trim().regex(/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/, "A code has letters, digits and single dashes.").min(4, "A code has 4 to 24 letters.").max(24, "A code has 4 to 24 letters.").transform((text) => text.toUpperCase());
export const codeInput = z.strictObject({ code });
export const typedInput = z.strictObject({ code: z.string().trim().min(1, "Type the code you were given.").max(40, "A code has at most 40 characters.") });
export const shareInput = z.strictObject({ thing: z.enum(things), id: z.string().regex(/^[\w-]*$/).max(120).default(""), channel: z.enum(channels) });
export const friendInput = z.strictObject({ email, locale: locale.optional() });
export const answerInput = z.strictObject({ answer: z.enum(["yes", "no", "skipped"]) });
export const nameInput = z.strictObject({ shows: z.boolean() });
export const consentInput = z.strictObject({ remember: z.boolean(), by: z.string().regex(/^[\w-]{8,32}$/).optional() });
export const idParam = z.strictObject({ id: z.uuid() });
export const afterQuery = z.strictObject({ after: z.string().max(200).optional() });
export const reviewQuery = z.strictObject({ state: z.enum(["open", "decided"]).default("open"), after: z.string().max(200).optional() });
export const decisionInput = z.strictObject({ verdict: z.enum(["approved", "refused"]), note: plain(500).default(""), version: z.int().min(1) });

const programmeParts = {
  name: plain(80).pipe(z.string().min(1, "Give it a name.")), rewardOn: z.enum(["join", "purchase"]), minCents: z.int().min(0).max(100_000_000).default(0), referrerPoints: points, newcomerPoints: points,
  holdDays: z.int().min(0).max(365).default(30), livesDays: z.int().min(1).max(3650).nullable().default(null), capPerReferrer: z.int().min(1).max(1_000_000).nullable().default(null), budgetPoints: z.int().min(0).max(2_000_000_000).nullable().default(null),
  things: z.array(z.enum(things)).max(things.length).default([]), startsAt: instant, endsAt: instant.nullable().default(null),
};
const ends = (one: { startsAt: string; endsAt: string | null }): boolean => one.endsAt === null || Date.parse(one.endsAt) > Date.parse(one.startsAt);
const ended = { message: "It ends before it begins.", path: ["endsAt"] };
export const previewInput = z.strictObject(programmeParts).refine(ends, ended);
export const programmeInput = z.strictObject({ id: z.uuid(), ...programmeParts }).refine(ends, ended);
export const programmeChange = z.strictObject({ ...programmeParts, version: z.int().min(1), paused: z.boolean().default(false) }).refine(ends, ended);
export type ProgrammeTerms = z.infer<typeof previewInput>;
export type ProgrammeInput = z.infer<typeof programmeInput>;

const risk = z.int().min(0).max(1000);
const riskTerms = { points: z.strictObject(Object.fromEntries(riskReasons.map((reason) => [reason, risk])) as Record<RiskReason, typeof risk>), burst: z.int().min(1).max(1000), heldFrom: z.int().min(1).max(1000), reviewFrom: z.int().min(1).max(1000) };
const ordered = { message: "Somebody looks before anything is held, or at the same points.", path: ["reviewFrom"] };
export const termsInput = z.strictObject(riskTerms).refine((one) => one.reviewFrom <= one.heldFrom, ordered);
const sum = z.int().min(0).max(100_000_000);
export const settingsInput = z.strictObject({
  cookie: z.enum(["inform", "ask"]), windowDays: z.int().min(1).max(365), terms: termsInput, paidCostCents: sum.nullable(), pointCents: z.int().min(1).max(10_000).nullable(), couponLeast: z.int().min(1).max(1_000_000), version: z.int().min(1),
});
export type TermsInput = z.infer<typeof termsInput>;
export type SettingsInput = z.infer<typeof settingsInput>;
export const couponInput = z.strictObject({ id: z.uuid(), points: z.int().min(1).max(1_000_000) });
export const exportInput = z.strictObject({ id: z.uuid() });
export const batchQuery = z.strictObject({ batch: z.uuid().optional() });

// What other systems tell.
const via = z.string().trim().regex(/^[\w-]{3,40}$/);
const external = z.string().trim().regex(/^[\x21-\x7e]{1,120}$/);
export const touchInput = z.strictObject({ via, visitor: z.string().min(8, "A visitor has 8 to 120 characters.").max(120, "A visitor has 8 to 120 characters."), at: instant.optional(), agent: z.string().max(400).default("") });
export const joinInput = z.strictObject({ email, externalId: external.optional(), code: via.optional(), visitor: z.string().min(8).max(120).optional(), programme: z.uuid().optional(), at: instant.optional() })
  .refine((one) => one.code !== undefined || one.visitor !== undefined, { message: "Say the code, or the visitor.", path: ["code"] });
export const purchaseInput = z.strictObject({
  externalId: external.optional(), email: email.optional(), via: via.optional(), number: z.string().trim().regex(/^[\w.:/#+-]{1,80}$/), placedAt: instant, coupons: z.array(z.string().trim().min(1).max(64)).max(20).default([]), currency: z.string().regex(/^[A-Z]{3}$/), paidCents: z.int().min(0).max(1_000_000_000), taxCents: z.int().min(0).default(0), shippingCents: z.int().min(0).default(0),
}).refine((one) => one.externalId !== undefined || one.email !== undefined, { message: "Say whose order it is.", path: ["email"] });
export const shopTouchInput = z.strictObject({ via, visitor: z.string().regex(/^[\w-]{22}$/) });
export type TouchInput = z.infer<typeof touchInput>;
export type JoinInput = z.infer<typeof joinInput>;
export type PurchaseInput = z.infer<typeof purchaseInput>;
