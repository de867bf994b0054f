import { z } from "@hono/zod-openapi";

const kind = z.enum(["moderation", "request", "space", "message", "mention", "reply", "accepted", "reminder", "idea", "review", "followed", "topic", "tier", "referral", "badge", "reaction"]);
const id = z.int().positive();
const minute = z.int().min(0).max(1439);

function known(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
/** A place on the clock as the tz database names it; offsets are none, because they do not know of summer. */
export const timezone = z.string().max(60).regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, "This is no time zone we know.").refine(known, "This is no time zone we know.");

export const listQuery = z.strictObject({ after: z.string().max(200).optional(), unread: z.literal("1").optional(), kind: kind.optional() });
/** What was read: some notices, all up to a post of a topic, all of a room, or everything. */
export const readInput = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(100) }),
  z.strictObject({ topicId: id, upTo: z.int().positive().max(1_000_000_000) }),
  z.strictObject({ roomId: id }),
  z.strictObject({ all: z.literal(true) }),
]);
/** What is unread again: some notices, or those read in one stroke, named by the moment its answer gave. */
export const unreadInput = z.union([z.strictObject({ ids: z.array(id).min(1).max(100) }), z.strictObject({ readAt: z.iso.datetime() })]);
export const settingsInput = z.strictObject({
  kinds: z.array(z.strictObject({ kind, app: z.boolean(), mail: z.boolean(), push: z.boolean() })).max(20).optional(),
  quiet: z.strictObject({ from: minute, to: minute }).nullable().optional(),
  timezone: timezone.optional(),
});

export type ReadInput = z.infer<typeof readInput>;
export type UnreadInput = z.infer<typeof unreadInput>;
export type SettingsInput = z.infer<typeof settingsInput>;
