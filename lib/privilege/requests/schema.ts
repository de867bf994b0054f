import { z } from "@hono/zod-openapi";
import { queueOrders, queueViews } from "./types.ts";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;
const plain = (most: number) => z.string().max(most, "This is too long.").transform((one) => one.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim());
const said = (most: number) => plain(most).pipe(z.string().refine((one) => !invisible.test(one), "Write something that can be read."));
const id = z.coerce.number<string>().int().positive().max(2_000_000_000);
const num = z.int().positive().max(2_000_000_000);
const cents = z.int().min(0, "An amount is not below zero.").max(1_000_000_000, "This is more than fits.");
const clientId = z.uuid("This needs a client id.");
const version = z.int().positive().max(2_000_000_000);
const day = z.iso.date("Choose a day.");
const handle = z.string().regex(/^[\w.-]{1,60}$/, "Nobody is called that.");
const media = z.array(z.uuid()).max(10, "At most ten files.").default([]);
// A message is named by its room and number, a topic by its id.
const originId = z.string().regex(/^\d{1,15}(:\d{1,10})?$/);

export const idParam = z.strictObject({ id });
export const optionParam = z.strictObject({ id });
export const versionParam = z.strictObject({ id, version: z.coerce.number<string>().int().positive().max(2_000_000_000) });
export const readerParam = z.strictObject({ id, accountId: z.uuid() });
export const listQuery = z.strictObject({ after: z.string().max(200).optional(), state: z.enum(["open", "closed"]).optional() });
export const forwardInput = z.strictObject({
  wish: said(4000), serviceId: num.optional(), budgetCents: cents.nullable().default(null), deadline: day.nullable().default(null), media, readers: z.array(handle).max(10, "At most ten people.").default([]),
  origin: z.enum(["space", "message", "topic", "callback", "mail"]).default("space"), originId: originId.nullable().default(null),
  phone: z.string().trim().regex(/^[+\d][\d\s().-]{4,29}$/, "Write a number that can be called.").nullable().default(null), callTimes: plain(200).nullable().default(null), clientId,
}).refine((one) => one.origin !== "callback" || one.phone !== null, { message: "Write a number that can be called.", path: ["phone"] });
export const sayInput = z.strictObject({ body: plain(4000).default(""), media, clientId }).refine((one) => !invisible.test(one.body) || one.media.length > 0, { message: "Write something that can be read.", path: ["body"] });
export const needInput = z.strictObject({ text: said(2000) });
export const needAnswer = z.strictObject({ confirmed: z.boolean(), correction: plain(2000).default("") }).refine((one) => one.confirmed || one.correction !== "", { message: "Say what is different.", path: ["correction"] });
export const optionInput = z.strictObject({
  title: said(160), text: plain(2000).default(""), productId: num.nullable().default(null), priceCents: cents.nullable().default(null), link: z.url({ protocol: /^https?$/, error: "Write a whole address, with https." }).max(500).nullable().default(null),
  holdUntil: z.iso.datetime({ offset: true }).nullable().default(null), clientId,
});
export const optionAnswer = z.strictObject({ accepted: z.boolean(), reason: plain(500).default(""), remember: z.boolean().default(true) }).refine((one) => one.accepted || one.reason !== "", { message: "Say why not, in a few words.", path: ["reason"] });
export const fulfilInput = z.strictObject({ outcome: said(2000) });
export const declineInput = z.strictObject({ reason: said(2000), alternative: plain(2000).default("") });
export const withdrawInput = z.strictObject({ reason: plain(500).default("") });
export const rateInput = z.strictObject({ rating: z.int().min(1, "Choose one to five.").max(5, "Choose one to five."), words: plain(1000).default("") });
export const reopenInput = z.strictObject({ reason: said(1000) });
export const readInput = z.strictObject({ seq: z.int().nonnegative().max(2_000_000_000) });
export const readersInput = z.strictObject({ handles: z.array(handle).min(1, "Choose somebody.").max(10, "At most ten people.") });
export const preferenceInput = z.strictObject({ text: said(300), clientId });
export const preferenceEdit = z.strictObject({ text: said(300), version });

// The desk.
export const queueQuery = z.strictObject({ view: z.enum(queueViews).optional(), order: z.enum(queueOrders).optional(), tier: z.coerce.number<string>().int().min(0).max(3).optional(), service: id.optional(), after: id.optional() });
export const handInput = z.strictObject({ conciergeId: z.uuid().nullable(), note: plain(500).default("") });
export const snoozeInput = z.strictObject({ until: z.iso.datetime({ offset: true }).nullable() });
export const noteInput = z.strictObject({ text: said(2000), clientId });
export const workInput = z.strictObject({ minutes: z.int().min(0, "An amount is not below zero.").max(1440, "This is more than fits."), directCents: cents.default(0), words: plain(200).default(""), clientId });
export const mergeInput = z.strictObject({ into: num });
export const splitInput = z.strictObject({ wish: said(4000), serviceId: num, clientId });
export const linkInput = z.strictObject({ other: num, on: z.boolean() });
export const macroInput = z.strictObject({ name: said(60), text: said(2000) });
export const capacityInput = z.strictObject({ cases: z.int().min(0).max(500) });
export const personParam = z.strictObject({ accountId: z.uuid() });
export const consentInput = z.strictObject({ customerId: z.uuid(), serviceId: num, wish: said(4000), origin: z.enum(["message", "topic"]), originId, clientId });
export const consentAnswer = z.strictObject({ agreed: z.boolean() });
// What sockets say of a request.
export const watchSaid = z.strictObject({ id: num });
export const hereSaid = z.strictObject({ id: num, typing: z.boolean() });

export type ForwardInput = z.input<typeof forwardInput>;
export type Forward = z.infer<typeof forwardInput>;
export type SayInput = z.input<typeof sayInput>;
export type OptionInput = z.input<typeof optionInput>;
export type OptionAnswer = z.input<typeof optionAnswer>;
export type NeedAnswer = z.input<typeof needAnswer>;
export type RateInput = z.input<typeof rateInput>;
export type WorkInput = z.input<typeof workInput>;
export type ConsentInput = z.input<typeof consentInput>;
export type SplitInput = z.input<typeof splitInput>;
