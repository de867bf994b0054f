import { z } from "@hono/zod-openapi";

export const listInput = z.strictObject({ categoryId: z.int().positive().max(Number.MAX_SAFE_INTEGER), on: z.boolean() });
export const leaveParam = z.strictObject({ token: z.string().min(20).max(200) });
