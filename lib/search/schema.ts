import { z } from "@hono/zod-openapi";

const typed = z.string().max(300, "A search has at most 300 characters.");
export const searchInput = z.strictObject({ q: typed.default(""), after: z.string().max(200).optional() });
export const instantInput = z.strictObject({ q: typed.default("") });
export const similarInput = z.strictObject({ title: typed.default("") });
