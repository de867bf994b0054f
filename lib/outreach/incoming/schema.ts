import { z } from "@hono/zod-openapi";

const token = z.string().min(20).max(60);
export const hookQuery = z.strictObject({ to: z.string().max(2000).default(""), from: z.string().max(320).default("") });
export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER) });
export const ofQuery = z.strictObject({ type: z.enum(["post", "message"]), ids: z.string().regex(/^\d{1,15}(,\d{1,15}){0,99}$/).transform((list) => list.split(",").map(Number)) });
export const listQuery = z.strictObject({ after: z.string().max(200).optional() });
export const askedInput = z.strictObject({ token });
export const mineInput = z.strictObject({ token, mine: z.boolean() });
