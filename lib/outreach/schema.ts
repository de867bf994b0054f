import { z } from "@hono/zod-openapi";

const token = z.string().min(20).max(300);
const kind = z.enum(["moderation", "request", "space", "message", "mention", "reply", "accepted", "reminder", "idea", "review", "followed", "topic", "tier", "referral", "badge", "reaction"]);
const change = { digest: z.enum(["off", "daily", "weekly", "matters"]).optional(), mostADay: z.int().min(1).max(50).optional(), news: z.boolean().optional(), opens: z.boolean().optional(), kinds: z.array(z.strictObject({ kind, mail: z.boolean() })).max(20).optional(), quiet: z.boolean().optional(), newsletters: z.array(z.strictObject({ id: z.uuid(), on: z.boolean() })).max(50).optional() };

export const tokenParam = z.strictObject({ token });
export const seenParam = z.strictObject({ token: z.string().max(120) });
export const wayParam = z.strictObject({ id: z.uuid(), signed: z.string().max(40) });
export const wayQuery = z.strictObject({ path: z.string().max(500) });
export const openInput = z.strictObject({ token });
export const changeInput = z.strictObject({ token, ...change });
export const myChangeInput = z.strictObject(change);

export type ChangeInput = z.infer<typeof myChangeInput>;
