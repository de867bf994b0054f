import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor, Member } from "#lib/core/actor.ts";
import { Refusal, refused, statusOf } from "#lib/core/errors.ts";
import { inFrench, prefersFrench } from "./french.ts";

/** What every door finds in its context: who acts, the address they come from, and the raw session token's hash. */
export type DoorEnv = { Variables: { actor: Actor; address: string } };
export type Doors = OpenAPIHono<DoorEnv>;

/** A problem as RFC 9457 says it, in the reader's language. `errors` names the field each sentence belongs to. */
export function problem(c: Context, refusal: Refusal): Response {
  const status = statusOf[refusal.code];
  const detail = prefersFrench(c.req.header("accept-language")) ? inFrench(refusal.detail) : refusal.detail;
  const errors = refusal.field ? [{ field: refusal.field, detail }] : [];
  if (refusal.retryAfter) c.header("Retry-After", String(refusal.retryAfter));
  return c.body(
    JSON.stringify({ type: `about:blank#${refusal.code}`, title: refusal.code, status, detail, errors }),
    status,
    { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  );
}

/** A room's doors: strict parsing answers 422 with the field before a handler runs. */
export function createDoors(): Doors {
  return new OpenAPIHono<DoorEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const issue = result.error.issues[0];
      return problem(c, new Refusal("invalid", issue?.message ?? "This is not valid.", { field: issue?.path.join(".") ?? "" }));
    },
  });
}

/** The member behind a request, or the refusal to sign in first. */
export function member(c: Context<DoorEnv>): Member | Refusal {
  const actor = c.get("actor");
  return actor.kind === "member" ? actor : new Refusal("sign-in", "Sign in first.");
}

/** A route's JSON body: always required, so that a missing or mistyped one is refused and never skipped. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } } as const;
}

/** Says what came of something: what it is, 202 when it waits for a moderator, or the problem. */
export function say<T extends object>(c: Context<DoorEnv>, value: T | true | Refusal, status: 200 | 201 = 200): Response {
  if (refused(value)) return problem(c, value);
  // What waits for a moderator was taken, and not written yet.
  return c.json(value === true ? {} : value, value !== true && "held" in value ? 202 : status);
}

/** Runs something as the signed-in member, or says to sign in. */
export async function asMember<T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, status: 200 | 201 = 200): Promise<Response> {
  const actor = member(c);
  return refused(actor) ? problem(c, actor) : say(c, await work(actor), status);
}
