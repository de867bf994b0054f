import { z } from "@hono/zod-openapi";

export const voteInput = z.strictObject({ choices: z.array(z.int().positive().max(20)).min(1, "Choose at least one.").max(20) });
export type VoteInput = z.infer<typeof voteInput>;
