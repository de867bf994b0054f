import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor, Member, Scope } from "#lib/core/actor.ts";
import { missing, Refusal, refused, statusOf } from "#lib/core/errors.ts";
import { keyOf, once } from "#lib/idempotency/once.ts";
import { inFrench, prefersFrench } from "./french.ts";
import { keyActor } from "./keys/keys.ts";

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

/** A room's doors: strict parsing answers 422 with the field before a handler runs, and 404 where the address itself can name nothing. */
export function createDoors(): Doors {
  return new OpenAPIHono<DoorEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      if (result.target === "param") return problem(c, missing());
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

/** Names the scope by which a key enters a route: spread it into `createRoute`. Without it a door is closed to keys. */
export const byKey = (scope: Scope): { security: { key: string[] }[] } => ({ security: [{ key: [scope] }] });

/** What the header of a request that has its effect once looks like, for the description of a route. */
export const onceHeaders = z.object({ "idempotency-key": z.string().optional() });

/**
 * Answers a POST of the public API once for its Idempotency-Key: the work and what it answers are one transaction, and the
 * same request again gets the same answer.
 */
export async function answeredOnce<T extends object>(c: Context<DoorEnv>, status: 200 | 201, work: () => Promise<T | Refusal>): Promise<Response> {
  const actor = keyActor(c.get("actor"));
  if (refused(actor)) return problem(c, actor);
  const key = keyOf(c.req.header("idempotency-key"));
  if (refused(key)) return problem(c, key);
  const kept = await once({ owner: `key:${actor.id}`, key, asked: `${c.req.method} ${c.req.path}\n${await c.req.text()}` }, status, work);
  if (refused(kept)) return problem(c, kept);
  if (kept.replayed) c.header("Idempotent-Replayed", "true");
  return c.body(kept.body, kept.status as 200, { "Content-Type": "application/json" });
}
