import { z } from "@hono/zod-openapi";

export const formQuery = z.object({ form: z.enum(["atom", "rss"]).catch("atom") });
export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(1_000_000_000) });
export const slugParam = z.strictObject({ slug: z.string().min(1).max(100) });
export const oembedQuery = z.object({ url: z.string().max(500).default(""), format: z.string().max(10).default("json") });
