import { z } from "@hono/zod-openapi";

export const uploadQuery = z.strictObject({ name: z.string().max(4000).default("") });
export const mediaParams = z.strictObject({ id: z.string(), name: z.string() });
export const mediaQuery = z.strictObject({ size: z.enum(["small"]).optional() });
