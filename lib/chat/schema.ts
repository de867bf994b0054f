import { z } from "@hono/zod-openapi";
import { emoji, messageEdit, sendInput, sendSaid, stretch } from "#lib/threads/schema.ts";
import { messagesFrom, presenceTo, roomAudiences } from "./types.ts";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(2000).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const name = line(80).pipe(z.string().min(2, "A name has at least 2 characters.").refine((one) => !invisible.test(one), "Write something that can be read."));
const id = z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER);
const roomId = z.int().positive().max(Number.MAX_SAFE_INTEGER);
const clientId = z.uuid("This needs a client id.");
const handle = z.string().trim().regex(/^@?[\w.-]{2,32}$/, "Nobody is called that.").transform((one) => one.replace(/^@/, ""));
const settings = { name, topic: line(300), audience: z.enum(roomAudiences), categoryId: z.int().positive().nullable(), productId: z.int().positive().nullable(), readOnly: z.boolean(), slowSeconds: z.int().min(0).max(86_400) };

export const idParam = z.strictObject({ id });
export const memberParam = z.strictObject({ id, accountId: z.uuid() });
export const reactionParam = z.strictObject({ id, emoji });
export const personParam = z.strictObject({ accountId: z.uuid() });
export { messageEdit, sendInput, sendSaid, stretch };
export const roomInput = z.strictObject({ ...settings, topic: settings.topic.default(""), audience: settings.audience.default("invited"), categoryId: settings.categoryId.default(null), productId: settings.productId.default(null), readOnly: settings.readOnly.default(false), slowSeconds: settings.slowSeconds.default(0), handles: z.array(handle).max(50, "At most fifty people at once.").default([]), clientId });
export const roomEdit = z.strictObject({ ...settings, archived: z.boolean(), version: z.int().positive().max(2_000_000_000) }).partial().required({ version: true });
export const directInput = z.strictObject({ handles: z.array(handle).min(1, "Choose somebody.").max(20, "At most twenty people.") });
/** With handles: invites them. Without: joins oneself. */
export const joinInput = z.strictObject({ handles: z.array(handle).max(50, "At most fifty people at once.").default([]) });
export const memberEdit = z.strictObject({ role: z.enum(["member", "moderator"]) });
export const mineEdit = z.strictObject({ muted: z.boolean(), hidden: z.boolean() }).partial();
export const readInput = z.strictObject({ seq: z.int().nonnegative().max(2_000_000_000) });
export const searchQuery = z.strictObject({ q: z.string().max(200), before: z.coerce.number<string>().int().positive().max(2_000_000_000).optional() });
export const filesQuery = z.strictObject({ after: z.string().regex(/^\d{1,10}\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/).optional() });
export const peopleQuery = z.strictObject({ prefix: z.string().trim().max(40) });
export const membersQuery = z.strictObject({ after: z.string().max(200).optional() });
export const preferenceInput = z.strictObject({ messagesFrom: z.enum(messagesFrom), presence: z.enum(presenceTo) }).partial();
export const blockInput = z.strictObject({ accountId: z.uuid() });
export const topicInput = z.strictObject({ seqs: z.array(z.int().positive().max(2_000_000_000)).max(200).optional(), root: z.int().positive().max(2_000_000_000).optional(), categoryId: z.int().positive(), title: line(160).pipe(z.string().min(8, "A title has at least 8 characters.")), clientId })
  .refine((one) => (one.seqs?.length ?? 0) > 0 || one.root !== undefined, { message: "Choose what the topic is made of.", path: ["seqs"] });
export const liveInput = z.strictObject({ name, topic: line(300).default(""), audience: z.enum(["public", "members", "select", "premier", "circle"]), hostHandle: handle, startsAt: z.iso.datetime({ offset: true }), clientId });
export const endInput = z.strictObject({ categoryId: z.int().positive().nullable().default(null) });
export const questionInput = z.strictObject({ text: line(500).pipe(z.string().min(8, "A question has at least 8 characters.").refine((one) => !invisible.test(one), "Write something that can be read.")), clientId });
export const answeredInput = z.strictObject({ seq: z.int().positive().nullable() });

// What sockets say. Anything else ends the connection.
export const joinSaid = z.strictObject({ roomId, lastSeq: z.int().nonnegative().optional(), lastChange: z.int().nonnegative().optional() });
export const roomSaid = z.strictObject({ roomId });
export const presenceSaid = z.strictObject({ state: z.enum(["active", "away"]) });

export type RoomInput = z.infer<typeof roomInput>;
export type RoomEdit = z.infer<typeof roomEdit>;
export type LiveInput = z.infer<typeof liveInput>;
export type TopicFromInput = z.infer<typeof topicInput>;
export type QuestionInput = z.infer<typeof questionInput>;
export type MineEdit = z.infer<typeof mineEdit>;
export type PreferenceInput = z.infer<typeof preferenceInput>;
