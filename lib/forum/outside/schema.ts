import { z } from "@hono/zod-openapi";

// What is no form we know is Atom; said so that the inventory of doors can describe it.
export const formQuery = z.object({ form: z.string().max(20).optional().transform((form) => (form === "rss" ? ("rss" as const) : ("atom" as const))) });
export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER) });
export const slugParam = z.strictObject({ slug: z.string().min(1).max(100) });
export const oembedQuery = z.object({ url: z.string().max(500).default(""), format: z.string().max(10).default("json") });
