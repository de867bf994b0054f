import { z } from "@hono/zod-openapi";

const number = z.string().regex(/^[1-9]\d{0,14}$/);
const subject = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["category", "tag", "topic"]), id: number }),
  z.strictObject({ type: z.literal("person"), id: z.uuid() }),
]);
const after = z.string().max(200).optional();

export const followInput = z.strictObject({ subject, level: z.enum(["follow", "mute", "ignore", "none"]) });
export const followsQuery = z.strictObject({ type: z.enum(["category", "tag", "topic", "person"]).default("topic"), after });
export const levelQuery = z.strictObject({ type: z.enum(["category", "tag", "topic", "person"]), id: z.string().regex(/^[0-9a-f-]{1,36}$/) });
export const ownInput = z.strictObject({ followOwn: z.boolean() });

export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER) });
export const readInput = z.strictObject({ number: z.int().positive().max(1_000_000_000) });
export const pageQuery = z.strictObject({ after });
export const atQuery = z.strictObject({ at: z.iso.datetime().or(z.iso.date()).default("1970-01-01") });
export const idsQuery = z.strictObject({ ids: z.string().regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,59}$/).transform((text) => text.split(",").map(Number)) });
export const bookmarkInput = z.strictObject({
  note: z.string().max(2000).transform((text) => text.normalize("NFC").replaceAll("\u0000", "").trim()).pipe(z.string().max(500, "A note has at most 500 characters.")).default(""),
  remindAt: z.iso.datetime().nullable().default(null),
});

export type BookmarkInput = z.infer<typeof bookmarkInput>;
export type FollowInput = z.infer<typeof followInput>;
